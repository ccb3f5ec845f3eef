//! A recording as events that a gateway can play.

use serde_json::Value;
use session_wire::call::WorkerVersion;

use super::classify::{Line, as_line};
use super::lines::lines;
use super::reading::{ReadError, cloud_session, generation};

/// A recording's events in the form of a session's stream, ready to be played as they are: with the
/// ids and times that were recorded. Played at an even pace, as not every form of recording keeps
/// its times.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    version: WorkerVersion,
    events: Vec<ScriptEvent>,
}

/// An event of a [`Script`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ScriptEvent {
    /// The `streamEventType`.
    pub(crate) kind: String,
    /// The payload.
    pub(crate) data: Value,
}

impl Script {
    /// Reads a recording in any form that [`Recording::read`](super::Recording::read) takes; of
    /// envelopes, those of the first session.
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the first line that is no event.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let lines = lines(text)?;
        let version = generation(&lines)?;
        let session = cloud_session(&lines, None);
        let mut events = Vec::new();
        for (_, line) in lines {
            match line {
                Line::Envelope(mut envelope) => {
                    if envelope["sessionId"].as_str() == Some(session.as_str()) {
                        let kind = envelope["streamEventType"].as_str().unwrap_or_default();
                        events.push(ScriptEvent {
                            kind: kind.to_owned(),
                            data: envelope["data"].take(),
                        });
                    }
                }
                Line::Event(_, event) => events.push(ScriptEvent::agent(event)),
                Line::Posted(posted) => {
                    let messages = posted.changed.iter().map(|(_, message)| as_line(message));
                    events.extend(messages.map(ScriptEvent::agent));
                }
                Line::Other(_) | Line::Note => {}
            }
        }
        Ok(Self { version, events })
    }

    /// The generation of the agent that was recorded.
    pub fn version(&self) -> &WorkerVersion {
        &self.version
    }

    /// How many events it has.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    pub(crate) fn events(&self) -> &[ScriptEvent] {
        &self.events
    }
}

impl ScriptEvent {
    fn agent(data: Value) -> Self {
        Self {
            kind: "kilocode".to_owned(),
            data,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let script = Script::read(text).unwrap();
        let events: Vec<_> = script
            .events()
            .iter()
            .map(|event| format!("{} {}", event.kind, event.data))
            .collect();
        assert_eq!(events, expected, "{text}");
    }

    #[test]
    fn every_form_becomes_events_of_a_stream() {
        check(
            r#"{"n":0,"at":1,"event":{"type":"session.idle","properties":{}}}"#,
            &[r#"kilocode {"properties":{},"type":"session.idle"}"#],
        );
        check(
            "{\"sessionId\":\"a\",\"streamEventType\":\"status\",\"data\":{\"message\":\"m\"}}\n\
             {\"sessionId\":\"b\",\"streamEventType\":\"status\",\"data\":null}",
            &[r#"status {"message":"m"}"#],
        );
        check(
            r#"{"n":0,"kind":"partialMessage","message":{"ts":5,"type":"say","say":"text","text":"Hi"}}"#,
            &[
                r#"kilocode {"content":"Hi","say":"text","source":"extension","timestamp":5,"type":"say"}"#,
            ],
        );
        assert_eq!(Script::read(""), Err(ReadError::Empty));
    }
}
