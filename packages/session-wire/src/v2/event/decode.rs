//! How a bus event is read, in each of the forms that programs send it in.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::{BusEvent, EventError, RawEq, properties};
use crate::json;
use crate::stream::AgentEvent;

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

#[derive(Default, Deserialize)]
struct Twin {
    #[serde(rename = "type")]
    kind: String,
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
            "message.updated" => Self::MessageUpdated { info: info(text)? },
            "message.removed" => {
                let place: properties::MessagePlace = json::from_str(text)?;
                Self::MessageRemoved {
                    session_id: place.session_id,
                    message_id: place.message_id,
                }
            }
            "message.part.updated" => {
                let updated: properties::OfPart = json::from_str(text)?;
                Self::PartUpdated {
                    part: updated.part,
                    delta: updated.delta,
                    at: updated.time,
                }
            }
            "message.part.delta" => {
                let grown: properties::Delta = json::from_str(text)?;
                Self::PartDelta {
                    session_id: grown.session_id,
                    message_id: grown.message_id,
                    part_id: grown.part_id,
                    field: grown.field,
                    delta: grown.delta,
                }
            }
            "message.part.removed" => {
                let place: properties::PartPlace = json::from_str(text)?;
                Self::PartRemoved {
                    session_id: place.session_id,
                    message_id: place.message_id,
                    part_id: place.part_id,
                }
            }
            _ => return Ok(None),
        }))
    }

    fn read_session(kind: &str, text: &str) -> Result<Option<Self>, serde_json::Error> {
        let session_id = || {
            json::from_str::<properties::OfSession>(text).map(|properties| properties.session_id)
        };
        Ok(Some(match kind {
            "session.created" => Self::SessionCreated { info: info(text)? },
            "session.updated" => Self::SessionUpdated { info: info(text)? },
            "session.deleted" => Self::SessionDeleted { info: info(text)? },
            "session.status" => {
                let told: properties::Status = json::from_str(text)?;
                Self::SessionStatus {
                    session_id: told.session_id,
                    status: told.status,
                }
            }
            "session.idle" => Self::SessionIdle {
                session_id: session_id()?,
            },
            "session.error" => {
                let failed: properties::Error = json::from_str(text)?;
                Self::SessionError {
                    session_id: failed.session_id,
                    error: failed.error,
                }
            }
            "session.compacted" => Self::SessionCompacted {
                session_id: session_id()?,
            },
            "session.diff" => {
                let changed: properties::Diff = json::from_str(text)?;
                Self::SessionDiff {
                    session_id: changed.session_id,
                    diff: changed.diff,
                }
            }
            "session.turn.open" => Self::TurnOpened {
                session_id: session_id()?,
            },
            "session.turn.close" => {
                let closed: properties::TurnClose = json::from_str(text)?;
                Self::TurnClosed {
                    session_id: closed.session_id,
                    parent_id: closed.parent_id,
                    reason: closed.reason,
                }
            }
            "session.queue.changed" => {
                let queue: properties::Queue = json::from_str(text)?;
                Self::QueueChanged {
                    session_id: queue.session_id,
                    queued: queue.queued,
                }
            }
            _ => return Ok(None),
        }))
    }

    fn read_prompt(kind: &str, text: &str) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(match kind {
            "question.asked" => Self::QuestionAsked(json::from_str(text)?),
            "question.replied" | "question.rejected" => {
                let settled: properties::Request = json::from_str(text)?;
                let answers = || settled.answers.into_iter().map(Vec::from).collect();
                Self::QuestionSettled {
                    session_id: settled.session_id,
                    request_id: settled.request_id,
                    answers: (kind == "question.replied").then(answers),
                }
            }
            "permission.asked" => Self::PermissionAsked(json::from_str(text)?),
            "permission.replied" => {
                let settled: properties::Request = json::from_str(text)?;
                Self::PermissionSettled {
                    session_id: settled.session_id,
                    request_id: settled.request_id,
                    reply: settled.reply,
                }
            }
            "suggestion.shown" => Self::SuggestionShown(json::from_str(text)?),
            "suggestion.accepted" | "suggestion.dismissed" => {
                let settled: properties::Suggestion = json::from_str(text)?;
                Self::SuggestionSettled {
                    session_id: settled.session_id,
                    request_id: settled.request_id,
                    accepted: (kind == "suggestion.accepted").then_some(settled.index),
                }
            }
            _ => return Ok(None),
        }))
    }

    fn read_rest(kind: &str, text: &str) -> Result<Option<Self>, serde_json::Error> {
        Ok(Some(match kind {
            "todo.updated" => {
                let list: properties::Todos = json::from_str(text)?;
                Self::TodoUpdated {
                    session_id: list.session_id,
                    todos: list.todos,
                }
            }
            "file.edited" => Self::FileEdited {
                file: json::from_str::<properties::File>(text)?.file,
            },
            _ => return Ok(None),
        }))
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
                let Twin { kind } = twin.unwrap_or_default();
                Ok(BusEvent::Twin { kind })
            }
            Some(kind) => {
                BusEvent::from_properties(kind, self.properties.map_or("{}", RawValue::get))
            }
        }
    }
}

fn info<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    json::from_str::<properties::OfInfo<T>>(text).map(|properties| properties.info)
}
