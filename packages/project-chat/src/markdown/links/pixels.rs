//! How large a picture is that an address holds, from the first bytes of its file.

/// A picture that says of itself that it is larger, in pixels, is not believed.
const MOST: u32 = 16_384;

/// The width and the height, in pixels, of the PNG, JPEG, GIF or WebP in a `data:` address.
pub(super) fn size(url: &str) -> Option<(u32, u32)> {
    let (_, data) = url.strip_prefix("data:")?.split_once(',')?;
    let head: Vec<u8> = decoded(data).take(30).collect();
    let (width, height) = match head.as_slice() {
        [0x89, b'P', b'N', b'G', ..] => (big(&head, 16, 4)?, big(&head, 20, 4)?),
        [b'G', b'I', b'F', b'8', ..] => (little(&head, 6, 2)?, little(&head, 8, 2)?),
        [b'R', b'I', b'F', b'F', ..] => webp(&head)?,
        [0xff, 0xd8, ..] => jpeg(decoded(data).skip(2))?,
        _ => return None,
    };
    let is_likely = (1..=MOST).contains(&width) && (1..=MOST).contains(&height);
    is_likely.then_some((width, height))
}

fn webp(head: &[u8]) -> Option<(u32, u32)> {
    Some(match head.get(12..16)? {
        b"VP8 " => (little(head, 26, 2)? & 0x3fff, little(head, 28, 2)? & 0x3fff),
        b"VP8L" => {
            let bits = little(head, 21, 4)?;
            ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        b"VP8X" => (little(head, 24, 3)? + 1, little(head, 27, 3)? + 1),
        _ => return None,
    })
}

/// The size in the first segment that begins a frame.
fn jpeg(mut bytes: impl Iterator<Item = u8>) -> Option<(u32, u32)> {
    loop {
        let marker = bytes.find(|byte| *byte != 0xff)?;
        let length: Vec<u8> = bytes.by_ref().take(2).collect();
        let length = usize::try_from(big(&length, 0, 2)?).ok()?.checked_sub(2)?;
        match marker {
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let frame: Vec<u8> = bytes.take(5).collect();
                return Some((big(&frame, 3, 2)?, big(&frame, 1, 2)?));
            }
            // The pixels begin, or the file ends.
            0xd9 | 0xda => return None,
            _ => {
                if length > 0 {
                    bytes.nth(length - 1)?;
                }
            }
        }
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + length)?;
    Some(
        bytes
            .iter()
            .fold(0, |sum, byte| sum << 8 | u32::from(*byte)),
    )
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + length)?.iter().rev();
    Some(bytes.fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

/// The bytes of a text in base 64, up to whatever is none.
fn decoded(data: &str) -> impl Iterator<Item = u8> {
    let digits = data.bytes().map_while(digit);
    digits
        .scan((0_u32, 0_u32), |(bits, count), digit| {
            *bits = *bits << 6 | u32::from(digit);
            *count += 6;
            if *count < 8 {
                return Some(None);
            }
            *count -= 8;
            Some(u8::try_from(*bits >> *count & 0xff).ok())
        })
        .flatten()
}

fn digit(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(url: &str, expected: Option<(u32, u32)>) {
        assert_eq!(size(url), expected, "{url}");
    }

    #[test]
    fn every_kind_of_file_says_its_size() {
        check(
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAUAAAADwCAYAAABxLb1r",
            Some((320, 240)),
        );
        check(
            "data:image/gif;base64,R0lGODlhKgAHAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==",
            Some((42, 7)),
        );
        check(WEBP, Some((12, 5)));
        check(JPEG, Some((9, 6)));
    }

    #[test]
    fn other_data_have_none() {
        for url in [
            "data:image/png;base64,",
            "data:image/png;base64,iVBORw0KGgo=",
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAAAAADwCAYAAABxLb1r",
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUv////8AAADwCAYAAABxLb1r",
            "data:image/jpeg;base64,/9j/4AAQSkZJRg==",
            "data:image/jpeg;base64,/9j/",
            "data:image/png;base64,bm8gcGljdHVyZSBhdCBhbGwsIGp1c3Qgd29yZHMgaGVyZQ==",
            "shots/a.png",
        ] {
            check(url, None);
        }
    }

    const WEBP: &str =
        "data:image/webp;base64,UklGRiQAAABXRUJQVlA4IBgAAABQAQCdASoMAAUAAgA0JaQABHQAAP5oAAA=";

    const JPEG: &str = "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAAGAAkBAREA/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AJD/2Q==";
}
