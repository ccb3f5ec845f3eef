//! Reading JSON as programs of other languages write it.

use std::borrow::Cow;

use serde::de::DeserializeOwned;

use crate::Fields;
use crate::record::Record;

/// Reads a value; half a surrogate pair becomes U+FFFD instead of failing the whole text.
///
/// JavaScript cuts text between the halves of a pair and writes each as an escape of its own.
///
/// # Errors
///
/// When the text is no JSON, or no `T`.
///
/// ```
/// let halves: Vec<String> = session_wire::json::from_str(r#"["\ud83d", "\ude00", "\ud83d\ude00"]"#)?;
/// assert_eq!(halves, ["\u{fffd}", "\u{fffd}", "😀"]);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text).or_else(|error| match without_half_pairs(text) {
        Cow::Borrowed(_) => Err(error),
        Cow::Owned(whole) => serde_json::from_str(&whole),
    })
}

/// Reads a record, as [`from_str`] does.
pub(crate) fn read<T: Record>(text: &str) -> Result<T, serde_json::Error> {
    let fields: Fields = from_str(text)?;
    Ok(T::read(fields)?)
}

/// Replaces the escapes of lone surrogates; borrowed when there are none.
fn without_half_pairs(text: &str) -> Cow<'_, str> {
    let mut whole = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = text.as_bytes().get(at..).and_then(|rest| {
        // Only strings hold backslashes, and each one escapes what follows it.
        rest.iter().position(|byte| *byte == b'\\')
    }) {
        at += found;
        match (unit(text, at), unit(text, at + ESCAPE)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at += 2 * ESCAPE,
            (Some(0xd800..=0xdfff), _) => {
                whole.push_str(&text[copied..at]);
                whole.push('\u{fffd}');
                at += ESCAPE;
                copied = at;
            }
            _ => at += 2,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    whole.push_str(&text[copied..]);
    Cow::Owned(whole)
}

/// The length of `\uXXXX`.
const ESCAPE: usize = 6;

/// The UTF-16 unit that is escaped at a place.
fn unit(text: &str, at: usize) -> Option<u16> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex
        .then(|| u16::from_str_radix(digits, 16).ok())
        .flatten()
}
