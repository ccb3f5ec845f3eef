//! What is heard of a connection, as words that can be compared.

use session_client::Closed;

/// Longer texts are told by their length.
const SHORT: usize = 100;

/// What was heard, in order.
#[derive(Debug, Default)]
pub(super) struct Heard(Vec<String>);

impl Heard {
    /// A frame, or the end.
    pub(super) fn hear(&mut self, item: Result<String, Closed>) -> Result<(), String> {
        self.0.push(match item {
            Ok(text) if text.len() > SHORT => format!("{} bytes", text.len()),
            Ok(text) => text,
            Err(closed) => shown(closed)?,
        });
        Ok(())
    }

    /// Whether this is what had to be heard.
    pub(super) fn check(&self, expected: &[&str]) -> Result<(), String> {
        let is_same = self.0.len() == expected.len()
            && self
                .0
                .iter()
                .zip(expected)
                .all(|(heard, expected)| is_as(heard, expected));
        if is_same {
            return Ok(());
        }
        Err(format!("heard {:?} instead of {expected:?}", self.0))
    }
}

/// The words of a close, in which no ticket may be.
pub(super) fn shown(closed: Closed) -> Result<String, String> {
    let Closed { code, reason } = closed;
    if reason.contains("hush") {
        return Err(format!("the ticket is told: {reason}"));
    }
    Ok(format!("closed {code} {reason}").trim_end().to_owned())
}

/// Whether a text is as expected, up to words of the platform.
pub(crate) fn is_as(heard: &str, expected: &str) -> bool {
    match expected.strip_suffix('…') {
        Some(start) => heard.starts_with(start),
        None => heard == expected,
    }
}
