//! Tells whether the words of a link name another place than it leads to.

use super::{Url, is_web, misleading, scheme};

/// Endings that make a word with dots an address rather than the name of a file.
const ENDINGS: [&str; 20] = [
    "ai", "app", "bank", "biz", "cloud", "co", "com", "de", "dev", "edu", "eu", "fr", "gov",
    "info", "io", "net", "online", "org", "uk", "xyz",
];

/// The place that `url` leads to, where `words` look like the address of another one.
///
/// Letters that only look like those of a host do not make it the same: a host with letters outside
/// ASCII is given back in the form that name servers know, such as `xn--pple-43d.com`.
pub(crate) fn contradicts(words: &str, url: &Url) -> Option<String> {
    let words: String = words.chars().filter(|c| !misleading(*c)).collect();
    let claimed = claimed(words.trim())?;
    let place = place(url.as_str())?;
    (ascii(&claimed) != ascii(&place)).then(|| ascii(&place))
}

/// The host or mail address that `words` look like.
fn claimed(words: &str) -> Option<String> {
    if words.contains(char::is_whitespace) {
        return None;
    }
    if let Some(place) = place(words) {
        return Some(place);
    }
    let host = host(words);
    let mail = host.contains('@');
    let (name, ending) = host.rsplit_once('.')?;
    let known = ENDINGS.contains(&ending.to_ascii_lowercase().as_str());
    let foreign = !host.is_ascii();
    let letters = |c: char| c.is_alphanumeric() || "-.@_+".contains(c);
    let named = !name.is_empty() && !ending.is_empty() && host.chars().all(letters);
    let www = words
        .get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("www."));
    (named && (known || foreign || www || mail)).then(|| plain(host))
}

/// The host that a web address leads to, or the mailbox that a mail address does.
fn place(address: &str) -> Option<String> {
    let (scheme, rest) = scheme(address)?;
    if is_web(scheme) {
        let rest = host(rest.strip_prefix("//")?);
        let behind_user = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        return Some(plain(behind_user));
    }
    scheme
        .eq_ignore_ascii_case("mailto")
        .then(|| plain(rest.split('?').next().unwrap_or_default()))
}

/// `address` up to its path.
fn host(address: &str) -> &str {
    address.split(['/', '?', '#']).next().unwrap_or_default()
}

fn plain(host: &str) -> String {
    // The case of other letters is kept, without the table of all letters: then a host is at most
    // shown once too often.
    let host = host.to_ascii_lowercase();
    let host = host.trim_end_matches('.');
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// `host` with every label in ASCII.
fn ascii(host: &str) -> String {
    let labels = host.split('.').map(|label| {
        if label.is_ascii() {
            label.to_owned()
        } else {
            format!("xn--{}", punycode(label))
        }
    });
    labels.collect::<Vec<_>>().join(".")
}

/// The encoding of RFC 3492.
fn punycode(label: &str) -> String {
    const BASE: u32 = 36;
    let (mut next, mut delta, mut bias) = (128_u32, 0_u32, 72_u32);
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(output.len()).unwrap_or(u32::MAX);
    let mut handled = basic;
    if basic > 0 {
        output.push('-');
    }
    while let Some(least) = label.chars().map(u32::from).filter(|c| *c >= next).min() {
        delta = delta.saturating_add((least - next).saturating_mul(handled + 1));
        next = least;
        for c in label.chars().map(u32::from) {
            if c < next {
                delta = delta.saturating_add(1);
            }
            if c != next {
                continue;
            }
            let mut rest = delta;
            let mut weight = BASE;
            loop {
                let threshold = weight.saturating_sub(bias).clamp(1, 26);
                if rest < threshold {
                    break;
                }
                output.push(digit(threshold + (rest - threshold) % (BASE - threshold)));
                rest = (rest - threshold) / (BASE - threshold);
                weight += BASE;
            }
            output.push(digit(rest));
            let mut share = if handled == basic {
                delta / 700
            } else {
                delta / 2
            };
            share += share / (handled + 1);
            let mut steps = 0;
            while share > 455 {
                share /= BASE - 1;
                steps += BASE;
            }
            bias = steps + BASE * share / (share + 38);
            delta = 0;
            handled += 1;
        }
        delta = delta.saturating_add(1);
        next += 1;
    }
    output
}

fn digit(value: u32) -> char {
    char::from_digit(value, 36).map_or('0', |_| {
        let offset = u8::try_from(value).unwrap_or(0);
        char::from(if offset < 26 {
            b'a' + offset
        } else {
            b'0' + offset - 26
        })
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{super::safe, *};

    fn check(words: &str, url: &str, place: Option<&str>) {
        let url = safe(url).unwrap();
        assert_eq!(contradicts(words, &url).as_deref(), place, "{words}");
    }

    #[test]
    fn words_that_name_another_place_are_told() {
        check("https://bank.com", "https://evil.net/x", Some("evil.net"));
        check("bank.com/login", "https://evil.net", Some("evil.net"));
        check(
            "www.bank.com",
            "https://bank.com.evil.net/",
            Some("bank.com.evil.net"),
        );
        check(
            "https://bank.com",
            "https://bank.com@evil.net",
            Some("evil.net"),
        );
        check(
            "apple.com",
            "https://\u{430}pple.com/",
            Some("xn--pple-43d.com"),
        );
        check("\u{430}pple.com", "https://apple.com/", Some("apple.com"));
        check("bank\u{200b}.com", "https://evil.net", Some("evil.net"));
        check("me@bank.com", "mailto:you@evil.net", Some("you@evil.net"));
        check(
            "https://bank.com",
            "mailto:you@evil.net",
            Some("you@evil.net"),
        );
    }

    #[test]
    fn other_words_claim_nothing() {
        for words in [
            "the docs",
            "main.rs",
            "README.md",
            "v1.2.3",
            "a.b and c",
            "1.5",
        ] {
            check(words, "https://example.com", None);
        }
        check("https://example.com/a", "https://EXAMPLE.com/b", None);
        check("www.example.com", "https://example.com", None);
        check("b\u{fc}cher.example", "https://b\u{fc}cher.example/x", None);
        check("anything.com", "docs/a.md", None);
    }

    #[test]
    fn labels_are_encoded_as_name_servers_know_them() {
        for (label, encoded) in [
            ("b\u{fc}cher", "bcher-kva"),
            ("m\u{fc}nchen", "mnchen-3ya"),
            (
                "\u{4ed6}\u{4eec}\u{4e3a}\u{4ec0}\u{4e48}\u{4e0d}\u{8bf4}\u{4e2d}\u{6587}",
                "ihqwcrb4cv8a8dqg056pqjye",
            ),
        ] {
            assert_eq!(punycode(label), encoded);
        }
    }
}
