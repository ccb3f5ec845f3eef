//! The V2 message: what it is, and the parts that it consists of.

mod assistant;
mod user;

use serde::{Deserialize, Serialize};

pub use self::assistant::{AssistantMessage, AssistantPath};
pub use self::user::{UserMessage, UserSummary};
use super::Part;
use crate::lenient::{self, take_string};
use crate::{Fields, MessageId, SessionId, Timestamp, nested};

/// A V2 message as stored and listed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredMessage {
    /// What the message is.
    pub info: Info,
    /// What it consists of.
    #[serde(default, deserialize_with = "lenient::list")]
    pub parts: Vec<Part>,
}

/// What a message is, by its role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
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
                .and_then(|created| serde_json::from_value(created.clone()).ok()),
        }
    }
}

impl TryFrom<Fields> for Info {
    type Error = String;

    fn try_from(mut fields: Fields) -> Result<Self, String> {
        let reject = |missing: lenient::Missing| format!("a message's {missing}");
        let id = MessageId::from(take_string(&mut fields, "id").map_err(reject)?);
        let session_id = SessionId::from(take_string(&mut fields, "sessionID").map_err(reject)?);
        let role = take_string(&mut fields, "role").map_err(reject)?;
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

/// When a message was made and completed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MessageTime {
    /// When it was made.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub created: Option<Timestamp>,
    /// When it was complete; absent while it is not.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub completed: Option<Timestamp>,
}
