//! The lines of a recording, each for what it is.

use serde_json::Value;
use serde_json::error::Category;

use super::classify::{Line, classify};
use super::reading::ReadError;

/// What some editors put in front of a text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The text of a recording's file.
///
/// # Errors
///
/// [`ReadError::Line`] with the first line that is no UTF-8 text.
///
/// ```
/// use session_gateway::transcript::text;
///
/// assert_eq!(text(b"{}\n"), Ok("{}\n"));
/// let error = text(b"{}\n\xff").unwrap_err();
/// assert_eq!(error.to_string(), "line 2: it is no text in UTF-8");
/// ```
pub fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        ReadError::Line {
            line: before.split(|byte| *byte == b'\n').count(),
            reason: "it is no text in UTF-8".to_owned(),
        }
    })
}

/// The lines of a recording with their numbers, from 1.
pub(super) fn lines(text: &str) -> Result<Vec<(usize, Line)>, ReadError> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let numbered = (1..).zip(text.lines());
    let filled = numbered.filter(|(_, line)| !line.trim().is_empty());
    filled
        .map(|(line, text)| match read(text) {
            Ok(read) => Ok((line, read)),
            Err(reason) => Err(ReadError::Line { line, reason }),
        })
        .collect()
}

fn read(line: &str) -> Result<Line, String> {
    let value: Value = session_wire::json::from_str(line).map_err(|error| {
        if error.classify() == Category::Eof {
            return "it ends in the middle of its JSON".to_owned();
        }
        // The number of the line is told already, and within it is always 1.
        let reason = error
            .to_string()
            .replace(" at line 1 column ", " at column ");
        format!("it is no JSON: {reason}")
    })?;
    classify(value).map_err(str::to_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const IDLE: &str = r#"{"type":"session.idle","properties":{"sessionID":"ses_1"}}"#;

    fn check(bytes: &[u8], expected: Result<usize, &str>) {
        let told = text(bytes).and_then(lines);
        let told = told
            .map(|lines| lines.len())
            .map_err(|error| error.to_string());
        assert_eq!(told, expected.map_err(str::to_owned));
    }

    #[test]
    fn lines_end_as_any_system_ends_them() {
        check(format!("{IDLE}\n{IDLE}\n").as_bytes(), Ok(2));
        check(format!("{IDLE}\r\n\r\n{IDLE}\r\n").as_bytes(), Ok(2));
        check(format!("\u{feff}{IDLE}\n{IDLE}").as_bytes(), Ok(2));
        check(b"", Ok(0));
        check(b"\n \n\t\n", Ok(0));
    }

    #[test]
    fn half_of_a_pair_does_not_cost_a_line() {
        let half = IDLE.replace("ses_1", r"ses_\ud83d");
        check(half.as_bytes(), Ok(1));
    }

    #[test]
    fn what_is_no_line_of_a_recording_is_told_with_its_number() {
        let broken = [IDLE, &IDLE[..20]].join("\n");
        check(
            broken.as_bytes(),
            Err("line 2: it ends in the middle of its JSON"),
        );
        check(
            &[IDLE.as_bytes(), b"\n\xff\xfe\n"].concat(),
            Err("line 2: it is no text in UTF-8"),
        );
        check(
            &[b"\xff\xfe{\0}\0".as_slice(), IDLE.as_bytes()].concat(),
            Err("line 1: it is no text in UTF-8"),
        );
        check(
            format!("{IDLE} {IDLE}").as_bytes(),
            Err("line 1: it is no JSON: trailing characters at column 60"),
        );
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        check(
            deep.as_bytes(),
            Err("line 1: it is no JSON: recursion limit exceeded at column 128"),
        );
        check(b"7", Err("line 1: it is no JSON object"));
    }

    #[test]
    fn a_line_may_be_of_any_length() {
        let long = IDLE.replace("ses_1", &"s".repeat(20_000_000));
        check(long.as_bytes(), Ok(1));
    }
}
