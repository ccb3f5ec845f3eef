//! How a bus event is read, in each of the forms that programs send it in.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{BusEvent, EventError, RawEq};
use crate::lenient::{FromJson, field, list, optional, required};
use crate::record::Record;
use crate::stream::AgentEvent;
use crate::v2::Part;
use crate::{Fields, MessageId, PartId, SessionId, json};

#[derive(Deserialize)]
struct RawBusEvent<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    properties: Option<&'a RawValue>,
    /// Where all projects share a bus, their events come in one more wrapping.
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
    #[serde(borrow, rename = "syncEvent")]
    twin: Option<&'a RawValue>,
}

impl BusEvent {
    /// Reads an agent's event, wrapped or not.
    ///
    /// # Errors
    ///
    /// [`EventError`] when the event names no type or misses an identity; types that have no
    /// meaning here are [`BusEvent::Other`].
    pub fn decode(event: AgentEvent<'_>) -> Result<Self, EventError> {
        match event {
            AgentEvent::Unwrapped { kind, properties } => {
                Self::from_properties(kind, properties.get())
            }
            AgentEvent::Wrapped(data) => Self::decode_text(data.get()),
        }
    }

    /// Reads a bus event from its JSON text: `{"type", "properties"}`, or the same as the
    /// `payload` of a bus that several projects share.
    ///
    /// # Errors
    ///
    /// As [`BusEvent::decode`].
    pub fn decode_text(text: &str) -> Result<Self, EventError> {
        let raw = RawBusEvent::read(text)?;
        match (&raw.kind, raw.payload) {
            (None, Some(payload)) => RawBusEvent::read(payload.get())?.event(),
            _ => raw.event(),
        }
    }

    fn from_properties(kind: &str, text: &str) -> Result<Self, EventError> {
        Self::read(kind, text).map_err(|reason| EventError::Malformed {
            kind: kind.to_owned(),
            reason,
        })
    }

    fn read(kind: &str, text: &str) -> Result<Self, serde_json::Error> {
        let event = match kind.split_once('.') {
            Some(("message", _)) => Self::read_message(kind, text)?,
            Some(("session", _)) => Self::read_session(kind, text)?,
            Some(("question" | "permission" | "suggestion", _)) => Self::read_prompt(kind, text)?,
            _ => Self::read_rest(kind, text)?,
        };
        event.map_or_else(
            || {
                Ok(Self::Other {
                    kind: kind.to_owned(),
                    properties: Box::new(RawEq(serde_json::from_str(text)?)),
                })
            },
            Ok,
        )
    }

    fn read_message(kind: &str, text: &str) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(match kind {
            "message.part.delta" => json::from_str::<Delta>(text)?.into(),
            "message.updated" => Self::MessageUpdated { info: info(text)? },
            "message.removed" => {
                let mut fields: Fields = json::from_str(text)?;
                Self::MessageRemoved {
                    session_id: required(&mut fields, "sessionID")?,
                    message_id: required(&mut fields, "messageID")?,
                }
            }
            "message.part.updated" => {
                let mut fields: Fields = json::from_str(text)?;
                Self::PartUpdated {
                    part: Part::read(required(&mut fields, "part")?)?,
                    delta: optional(&mut fields, "delta"),
                    at: optional(&mut fields, "time"),
                }
            }
            "message.part.removed" => {
                let mut fields: Fields = json::from_str(text)?;
                Self::PartRemoved {
                    session_id: required(&mut fields, "sessionID")?,
                    message_id: required(&mut fields, "messageID")?,
                    part_id: required(&mut fields, "partID")?,
                }
            }
            _ => return Ok(None),
        }))
    }

    fn read_session(kind: &str, text: &str) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(match kind {
            "session.created" => Self::SessionCreated {
                info: Box::new(info(text)?),
            },
            "session.updated" => Self::SessionUpdated {
                info: Box::new(info(text)?),
            },
            "session.deleted" => Self::SessionDeleted {
                info: Box::new(info(text)?),
            },
            "session.error" => {
                let mut fields: Fields = json::from_str(text)?;
                Self::SessionError {
                    session_id: optional(&mut fields, "sessionID"),
                    error: optional(&mut fields, "error"),
                }
            }
            "session.status" => {
                let (mut fields, session_id) = of_session(text)?;
                Self::SessionStatus {
                    session_id,
                    status: required(&mut fields, "status")?,
                }
            }
            "session.idle" => Self::SessionIdle {
                session_id: of_session(text)?.1,
            },
            "session.compacted" => Self::SessionCompacted {
                session_id: of_session(text)?.1,
            },
            "session.diff" => {
                let (mut fields, session_id) = of_session(text)?;
                Self::SessionDiff {
                    session_id,
                    diff: list(&mut fields, "diff"),
                }
            }
            "session.turn.open" => Self::TurnOpened {
                session_id: of_session(text)?.1,
            },
            "session.turn.close" => {
                let (mut fields, session_id) = of_session(text)?;
                Self::TurnClosed {
                    session_id,
                    parent_id: optional(&mut fields, "parentID"),
                    reason: optional(&mut fields, "reason"),
                }
            }
            "session.queue.changed" => {
                let (mut fields, session_id) = of_session(text)?;
                Self::QueueChanged {
                    session_id,
                    queued: list(&mut fields, "queued"),
                }
            }
            _ => return Ok(None),
        }))
    }

    fn read_prompt(kind: &str, text: &str) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(match kind {
            "question.asked" => Self::QuestionAsked(json::read(text)?),
            "question.replied" | "question.rejected" => {
                let (mut fields, session_id) = of_session(text)?;
                let answers = list(&mut fields, "answers");
                let answers = answers.into_iter().map(|Answer(choices)| choices);
                Self::QuestionSettled {
                    session_id,
                    request_id: required(&mut fields, "requestID")?,
                    answers: (kind == "question.replied").then(|| answers.collect()),
                }
            }
            "permission.asked" => Self::PermissionAsked(json::read(text)?),
            "permission.replied" => {
                let (mut fields, session_id) = of_session(text)?;
                Self::PermissionSettled {
                    session_id,
                    request_id: required(&mut fields, "requestID")?,
                    reply: optional(&mut fields, "reply"),
                }
            }
            "suggestion.shown" => Self::SuggestionShown(json::read(text)?),
            "suggestion.accepted" | "suggestion.dismissed" => {
                let mut fields: Fields = json::from_str(text)?;
                let index = field(&mut fields, "index");
                Self::SuggestionSettled {
                    session_id: optional(&mut fields, "sessionID"),
                    request_id: required(&mut fields, "requestID")?,
                    accepted: (kind == "suggestion.accepted").then_some(index),
                }
            }
            _ => return Ok(None),
        }))
    }

    fn read_rest(kind: &str, text: &str) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(match kind {
            "todo.updated" => {
                let (mut fields, session_id) = of_session(text)?;
                Self::TodoUpdated {
                    session_id,
                    todos: list(&mut fields, "todos"),
                }
            }
            "file.edited" => {
                let mut fields: Fields = json::from_str(text)?;
                Self::FileEdited {
                    file: required(&mut fields, "file")?,
                }
            }
            _ => return Ok(None),
        }))
    }
}

/// The properties of an event about a session, and which.
fn of_session(text: &str) -> Result<(Fields, SessionId), serde_json::Error> {
    let mut fields: Fields = json::from_str(text)?;
    let session_id = required(&mut fields, "sessionID")?;
    Ok((fields, session_id))
}

/// What an event is about, whole.
fn info<T: Record>(text: &str) -> Result<T, serde_json::Error> {
    let mut fields: Fields = json::from_str(text)?;
    Ok(T::read(required(&mut fields, "info")?)?)
}

/// What was chosen for one question; older writers send one choice as it is.
struct Answer(Vec<String>);

impl FromJson for Answer {
    fn from_json(value: Value) -> Option<Self> {
        match value {
            Value::String(choice) => Some(Self(vec![choice])),
            choices => FromJson::from_json(choices).map(Self),
        }
    }
}

/// The one event that is read without a detour, because it is what nearly all events are.
#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
struct Delta {
    #[serde(rename = "sessionID")]
    session_id: SessionId,
    #[serde(rename = "messageID")]
    message_id: MessageId,
    #[serde(rename = "partID")]
    part_id: PartId,
    field: String,
    delta: String,
}

impl From<Delta> for BusEvent {
    fn from(grown: Delta) -> Self {
        Self::PartDelta {
            session_id: grown.session_id,
            message_id: grown.message_id,
            part_id: grown.part_id,
            field: grown.field,
            delta: grown.delta,
        }
    }
}

impl<'a> RawBusEvent<'a> {
    fn read(text: &'a str) -> Result<Self, EventError> {
        serde_json::from_str(text).map_err(|_| EventError::NoType)
    }

    fn event(self) -> Result<BusEvent, EventError> {
        match self.kind.as_deref() {
            None => Err(EventError::NoType),
            Some("sync") => {
                let twin = self.twin.and_then(|twin| json::from_str(twin.get()).ok());
                Ok(BusEvent::Twin {
                    kind: field(&mut twin.unwrap_or_default(), "type"),
                })
            }
            Some(kind) => {
                BusEvent::from_properties(kind, self.properties.map_or("{}", RawValue::get))
            }
        }
    }
}
