//! What is heard of a connection, as words that can be compared.

use session_client::{Closed, Incoming};
use session_model::LeftOut;

/// Longer texts are told by their length.
const SHORT: usize = 100;

/// What was heard, in order.
#[derive(Debug, Default)]
pub(super) struct Heard(Vec<String>);

impl Heard {
    /// A frame, or the end.
    pub(super) fn hear(&mut self, item: Result<Incoming, Closed>) -> Result<(), String> {
        self.0.push(match item {
            Ok(Incoming::Frame(text)) => {
                if let Some(number) = number_of(&text) {
                    self.count(number);
                    return Ok(());
                }
                if text.len() > SHORT {
                    format!("{} bytes", text.len())
                } else {
                    text
                }
            }
            Ok(Incoming::LeftOut(LeftOut { bytes, start })) => {
                let first = start.chars().next().unwrap_or_default();
                format!("{bytes} bytes from {first} on, left out")
            }
            Err(closed) => shown(closed)?,
        });
        Ok(())
    }

    /// Numbered texts of a flood are told together, as long as each follows the last.
    fn count(&mut self, number: usize) {
        let told = self.0.last_mut().and_then(|told| {
            let (_, last) = told.rsplit_once('#')?;
            let last: usize = last.parse().ok()?;
            (last + 1 == number).then_some(told)
        });
        match told {
            Some(told) => {
                let first = told.split(' ').next().unwrap_or_default();
                *told = format!("{first} to #{number}");
            }
            None => self.0.push(format!("#{number}")),
        }
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

/// The number of a text of a flood.
fn number_of(text: &str) -> Option<usize> {
    text.strip_prefix('#')?.split(' ').next()?.parse().ok()
}

/// The words of a close, in which no ticket may be.
pub(super) fn shown(closed: Closed) -> Result<String, String> {
    if closed.is_behind {
        return Ok("behind".to_owned());
    }
    let Closed { code, reason, .. } = closed;
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
