//! The V2 message: what it is, and the parts that it consists of.

mod assistant;
mod user;

use serde::Serialize;

pub use self::assistant::{AssistantMessage, AssistantPath};
pub use self::user::{UserMessage, UserSummary};
use super::Part;
use crate::lenient::{FromJson, Missing, required};
use crate::record::{Record, deserialize_record, record};
use crate::{Fields, MessageId, SessionId, Timestamp, nested};

record! {
    /// A V2 message as stored and listed.
    closed StoredMessage {
        /// What the message is.
        required info: Info,
        /// What it consists of.
        parts: Vec<Part>,
    }
}

/// What a message is, by its role.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(into = "Fields")]
pub enum Info {
    /// The person's message.
    User(UserMessage),
    /// One step of the agent's answer.
    Assistant(AssistantMessage),
    /// A message of a role that this version does not know.
    Other {
        /// Its identity.
        id: MessageId,
        /// The session that it belongs to.
        session_id: SessionId,
        /// Its role.
        role: String,
        /// Everything else.
        fields: Fields,
    },
}

impl Info {
    /// The message's identity.
    pub fn id(&self) -> &MessageId {
        match self {
            Self::User(user) => &user.id,
            Self::Assistant(assistant) => &assistant.id,
            Self::Other { id, .. } => id,
        }
    }

    /// The session inside the agent that it belongs to.
    pub fn session_id(&self) -> &SessionId {
        match self {
            Self::User(user) => &user.session_id,
            Self::Assistant(assistant) => &assistant.session_id,
            Self::Other { session_id, .. } => session_id,
        }
    }

    /// When it was made, where it says so.
    pub fn created(&self) -> Option<Timestamp> {
        match self {
            Self::User(user) => user.time.created,
            Self::Assistant(assistant) => assistant.time.created,
            Self::Other { fields, .. } => fields
                .get("time")
                .and_then(|time| time.get("created"))
                .and_then(|created| Timestamp::from_json(created.clone())),
        }
    }
}

impl Record for Info {
    fn read(mut fields: Fields) -> Result<Self, Missing> {
        let id = required(&mut fields, "id")?;
        let session_id = required(&mut fields, "sessionID")?;
        let role: String = required(&mut fields, "role")?;
        Ok(match role.as_str() {
            "user" => Self::User(UserMessage {
                id,
                session_id,
                ..nested::read(fields, UserMessage::KNOWN)
            }),
            "assistant" => Self::Assistant(AssistantMessage {
                id,
                session_id,
                ..nested::read(fields, AssistantMessage::KNOWN)
            }),
            _ => Self::Other {
                id,
                session_id,
                role,
                fields,
            },
        })
    }
}

deserialize_record!(Info);

impl From<Info> for Fields {
    fn from(info: Info) -> Self {
        let id = info.id().clone();
        let session_id = info.session_id().clone();
        let (role, mut fields) = match info {
            Info::User(user) => ("user".to_owned(), nested::write(user, UserMessage::KNOWN)),
            Info::Assistant(assistant) => (
                "assistant".to_owned(),
                nested::write(assistant, AssistantMessage::KNOWN),
            ),
            Info::Other { role, fields, .. } => (role, fields),
        };
        fields.insert("id".into(), id.as_str().into());
        fields.insert("sessionID".into(), session_id.as_str().into());
        fields.insert("role".into(), role.into());
        fields
    }
}

record! {
    /// When a message was made and completed.
    #[derive(Copy, Default, Eq)]
    closed MessageTime {
        /// When it was made.
        created?: Timestamp,
        /// When it was complete; absent while it is not.
        completed?: Timestamp,
    }
}
