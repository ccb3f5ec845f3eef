//! What the agents of the recordings had stored, to compare the window with.

use session_wire::v2::{Info, PartBody, StoredMessage};

/// What is answered to a message that asks for nothing else.
pub(super) const CHAT: &str =
    include_str!("../../../../../../tests/transcripts/v2/chat.messages.json");

/// What is answered where something long is asked for.
pub(super) const LONG: &str =
    include_str!("../../../../../../tests/transcripts/v2/long.messages.json");

/// What makes a line look other than it is written.
const MARKS: [char; 9] = ['*', '_', '`', '[', '|', '~', '#', '<', '\\'];

/// The lines of an answer that are shown just as they are written.
///
/// # Errors
///
/// That the recording cannot be read, or has no such line.
pub(super) fn plain_lines(messages: &str) -> Result<Vec<String>, String> {
    let messages: Vec<StoredMessage> = serde_json::from_str(messages)
        .map_err(|error| format!("the recording cannot be read: {error}"))?;
    let lines: Vec<String> = messages
        .iter()
        .filter(|message| matches!(message.info, Info::Assistant(_)))
        .flat_map(|message| &message.parts)
        .filter_map(|part| match &part.body {
            PartBody::Text(text) => Some(text.text.as_str()),
            _ => None,
        })
        .flat_map(str::lines)
        .filter(|line| is_plain(line))
        .map(str::to_owned)
        .collect();
    if lines.is_empty() {
        return Err("the recording has no line without marks".to_owned());
    }
    Ok(lines)
}

fn is_plain(line: &str) -> bool {
    line.chars().any(char::is_alphabetic)
        && !line.contains(MARKS)
        && !line.starts_with(|first: char| first.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_recording_has_lines_to_compare() {
        let lines = plain_lines(CHAT).unwrap();
        assert!(lines.len() > 5, "{lines:?}");
        assert_eq!(lines.last().unwrap(), "Does that help?");
    }
}
