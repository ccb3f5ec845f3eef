//! The events of an agent's bus that a V2 transcript is made of.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::message::{Info, MessageError};
use super::part::Part;
use crate::stream::AgentEvent;
use crate::{CallId, Fields, MessageId, PartId, RequestId, SessionId, Timestamp, lenient};

/// An event of the agent's bus.
#[derive(Clone, Debug, PartialEq)]
pub enum BusEvent {
    /// A message was made or changed.
    MessageUpdated {
        /// The message without its parts.
        info: Info,
    },
    /// A message was taken back.
    MessageRemoved {
        /// The session that it was in.
        session_id: SessionId,
        /// The message.
        message_id: MessageId,
    },
    /// A part was made or changed; it comes whole.
    PartUpdated {
        /// The part.
        part: Part,
    },
    /// Text was added to a part.
    PartDelta {
        /// The session that it is in.
        session_id: SessionId,
        /// The message that it is in.
        message_id: MessageId,
        /// The part.
        part_id: PartId,
        /// Which field of the part grows.
        field: String,
        /// What it grows by.
        delta: String,
    },
    /// A part was taken back.
    PartRemoved {
        /// The session that it was in.
        session_id: SessionId,
        /// The message that it was in.
        message_id: MessageId,
        /// The part.
        part_id: PartId,
    },
    /// The session's state; a level, sent many times.
    SessionStatus {
        /// The session.
        session_id: SessionId,
        /// Its state.
        status: SessionStatus,
    },
    /// The session has nothing to do; more about its last turn may follow.
    SessionIdle {
        /// The session.
        session_id: SessionId,
    },
    /// Something failed.
    SessionError {
        /// The session, where it is about one.
        session_id: Option<SessionId>,
        /// What failed.
        error: Option<MessageError>,
    },
    /// A session was made or changed.
    SessionUpdated {
        /// The session.
        info: Session,
    },
    /// A session was deleted.
    SessionDeleted {
        /// The session.
        info: Session,
    },
    /// The session's to-do list.
    TodoUpdated {
        /// The session.
        session_id: SessionId,
        /// The whole list.
        todos: Vec<Todo>,
    },
    /// The agent asks the person something.
    QuestionAsked(QuestionRequest),
    /// The question was answered or dismissed.
    QuestionSettled {
        /// The session.
        session_id: SessionId,
        /// The question.
        request_id: RequestId,
    },
    /// The agent asks to be allowed something.
    PermissionAsked(PermissionRequest),
    /// The permission was given or refused.
    PermissionSettled {
        /// The session.
        session_id: SessionId,
        /// The request.
        request_id: RequestId,
    },
    /// A kind that has no meaning here, kept as it came.
    Other {
        /// The event's type.
        kind: String,
        /// Its properties.
        properties: Box<RawEq>,
    },
}

/// Raw JSON that compares by its text.
#[derive(Clone, Debug)]
pub struct RawEq(pub Box<RawValue>);

impl PartialEq for RawEq {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// A session inside the agent: the root of the conversation, or a child that does part of the work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Its identity.
    pub id: SessionId,
    /// The session that it works for; none for a root.
    #[serde(
        rename = "parentID",
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub parent_id: Option<SessionId>,
    /// Its title.
    #[serde(default, deserialize_with = "lenient::field")]
    pub title: String,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// What a session does.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionStatus {
    /// Nothing.
    Idle,
    /// It works.
    Busy,
    /// It waits to try a request again.
    Retry {
        /// Which attempt follows, from 1.
        attempt: u64,
        /// Why the last one failed; may be JSON.
        message: String,
        /// When it is tried.
        next: Timestamp,
    },
    /// A state that has no meaning here.
    Other(String),
}

/// An entry of a to-do list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    /// What is to be done.
    pub content: String,
    /// `pending`, `in_progress`, `completed` or `cancelled`.
    #[serde(default)]
    pub status: String,
    /// `high`, `medium` or `low`.
    #[serde(default)]
    pub priority: String,
}

/// A question of the agent that waits for the person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuestionRequest {
    /// Its identity.
    pub id: RequestId,
    /// The session that asks.
    #[serde(rename = "sessionID")]
    pub session_id: SessionId,
    /// What is asked.
    #[serde(default, deserialize_with = "lenient::list")]
    pub questions: Vec<Question>,
    /// The tool call that asks, where one does.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub tool: Option<ToolRef>,
}

/// One question with its choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question.
    pub question: String,
    /// The same in a word or two.
    #[serde(default, deserialize_with = "lenient::field")]
    pub header: String,
    /// What can be chosen.
    #[serde(default, deserialize_with = "lenient::list")]
    pub options: Vec<QuestionOption>,
    /// Whether several can be chosen.
    #[serde(default, deserialize_with = "lenient::field")]
    pub multiple: bool,
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionOption {
    /// What is chosen.
    pub label: String,
    /// What that means.
    #[serde(default, deserialize_with = "lenient::field")]
    pub description: String,
}

/// A permission that the agent waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PermissionRequest {
    /// Its identity.
    pub id: RequestId,
    /// The session that asks.
    #[serde(rename = "sessionID")]
    pub session_id: SessionId,
    /// What is to be allowed, such as `bash` or `edit`.
    #[serde(default, deserialize_with = "lenient::field")]
    pub permission: String,
    /// What it is about: commands, paths.
    #[serde(default, deserialize_with = "lenient::list")]
    pub patterns: Vec<String>,
    /// What "always" would allow.
    #[serde(default, deserialize_with = "lenient::list")]
    pub always: Vec<String>,
    /// Details, by kind: the command, the difference.
    #[serde(default, deserialize_with = "lenient::field")]
    pub metadata: Fields,
    /// The tool call that asks, where one does.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub tool: Option<ToolRef>,
}

/// A tool call, by its message and id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolRef {
    /// The message that the call is in.
    #[serde(rename = "messageID")]
    pub message_id: MessageId,
    /// The call.
    #[serde(rename = "callID")]
    pub call_id: CallId,
}

/// Why a payload is no bus event.
#[derive(Debug)]
pub enum EventError {
    /// It is no object with a `type`.
    NoType,
    /// It is of a known type, but its identity cannot be read.
    Malformed {
        /// The event's type.
        kind: String,
        /// What is wrong.
        reason: serde_json::Error,
    },
}

impl std::fmt::Display for EventError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoType => formatter.write_str("the bus event has no `type`"),
            Self::Malformed { kind, reason } => {
                write!(formatter, "`{kind}` cannot be read: {reason}")
            }
        }
    }
}

impl std::error::Error for EventError {}

#[derive(Deserialize)]
struct RawBusEvent<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    properties: Option<&'a RawValue>,
    /// Where all projects share a bus, their events come in one more wrapping.
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

mod properties {
    //! The shapes of the events' `properties`.

    use super::{
        Deserialize, Info, MessageError, MessageId, Part, PartId, RequestId, Session, SessionId,
        Timestamp, Todo, lenient,
    };

    #[derive(Deserialize)]
    pub(super) struct OfInfo<T> {
        pub(super) info: T,
    }
    pub(super) type OfMessage = OfInfo<Info>;
    pub(super) type OfSessionInfo = OfInfo<Session>;

    #[derive(Deserialize)]
    pub(super) struct OfPart {
        pub(super) part: Part,
    }

    #[derive(Deserialize)]
    #[expect(clippy::struct_field_names, reason = "the wire's names")]
    pub(super) struct Ids {
        #[serde(rename = "sessionID")]
        pub(super) session_id: SessionId,
        #[serde(rename = "messageID")]
        pub(super) message_id: Option<MessageId>,
        #[serde(rename = "partID")]
        pub(super) part_id: Option<PartId>,
        #[serde(rename = "requestID")]
        pub(super) request_id: Option<RequestId>,
    }

    #[derive(Deserialize)]
    #[expect(clippy::struct_field_names, reason = "the wire's names")]
    pub(super) struct Delta {
        #[serde(rename = "sessionID")]
        pub(super) session_id: SessionId,
        #[serde(rename = "messageID")]
        pub(super) message_id: MessageId,
        #[serde(rename = "partID")]
        pub(super) part_id: PartId,
        pub(super) field: String,
        pub(super) delta: String,
    }

    #[derive(Deserialize)]
    pub(super) struct Error {
        #[serde(rename = "sessionID", default, deserialize_with = "lenient::field")]
        pub(super) session_id: Option<SessionId>,
        #[serde(default, deserialize_with = "lenient::field")]
        pub(super) error: Option<MessageError>,
    }

    #[derive(Deserialize)]
    pub(super) struct Status {
        #[serde(rename = "sessionID")]
        pub(super) session_id: SessionId,
        pub(super) status: StatusKind,
    }

    #[derive(Deserialize)]
    pub(super) struct StatusKind {
        #[serde(rename = "type")]
        pub(super) kind: String,
        #[serde(default, deserialize_with = "lenient::field")]
        pub(super) attempt: u64,
        #[serde(default, deserialize_with = "lenient::field")]
        pub(super) message: String,
        #[serde(default, deserialize_with = "lenient::field")]
        pub(super) next: Timestamp,
    }

    #[derive(Deserialize)]
    pub(super) struct Todos {
        #[serde(rename = "sessionID")]
        pub(super) session_id: SessionId,
        #[serde(default, deserialize_with = "lenient::list")]
        pub(super) todos: Vec<Todo>,
    }
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

    /// Reads a bus event from its JSON text, `{"type", "properties"}`.
    ///
    /// # Errors
    ///
    /// As [`BusEvent::decode`].
    pub fn decode_text(text: &str) -> Result<Self, EventError> {
        let raw: RawBusEvent<'_> = serde_json::from_str(text).map_err(|_| EventError::NoType)?;
        match (raw.kind, raw.payload) {
            (Some(kind), _) => {
                Self::from_properties(&kind, raw.properties.map_or("{}", RawValue::get))
            }
            (None, Some(payload)) => Self::decode_payload(payload.get()),
            (None, None) => Err(EventError::NoType),
        }
    }

    fn decode_payload(text: &str) -> Result<Self, EventError> {
        let raw: RawBusEvent<'_> = serde_json::from_str(text).map_err(|_| EventError::NoType)?;
        let kind = raw.kind.ok_or(EventError::NoType)?;
        Self::from_properties(&kind, raw.properties.map_or("{}", RawValue::get))
    }

    fn from_properties(kind: &str, text: &str) -> Result<Self, EventError> {
        fn read<'a, T: Deserialize<'a>>(kind: &str, text: &'a str) -> Result<T, EventError> {
            serde_json::from_str(text).map_err(|reason| EventError::Malformed {
                kind: kind.to_owned(),
                reason,
            })
        }
        let required = |field: &'static str| EventError::Malformed {
            kind: kind.to_owned(),
            reason: <serde_json::Error as serde::de::Error>::missing_field(field),
        };
        Ok(match kind {
            "message.updated" => Self::MessageUpdated {
                info: read::<properties::OfMessage>(kind, text)?.info,
            },
            "message.part.updated" => Self::PartUpdated {
                part: read::<properties::OfPart>(kind, text)?.part,
            },
            "message.part.delta" => {
                let delta: properties::Delta = read(kind, text)?;
                Self::PartDelta {
                    session_id: delta.session_id,
                    message_id: delta.message_id,
                    part_id: delta.part_id,
                    field: delta.field,
                    delta: delta.delta,
                }
            }
            "message.removed" => {
                let ids: properties::Ids = read(kind, text)?;
                Self::MessageRemoved {
                    session_id: ids.session_id,
                    message_id: ids.message_id.ok_or_else(|| required("messageID"))?,
                }
            }
            "message.part.removed" => {
                let ids: properties::Ids = read(kind, text)?;
                Self::PartRemoved {
                    session_id: ids.session_id,
                    message_id: ids.message_id.ok_or_else(|| required("messageID"))?,
                    part_id: ids.part_id.ok_or_else(|| required("partID"))?,
                }
            }
            "session.status" => {
                let status: properties::Status = read(kind, text)?;
                Self::SessionStatus {
                    session_id: status.session_id,
                    status: status.status.into(),
                }
            }
            "session.idle" => Self::SessionIdle {
                session_id: read::<properties::Ids>(kind, text)?.session_id,
            },
            "session.error" => {
                let error: properties::Error = read(kind, text)?;
                Self::SessionError {
                    session_id: error.session_id,
                    error: error.error,
                }
            }
            "session.created" | "session.updated" => Self::SessionUpdated {
                info: read::<properties::OfSessionInfo>(kind, text)?.info,
            },
            "session.deleted" => Self::SessionDeleted {
                info: read::<properties::OfSessionInfo>(kind, text)?.info,
            },
            "todo.updated" => {
                let todos: properties::Todos = read(kind, text)?;
                Self::TodoUpdated {
                    session_id: todos.session_id,
                    todos: todos.todos,
                }
            }
            "question.asked" => Self::QuestionAsked(read(kind, text)?),
            "question.replied" | "question.rejected" => {
                let ids: properties::Ids = read(kind, text)?;
                Self::QuestionSettled {
                    session_id: ids.session_id,
                    request_id: ids.request_id.ok_or_else(|| required("requestID"))?,
                }
            }
            "permission.asked" => Self::PermissionAsked(read(kind, text)?),
            "permission.replied" => {
                let ids: properties::Ids = read(kind, text)?;
                Self::PermissionSettled {
                    session_id: ids.session_id,
                    request_id: ids.request_id.ok_or_else(|| required("requestID"))?,
                }
            }
            _ => Self::Other {
                kind: kind.to_owned(),
                properties: Box::new(RawEq(read::<&RawValue>(kind, text)?.to_owned())),
            },
        })
    }
}

impl From<properties::StatusKind> for SessionStatus {
    fn from(status: properties::StatusKind) -> Self {
        match status.kind.as_str() {
            "idle" => Self::Idle,
            "busy" => Self::Busy,
            "retry" => Self::Retry {
                attempt: status.attempt,
                message: status.message,
                next: status.next,
            },
            _ => Self::Other(status.kind),
        }
    }
}
