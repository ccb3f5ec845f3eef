//! Which addresses in content may become links or images.

mod host;
mod image;
mod pixels;

pub(crate) use host::contradicts;
pub use image::ImageUrl;

/// An address that a reader may follow: only a [`Policy`] makes one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Url(String);

impl Url {
    /// The address as it goes into `href`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Schemes that can run or load something in the page, whatever a host says.
const NEVER: [&str; 7] = [
    "javascript",
    "vbscript",
    "data",
    "blob",
    "file",
    "filesystem",
    "about",
];

/// What the host allows beyond what is allowed everywhere.
///
/// ```
/// use project_chat::markdown::links::Policy;
///
/// let policy = Policy::default()
///     .with_scheme("vscode")
///     .with_images_from("https://img.example.com/");
/// assert!(policy.link("vscode://file/src/main.rs").is_some());
/// assert!(policy.image("https://img.example.com/a.png").is_some_and(|url| url.is_remote()));
/// assert!(policy.image("https://elsewhere.example/a.png").is_none());
/// assert!(policy.with_scheme("javascript").link("javascript:alert(1)").is_none());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    schemes: Vec<String>,
    images: Vec<String>,
    hides_page_images: bool,
}

impl Policy {
    /// Also allows links of `scheme`, given without its colon.
    ///
    /// Schemes that can run or load something in the page stay refused: `javascript`, `vbscript`,
    /// `data`, `blob`, `file`, `filesystem` and `about`.
    #[must_use]
    pub fn with_scheme(mut self, scheme: &str) -> Self {
        let scheme = scheme.to_ascii_lowercase();
        if !NEVER.contains(&scheme.as_str()) {
            self.schemes.push(scheme);
        }
        self
    }

    /// Also draws images whose address lies below `start`: a path of the page's own server such as
    /// `/files/`, or another server's such as `https://img.example.com/`.
    ///
    /// Whoever answers there learns who reads the conversation, and when. A `start` of any other
    /// form allows nothing, and no path leads out of it again.
    #[must_use]
    pub fn with_images_from(mut self, start: &str) -> Self {
        if image::is_place(start) {
            self.images.push(start.to_owned());
        }
        self
    }

    /// Draws no files of the page's own server but those below [`with_images_from`](Self::with_images_from).
    ///
    /// For servers on which fetching a path that ends like a picture may change something.
    #[must_use]
    pub fn without_page_images(mut self) -> Self {
        self.hides_page_images = true;
        self
    }

    /// The address where it may be followed, `None` where it has to stay plain text.
    ///
    /// Allowed are `http://` and `https://` with a host, `mailto:` with an address, the schemes of
    /// the policy, and addresses relative to the page: a path, a query or a fragment. Refused are
    /// every other scheme, addresses that begin with `//`, and whatever a browser may read otherwise
    /// than a person does: control and direction characters, backslashes, and a first path segment
    /// with an encoded colon.
    pub fn link(&self, url: &str) -> Option<Url> {
        let url = url.trim();
        if url.is_empty() || url.chars().any(misleading) {
            return None;
        }
        let allowed = match scheme(url) {
            Some((scheme, rest)) if is_web(scheme) => rest.strip_prefix("//").is_some_and(has_host),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("mailto") => rest.contains('@'),
            Some((scheme, _)) => self
                .schemes
                .iter()
                .any(|allowed| allowed.eq_ignore_ascii_case(scheme)),
            None => is_relative(url),
        };
        allowed.then(|| Url(url.to_owned()))
    }

    /// The address where its image may be drawn.
    ///
    /// Allowed are `data:` addresses of PNG, JPEG, GIF and WebP in base 64, and paths of the page's
    /// own server that end like the file of a picture, without a query: what an agent wrote must not
    /// call anything in the reader's name. The policy may add places, and take the page's away.
    pub fn image(&self, url: &str) -> Option<ImageUrl> {
        let url = url.trim();
        let below = || self.images.iter().any(|start| image::is_below(url, start));
        let of_page = || !self.hides_page_images && image::is_picture_file(url);
        let drawn = image::is_pixel_data(url) || self.link(url).is_some() && (of_page() || below());
        drawn.then(|| ImageUrl::new(url))
    }
}

/// The address where it may be followed without a word of the host; see [`Policy::link`].
///
/// ```
/// use project_chat::markdown::links::safe;
///
/// assert!(safe("https://example.com/a?b=c").is_some());
/// assert!(safe("docs/intro.md#start").is_some());
/// assert!(safe("javascript:alert(1)").is_none());
/// assert!(safe("//example.com").is_none());
/// ```
pub fn safe(url: &str) -> Option<Url> {
    Policy::default().link(url)
}

/// The address where its image may be drawn without a word of the host; see [`Policy::image`].
pub fn image(url: &str) -> Option<ImageUrl> {
    Policy::default().image(url)
}

/// Whether `text` itself names the place that `url` leads to.
///
/// Where it does not, a reader should be told the destination before following the link.
pub fn names(text: &str, url: &Url) -> bool {
    bare(text) == bare(url.as_str())
}

fn bare(address: &str) -> &str {
    let address = address.trim();
    let address = match scheme(address) {
        Some((scheme, rest)) if is_web(scheme) || scheme.eq_ignore_ascii_case("mailto") => {
            rest.trim_start_matches('/')
        }
        _ => address,
    };
    address.strip_suffix('/').unwrap_or(address)
}

fn scheme(url: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = url.split_once(':')?;
    let mut letters = scheme.bytes();
    let named = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    named.then_some((scheme, rest))
}

fn is_web(scheme: &str) -> bool {
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

fn has_host(rest: &str) -> bool {
    rest.bytes()
        .next()
        .is_some_and(|first| !matches!(first, b'/' | b'?' | b'#' | b':' | b'@'))
}

fn is_relative(url: &str) -> bool {
    let first = url.split(['/', '?', '#']).next().unwrap_or_default();
    !url.starts_with("//")
        && !first.contains([':', '&'])
        && !first.to_ascii_lowercase().contains("%3a")
}

/// Characters that hide what an address says, or that browsers drop or turn round.
fn misleading(c: char) -> bool {
    c.is_control()
        || c == '\\'
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_may_be_followed() {
        for url in [
            "http://example.com",
            "HTTPS://example.com/a?b=c&d=e#f",
            "http://localhost:3000/",
            "https://example.com/a:b",
            "mailto:someone@example.com",
            "#part",
            "?page=2",
            "/docs/a:b",
            "docs/intro.md",
            "./a",
            "../b",
            "page?a=1&b=2",
            "  https://example.com  ",
        ] {
            assert!(safe(url).is_some(), "{url}");
        }
    }

    #[test]
    fn addresses_that_stay_text() {
        for url in [
            "",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "\u{feff}javascript:alert(1)",
            "javascript&#58;alert(1)",
            "javascript&colon;alert(1)",
            "javascript%3Aalert(1)",
            "vbscript:x",
            "data:text/html,<script>alert(1)</script>",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "file:///etc/passwd",
            "blob:https://example.com/1",
            "about:blank",
            "ftp://example.com",
            "//example.com",
            "/\\example.com",
            "https:\\\\example.com",
            "https:example.com",
            "https://",
            "https:///x",
            "mailto:",
            "https://example.com/\u{202e}gpj.exe",
        ] {
            assert_eq!(safe(url), None, "{url}");
        }
    }

    #[test]
    fn a_text_that_is_the_address_names_it() {
        let url = safe("https://example.com/a/");
        let names = |text| url.as_ref().is_some_and(|url| names(text, url));
        assert!(names("https://example.com/a/"));
        assert!(names("example.com/a"));
        assert!(!names("the docs"));
        assert!(!names("https://example.org/a"));
    }
}
