//! Which addresses may be asked for a picture without the reader doing anything.

use super::{has_host, is_web, pixels, scheme};

/// An address whose pixels may be drawn: only a [`Policy`](super::Policy) makes one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ImageUrl {
    url: String,
    remote: bool,
    size: Option<(u32, u32)>,
}

impl ImageUrl {
    pub(super) fn new(url: &str) -> Self {
        let remote = scheme(url).is_some_and(|(scheme, _)| is_web(scheme));
        Self {
            url: url.to_owned(),
            remote,
            size: pixels::size(url),
        }
    }

    /// The address as it goes into `src`.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// Whether another server is asked for the pixels, because the host allowed that.
    pub fn is_remote(&self) -> bool {
        self.remote
    }

    /// The picture's width and height in pixels, where the address holds the picture and it says so.
    pub fn size(&self) -> Option<(u32, u32)> {
        self.size
    }
}

/// Endings of files that hold nothing but a picture.
const ENDINGS: [&str; 6] = ["png", "jpg", "jpeg", "gif", "webp", "avif"];

/// Whether `url` names a file with a picture in it on the page's own server.
///
/// Drawing a picture asks the page's server in the reader's name. What an agent wrote must not do
/// more than fetch a file by that: a query, a parameter or an ending that names no picture may
/// belong to a call that changes something.
pub(super) fn is_picture_file(url: &str) -> bool {
    let path = url.split('#').next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let ending = file.rsplit_once('.').filter(|(name, _)| !name.is_empty());
    let named = ending.is_some_and(|(_, ending)| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    scheme(url).is_none() && named && !path.contains(['?', ';']) && !has_encoded_marks(path)
}

/// Whether `start` can stand for a place to fetch pictures from: a whole path of the page's own
/// server, or an address up to a slash behind its host.
pub(super) fn is_place(start: &str) -> bool {
    if start.starts_with('/') {
        return !start.starts_with("//") && start.ends_with('/');
    }
    scheme(start)
        .filter(|(scheme, _)| is_web(scheme))
        .and_then(|(_, rest)| rest.strip_prefix("//"))
        .is_some_and(|rest| rest.contains('/') && has_host(rest))
}

/// Whether `url` lies below `start`, however a browser and a server read its path.
pub(super) fn is_below(url: &str, start: &str) -> bool {
    let Some(rest) = url.strip_prefix(start) else {
        return false;
    };
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    let climbs = path.split('/').any(|segment| {
        let segment = segment.to_ascii_lowercase().replace("%2e", ".");
        segment == ".." || segment.starts_with("..;")
    });
    let hidden = path.to_ascii_lowercase();
    !climbs && !hidden.contains("%2f") && !hidden.contains("%5c")
}

/// Whether anything but spaces and letters outside ASCII is percent-encoded.
fn has_encoded_marks(path: &str) -> bool {
    let mut codes = path.split('%').skip(1);
    codes.any(|code| {
        let letter = code.starts_with(|c: char| matches!(c, '8' | '9' | 'a'..='f' | 'A'..='F'));
        !letter && !code.starts_with("20")
    })
}

/// Whether `url` holds the pixels itself.
pub(super) fn is_pixel_data(url: &str) -> bool {
    let Some((kind, data)) = url
        .split_once(',')
        .and_then(|(head, data)| Some((head.strip_suffix(";base64")?, data)))
    else {
        return false;
    };
    let drawable = ["png", "jpeg", "gif", "webp"]
        .iter()
        .any(|format| kind.eq_ignore_ascii_case(&format!("data:image/{format}")));
    drawable
        && !data.is_empty()
        && data
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'='))
}

#[cfg(test)]
mod tests {
    use super::super::{Policy, image};

    #[test]
    fn images_come_from_files_of_the_page_or_from_the_text_itself() {
        for url in [
            "data:image/png;base64,iVBORw0KGgo=",
            "shots/a.png",
            "/a.png",
            "../a.JPEG",
            "my%20shot.webp",
            "%C3%A4.gif#part",
        ] {
            assert!(image(url).is_some_and(|url| !url.is_remote()), "{url}");
        }
        for url in [
            "https://example.com/a.png",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "data:image/png,<svg>",
            "data:text/html;base64,PHN2Zz4=",
            "#a.png",
            "?a.png",
            "//example.com/a.png",
            "javascript:alert(1)",
            "javascript:a.png",
        ] {
            assert_eq!(image(url), None, "{url}");
        }
    }

    #[test]
    fn a_picture_calls_nothing_on_the_page_s_server() {
        for url in [
            "/api/logout",
            "api/logout",
            "/api/logout?a.png",
            "/api/logout?next=/a.png",
            "/api/logout;a.png",
            "/api/logout%3Ba.png",
            "/api/logout%3fa.png",
            "/api/logout%23a.png",
            "/api/logout%00.png",
            "/api/logout#a.png",
            "/api/.png",
            "/a.svg",
            "/a.png/",
            "/a.png.php",
            "",
            "/",
        ] {
            assert_eq!(image(url), None, "{url}");
        }
    }

    #[test]
    fn a_host_allows_places_and_nothing_beside_them() {
        let policy = Policy::default()
            .with_images_from("/files/")
            .with_images_from("https://img.example.com/public/");
        for (url, remote) in [
            ("/files/17?size=2", false),
            ("/files/a/../b", false),
            ("https://img.example.com/public/17", true),
        ] {
            let drawn = policy.image(url).map(|url| url.is_remote());
            let expected = (!url.contains("..")).then_some(remote);
            assert_eq!(drawn, expected, "{url}");
        }
        for url in [
            "/files/../api/logout",
            "/files/%2e%2E/api/logout",
            "/files/.%2e/api/logout",
            "/files/..%2fapi/logout",
            "/files/..;/api/logout",
            "/files/a\\..\\..\\api",
            "/filesystem",
            "files/17",
            "https://img.example.com/public/../private",
            "https://img.example.com.evil.net/public/",
            "https://img.example.com@evil.net/public/",
        ] {
            assert_eq!(policy.image(url), None, "{url}");
        }
        for start in [
            "",
            "/",
            "files/",
            "/files",
            "//evil.net/",
            "https:/",
            "https://evil.net",
        ] {
            let policy = Policy::default().with_images_from(start);
            let allows =
                policy.image("/files/17").is_some() || policy.image("https://evil.net/a").is_some();
            assert_eq!(allows, start == "/", "{start}");
        }
    }

    #[test]
    fn a_host_may_keep_its_own_files_back() {
        let policy = Policy::default().without_page_images();
        assert_eq!(policy.image("/a.png"), None);
        assert!(policy.image("data:image/png;base64,iVBORw0KGgo=").is_some());
        assert!(
            policy
                .with_images_from("/shots/")
                .image("/shots/a.png")
                .is_some()
        );
    }
}
