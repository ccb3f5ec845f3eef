//! The V2 message: who said it and when, and the parts that it consists of.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Part;
use crate::lenient::{self, from_fields, take_string, to_fields};
use crate::{Fields, MessageId, SessionId, Timestamp};

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
                ..from_fields(fields)
            }),
            "assistant" => Self::Assistant(AssistantMessage {
                id,
                session_id,
                ..from_fields(fields)
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
        let (role, mut fields) = match &info {
            Info::User(user) => ("user", to_fields(user)),
            Info::Assistant(assistant) => ("assistant", to_fields(assistant)),
            Info::Other { role, fields, .. } => (role.as_str(), fields.clone()),
        };
        fields.insert("id".into(), info.id().as_str().into());
        fields.insert("sessionID".into(), info.session_id().as_str().into());
        fields.insert("role".into(), role.into());
        fields
    }
}

/// The person's message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserMessage {
    /// Its identity.
    #[serde(skip)]
    pub id: MessageId,
    /// The session inside the agent that it belongs to.
    #[serde(skip)]
    pub session_id: SessionId,
    /// When it was made.
    #[serde(deserialize_with = "lenient::field")]
    pub time: MessageTime,
    /// Which agent is to answer.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub agent: Option<String>,
    /// Which model is to answer.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub model: Option<ModelRef>,
    /// What changed because of it: titles and file differences.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub summary: Option<Value>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// One step of the agent's answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AssistantMessage {
    /// Its identity.
    #[serde(skip)]
    pub id: MessageId,
    /// The session inside the agent that it belongs to.
    #[serde(skip)]
    pub session_id: SessionId,
    /// When it was made and completed.
    #[serde(deserialize_with = "lenient::field")]
    pub time: MessageTime,
    /// The user message that it answers.
    #[serde(
        rename = "parentID",
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub parent_id: Option<MessageId>,
    /// Which model answered.
    #[serde(
        rename = "modelID",
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub model_id: Option<String>,
    /// Whose model it is.
    #[serde(
        rename = "providerID",
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub provider_id: Option<String>,
    /// Which agent answered.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub agent: Option<String>,
    /// Why it failed, if it did.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub error: Option<MessageError>,
    /// Whether it is the summary of a compaction.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub summary: Option<bool>,
    /// What it cost, in US dollars.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub cost: Option<f64>,
    /// The tokens that it took.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub tokens: Option<Tokens>,
    /// Why the model stopped.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub finish: Option<String>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

impl Default for UserMessage {
    fn default() -> Self {
        Self {
            id: MessageId::new(""),
            session_id: SessionId::new(""),
            time: MessageTime::default(),
            agent: None,
            model: None,
            summary: None,
            extra: Fields::new(),
        }
    }
}

impl Default for AssistantMessage {
    fn default() -> Self {
        Self {
            id: MessageId::new(""),
            session_id: SessionId::new(""),
            time: MessageTime::default(),
            parent_id: None,
            model_id: None,
            provider_id: None,
            agent: None,
            error: None,
            summary: None,
            cost: None,
            tokens: None,
            finish: None,
            extra: Fields::new(),
        }
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

/// A model and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelRef {
    /// Whose model it is.
    #[serde(rename = "providerID")]
    pub provider_id: String,
    /// The model's name at its provider.
    #[serde(rename = "modelID")]
    pub model_id: String,
}

/// The tokens that an answer took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tokens {
    /// All of them, where the agent adds them up.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub total: Option<u64>,
    /// Read by the model.
    #[serde(deserialize_with = "lenient::field")]
    pub input: u64,
    /// Written by the model.
    #[serde(deserialize_with = "lenient::field")]
    pub output: u64,
    /// Thought by the model.
    #[serde(deserialize_with = "lenient::field")]
    pub reasoning: u64,
    /// Served from or put into the provider's cache.
    #[serde(deserialize_with = "lenient::field")]
    pub cache: CacheTokens,
}

/// Tokens that a provider's cache held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CacheTokens {
    /// Served from the cache.
    #[serde(deserialize_with = "lenient::field")]
    pub read: u64,
    /// Put into the cache.
    #[serde(deserialize_with = "lenient::field")]
    pub write: u64,
}

/// Why an answer failed: a name such as `APIError` or `MessageAbortedError`, and its data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Value")]
pub struct MessageError {
    /// Which kind of failure.
    pub name: String,
    /// The failure's own fields; `message` in most kinds.
    pub data: Value,
}

impl MessageError {
    /// What happened, in the agent's words; the kind's name where it has none.
    pub fn message(&self) -> &str {
        self.data
            .get("message")
            .and_then(Value::as_str)
            .unwrap_or(&self.name)
    }

    /// The provider's HTTP status, where there is one.
    pub fn status_code(&self) -> Option<u64> {
        self.data.get("statusCode").and_then(Value::as_u64)
    }

    /// Whether the person stopped the answer.
    pub fn is_aborted(&self) -> bool {
        self.name == "MessageAbortedError"
    }
}

impl From<Value> for MessageError {
    fn from(value: Value) -> Self {
        match value {
            Value::String(message) => Self {
                name: "UnknownError".to_owned(),
                data: serde_json::json!({ "message": message }),
            },
            Value::Object(mut fields) => Self {
                name: take_string(&mut fields, "name")
                    .unwrap_or_else(|_| "UnknownError".to_owned()),
                data: fields.remove("data").unwrap_or(Value::Object(fields)),
            },
            other => Self {
                name: "UnknownError".to_owned(),
                data: other,
            },
        }
    }
}
