//! A folded recording as JSON, markdown or plain text.

use std::str::FromStr;

use serde_json::Value;
use session_model::version::Transcript as _;
use session_model::{AnySession, ThreadId, Written, v1, v2};

use super::Recording;

/// How a transcript is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The list of messages, as the model holds them.
    #[default]
    Json,
    /// The conversation as markdown.
    Markdown,
    /// The conversation as plain text, a line or more a row.
    Text,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "json" => Ok(Self::Json),
            "markdown" => Ok(Self::Markdown),
            "text" => Ok(Self::Text),
            other => Err(format!("{other} is no format: take json, markdown or text")),
        }
    }
}

impl Recording {
    /// The final transcript.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Json => format!("{:#}\n", self.json()),
            Format::Markdown => self
                .entries()
                .iter()
                .map(|entry| entry.as_markdown(&entry.title.to_string()))
                .collect::<Vec<_>>()
                .join("\n"),
            Format::Text => self
                .entries()
                .iter()
                .map(|entry| entry.as_text(&entry.title.to_string()))
                .collect(),
        }
    }

    fn json(&self) -> Value {
        match self.fold.session() {
            Some(AnySession::V1(session)) => {
                let messages = session.transcript().messages();
                messages
                    .iter()
                    .filter(|message| self.host.shows(message))
                    .map(to_json)
                    .collect()
            }
            Some(AnySession::V2(session)) => session
                .transcript()
                .stored(self.thread)
                .iter()
                .map(to_json)
                .collect(),
            None => Value::Array(Vec::new()),
        }
    }

    fn entries(&self) -> Vec<Written> {
        match self.fold.session() {
            Some(AnySession::V1(session)) => {
                let transcript = session.transcript();
                let rows = transcript
                    .turns(ThreadId::ROOT)
                    .filter_map(|turn| transcript.turn(turn))
                    .flat_map(|turn| &turn.rows);
                let ungrouped = rows.flat_map(|row| match session.row(*row) {
                    Some(v1::Row::Context(group)) => group.members.to_vec(),
                    _ => vec![*row],
                });
                let shown = ungrouped.filter(|row| {
                    let message = transcript.message(*row);
                    message.is_some_and(|message| self.host.shows(message))
                });
                shown
                    .filter_map(|row| session.row(row))
                    .map(|row| row.written())
                    .collect()
            }
            Some(AnySession::V2(session)) => {
                let transcript = session.transcript();
                let rows = transcript
                    .turns(self.thread)
                    .filter_map(|turn| transcript.turn(turn))
                    .flat_map(|turn| &turn.rows);
                let ungrouped = rows.flat_map(|row| match session.row(*row) {
                    Some(v2::Row::Context(group)) => group.members.to_vec(),
                    _ => vec![*row],
                });
                ungrouped
                    .filter_map(|row| session.row(row))
                    .map(|row| row.written())
                    .collect()
            }
            None => Vec::new(),
        }
    }
}

fn to_json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
