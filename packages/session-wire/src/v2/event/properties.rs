//! The shapes of the bus events' `properties`.

use serde::Deserialize;

use super::TurnEnd;
use crate::lenient;
use crate::v2::{FileDiff, MessageError, Part, PermissionReply, SessionStatus, Todo};
use crate::{MessageId, PartId, RequestId, SessionId, Timestamp};

#[derive(Deserialize)]
pub(super) struct OfInfo<T> {
    pub(super) info: T,
}

#[derive(Deserialize)]
pub(super) struct OfPart {
    pub(super) part: Part,
    #[serde(default, deserialize_with = "lenient::field")]
    pub(super) delta: Option<String>,
    #[serde(default, deserialize_with = "lenient::field")]
    pub(super) time: Option<Timestamp>,
}

// Flat, because it is what nearly all events are.
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
pub(super) struct OfSession {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
}

#[derive(Deserialize)]
pub(super) struct MessagePlace {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
    #[serde(rename = "messageID")]
    pub(super) message_id: MessageId,
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
pub(super) struct PartPlace {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
    #[serde(rename = "messageID")]
    pub(super) message_id: MessageId,
    #[serde(rename = "partID")]
    pub(super) part_id: PartId,
}

#[derive(Deserialize)]
pub(super) struct Status {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
    pub(super) status: SessionStatus,
}

#[derive(Deserialize)]
pub(super) struct Error {
    #[serde(rename = "sessionID", default, deserialize_with = "lenient::field")]
    pub(super) session_id: Option<SessionId>,
    #[serde(default, deserialize_with = "lenient::field")]
    pub(super) error: Option<MessageError>,
}

#[derive(Deserialize)]
pub(super) struct Diff {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
    #[serde(default, deserialize_with = "lenient::list")]
    pub(super) diff: Vec<FileDiff>,
}

#[derive(Deserialize)]
pub(super) struct TurnClose {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
    #[serde(rename = "parentID", default, deserialize_with = "lenient::field")]
    pub(super) parent_id: Option<SessionId>,
    #[serde(default, deserialize_with = "lenient::field")]
    pub(super) reason: Option<TurnEnd>,
}

#[derive(Deserialize)]
pub(super) struct Queue {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
    #[serde(default, deserialize_with = "lenient::list")]
    pub(super) queued: Vec<MessageId>,
}

#[derive(Deserialize)]
pub(super) struct Todos {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
    #[serde(default, deserialize_with = "lenient::list")]
    pub(super) todos: Vec<Todo>,
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
pub(super) struct Request {
    #[serde(rename = "sessionID")]
    pub(super) session_id: SessionId,
    #[serde(rename = "requestID")]
    pub(super) request_id: RequestId,
    #[serde(default, deserialize_with = "lenient::list")]
    pub(super) answers: Vec<Answer>,
    #[serde(default, deserialize_with = "lenient::field")]
    pub(super) reply: Option<PermissionReply>,
}

/// What was chosen for one question; older writers send one choice as it is.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Answer {
    Many(Vec<String>),
    One(String),
}

impl From<Answer> for Vec<String> {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Many(choices) => choices,
            Answer::One(choice) => vec![choice],
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Suggestion {
    #[serde(rename = "sessionID", default, deserialize_with = "lenient::field")]
    pub(super) session_id: Option<SessionId>,
    #[serde(rename = "requestID")]
    pub(super) request_id: RequestId,
    #[serde(default, deserialize_with = "lenient::field")]
    pub(super) index: usize,
}

#[derive(Deserialize)]
pub(super) struct File {
    pub(super) file: String,
}
