//! Finds bare addresses in plain words, as GitHub does.

use super::{inline::Inline, links};

/// Splits `text` into words and links, `None` where it has no address in it.
pub(crate) fn split(text: &str) -> Option<Vec<Inline>> {
    let mut runs = Vec::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(step) = text[at..].find(['h', 'H', 'w', 'W', '@']) {
        let hit = at + step;
        at = hit + 1;
        let Some(found) = find_at(text, hit, done) else {
            continue;
        };
        let shown = &text[found.start..found.end];
        let Some(url) = links::safe(&format!("{}{shown}", found.scheme)) else {
            continue;
        };
        if found.start > done {
            runs.push(Inline::Text(text[done..found.start].to_owned()));
        }
        let children = vec![Inline::Text(shown.to_owned())];
        runs.push(Inline::Link {
            url,
            title: None,
            children,
        });
        done = found.end;
        at = found.end;
    }
    if runs.is_empty() {
        return None;
    }
    if done < text.len() {
        runs.push(Inline::Text(text[done..].to_owned()));
    }
    Some(runs)
}

/// What an address of mail is written behind, where its scheme is written out.
const MAIL: &str = "mailto:";

struct Found {
    start: usize,
    end: usize,
    scheme: &'static str,
}

fn find_at(text: &str, hit: usize, floor: usize) -> Option<Found> {
    if text[hit..].starts_with('@') {
        return email(text, hit, floor);
    }
    let before = text[floor..hit].chars().next_back();
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let rest = &text[hit..];
    let start = ADDRESS_STARTS
        .iter()
        .find(|start| has_prefix(rest, start))?;
    let (host_start, scheme) = if start.ends_with('/') {
        (start.len(), "")
    } else {
        (0, "https://")
    };
    let end = hit + extent(rest);
    let host = &text[hit + host_start..end.max(hit + host_start)];
    let host = &host[..host.find(['/', '?', '#', ':']).unwrap_or(host.len())];
    let dotted = host.split('.').filter(|label| !label.is_empty()).count();
    let enough = if scheme.is_empty() { 1 } else { 3 };
    let well_formed = !host.starts_with(['.', '-'])
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '['));
    (dotted >= enough && well_formed).then_some(Found {
        start: hit,
        end,
        scheme,
    })
}

fn has_prefix(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len())
        .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
}

/// How many bytes of `rest` belong to the address that it begins with.
fn extent(rest: &str) -> usize {
    let end = rest.find(ends_address).unwrap_or(rest.len());
    let mut url = &rest[..end];
    loop {
        let shorter = match url.chars().next_back() {
            Some('?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | '|') => {
                &url[..url.len() - 1]
            }
            Some(')') if unbalanced(url, '(', ')') => &url[..url.len() - 1],
            Some(']') if unbalanced(url, '[', ']') => &url[..url.len() - 1],
            Some(';') => without_entity(url),
            _ => return url.len(),
        };
        url = shorter;
    }
}

/// What bare addresses of pages begin with.
pub(crate) const ADDRESS_STARTS: [&str; 3] = ["https://", "http://", "www."];

/// Whether no address goes on with `c`.
pub(crate) fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '\\')
        || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
        || matches!(c, '\u{2018}'..='\u{201f}')
}

fn unbalanced(url: &str, open: char, close: char) -> bool {
    url.matches(close).count() > url.matches(open).count()
}

fn without_entity(url: &str) -> &str {
    let body = &url[..url.len() - 1];
    match body.rfind('&') {
        Some(amp)
            if body.len() > amp + 1
                && body[amp + 1..].bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            &url[..amp]
        }
        _ => body,
    }
}

fn email(text: &str, at: usize, floor: usize) -> Option<Found> {
    let local = text[floor..at]
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-' | '_')))
        .map_or(floor, |last| floor + last + char_len(text, floor + last));
    if local == at {
        return None;
    }
    let before = &text[floor..local];
    // An address of a chat and a part of a path are no mail.
    if ends_with(before, "xmpp:") || before.ends_with('/') {
        return None;
    }
    let is_named = ends_with(before, MAIL);
    let rest = &text[at + 1..];
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .unwrap_or(rest.len());
    if !is_named && rest[end..].starts_with([':', '/', '@']) {
        return None;
    }
    let host = rest[..end].trim_end_matches('.');
    let top = host.rsplit_once('.')?.1;
    // One letter may be part of a version, as in `react@18.x`.
    let least = if is_named { 1 } else { 2 };
    let well_formed = top.len() >= least && top.bytes().all(|b| b.is_ascii_alphabetic());
    let (start, scheme) = if is_named {
        (local - MAIL.len(), "")
    } else {
        (local, MAIL)
    };
    well_formed.then_some(Found {
        start,
        end: at + 1 + host.len(),
        scheme,
    })
}

/// Whether `text` ends with `end`, in any case of its letters.
pub(crate) fn ends_with(text: &str, end: &str) -> bool {
    let tail = text
        .len()
        .checked_sub(end.len())
        .and_then(|from| text.get(from..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows links as `[text](url)`.
    fn check(text: &str, expect: &str) {
        let shown = split(text).map_or_else(
            || text.to_owned(),
            |runs| {
                runs.iter()
                    .map(|run| match run {
                        Inline::Text(words) => words.clone(),
                        Inline::Link { url, children, .. } => {
                            format!("[{}]({})", super::super::plain_text(children), url.as_str())
                        }
                        other => format!("{other:?}"),
                    })
                    .collect()
            },
        );
        assert_eq!(shown, expect);
    }

    #[test]
    fn addresses_are_found() {
        check("see https://a.b/c.", "see [https://a.b/c](https://a.b/c).");
        check(
            "(http://a.b/c_(d))",
            "([http://a.b/c_(d)](http://a.b/c_(d)))",
        );
        check("www.a.b, x", "[www.a.b](https://www.a.b), x");
        check(
            "http://localhost:3000/x!",
            "[http://localhost:3000/x](http://localhost:3000/x)!",
        );
        check("\"https://a.b\"", "\"[https://a.b](https://a.b)\"");
        check(
            "https://a.b?x=1&amp;",
            "[https://a.b?x=1](https://a.b?x=1)&amp;",
        );
        check("访问https://a.b。好", "访问[https://a.b](https://a.b)。好");
        check(
            "https://a.b https://c.d",
            "[https://a.b](https://a.b) [https://c.d](https://c.d)",
        );
        check(
            "write to me.you@example.com.",
            "write to [me.you@example.com](mailto:me.you@example.com).",
        );
        check("(Mailto:me@a.b/)", "([Mailto:me@a.b](Mailto:me@a.b)/)");
    }

    #[test]
    fn other_words_stay_words() {
        for text in [
            "plain",
            "http://",
            "https://.",
            "www.",
            "www.a",
            "xhttp://a.b",
            "react@18.2.0",
            "react@18.x",
            "xmpp:me@example.com/room@example.com",
            "git@example.com:a/b.git",
            "@name",
            "javascript://a.b",
        ] {
            check(text, text);
        }
    }
}
