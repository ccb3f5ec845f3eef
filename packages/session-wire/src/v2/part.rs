//! The parts that a V2 message consists of.

use serde::{Deserialize, Serialize};

use super::message::{MessageError, Tokens};
use super::tool::ToolState;
use crate::lenient::{self, from_fields, take_string, to_fields};
use crate::{CallId, Fields, MessageId, PartId, SessionId, Timestamp};

/// One part of a V2 message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Fields", into = "Fields")]
pub struct Part {
    /// Its identity.
    pub id: PartId,
    /// The session inside the agent that it belongs to.
    pub session_id: SessionId,
    /// The message that it belongs to.
    pub message_id: MessageId,
    /// What it is.
    pub body: PartBody,
}

/// What a part is, by its `type`.
#[derive(Clone, Debug, PartialEq)]
pub enum PartBody {
    /// Words.
    Text(TextPart),
    /// What the model thinks.
    Reasoning(ReasoningPart),
    /// An attached file.
    File(FilePart),
    /// A tool's use.
    Tool(ToolPart),
    /// A request to the language model begins.
    StepStart(StepStartPart),
    /// A request to the language model has ended.
    StepFinish(StepFinishPart),
    /// Files were changed.
    Patch(PatchPart),
    /// A request is tried again.
    Retry(RetryPart),
    /// The context was condensed here.
    Compaction(CompactionPart),
    /// Work was handed to another agent.
    Subtask(SubtaskPart),
    /// A type that has no meaning here, kept as it came.
    Other {
        /// The part's `type`.
        kind: String,
        /// Its fields.
        fields: Fields,
    },
}

impl PartBody {
    /// The part's `type` on the wire.
    pub fn kind(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Reasoning(_) => "reasoning",
            Self::File(_) => "file",
            Self::Tool(_) => "tool",
            Self::StepStart(_) => "step-start",
            Self::StepFinish(_) => "step-finish",
            Self::Patch(_) => "patch",
            Self::Retry(_) => "retry",
            Self::Compaction(_) => "compaction",
            Self::Subtask(_) => "subtask",
            Self::Other { kind, .. } => kind,
        }
    }
}

impl TryFrom<Fields> for Part {
    type Error = String;

    fn try_from(mut fields: Fields) -> Result<Self, String> {
        let reject = |missing: lenient::Missing| format!("a part's {missing}");
        let id = PartId::from(take_string(&mut fields, "id").map_err(reject)?);
        let session_id = SessionId::from(take_string(&mut fields, "sessionID").map_err(reject)?);
        let message_id = MessageId::from(take_string(&mut fields, "messageID").map_err(reject)?);
        let kind = take_string(&mut fields, "type").map_err(reject)?;
        let body = match kind.as_str() {
            "text" => PartBody::Text(from_fields(fields)),
            "reasoning" => PartBody::Reasoning(from_fields(fields)),
            "file" => PartBody::File(from_fields(fields)),
            "tool" => PartBody::Tool(from_fields(fields)),
            "step-start" => PartBody::StepStart(from_fields(fields)),
            "step-finish" => PartBody::StepFinish(from_fields(fields)),
            "patch" => PartBody::Patch(from_fields(fields)),
            "retry" => PartBody::Retry(from_fields(fields)),
            "compaction" => PartBody::Compaction(from_fields(fields)),
            "subtask" => PartBody::Subtask(from_fields(fields)),
            _ => PartBody::Other { kind, fields },
        };
        Ok(Self {
            id,
            session_id,
            message_id,
            body,
        })
    }
}

impl From<Part> for Fields {
    fn from(part: Part) -> Self {
        let mut fields = match &part.body {
            PartBody::Text(body) => to_fields(body),
            PartBody::Reasoning(body) => to_fields(body),
            PartBody::File(body) => to_fields(body),
            PartBody::Tool(body) => to_fields(body),
            PartBody::StepStart(body) => to_fields(body),
            PartBody::StepFinish(body) => to_fields(body),
            PartBody::Patch(body) => to_fields(body),
            PartBody::Retry(body) => to_fields(body),
            PartBody::Compaction(body) => to_fields(body),
            PartBody::Subtask(body) => to_fields(body),
            PartBody::Other { fields, .. } => fields.clone(),
        };
        fields.insert("id".into(), part.id.as_str().into());
        fields.insert("sessionID".into(), part.session_id.as_str().into());
        fields.insert("messageID".into(), part.message_id.as_str().into());
        fields.insert("type".into(), part.body.kind().into());
        fields
    }
}

/// When a part began and ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PartTime {
    /// When it began.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub start: Option<Timestamp>,
    /// When it ended; absent while it has not.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub end: Option<Timestamp>,
}

/// Words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TextPart {
    /// The words so far.
    #[serde(deserialize_with = "lenient::field")]
    pub text: String,
    /// Whether a program wrote it, not the person or the model: not to be shown.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub synthetic: Option<bool>,
    /// When it began and ended.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub time: Option<PartTime>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// What the model thinks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReasoningPart {
    /// The words so far.
    #[serde(deserialize_with = "lenient::field")]
    pub text: String,
    /// When it began and ended.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub time: Option<PartTime>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// An attached file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FilePart {
    /// Its MIME type.
    #[serde(deserialize_with = "lenient::field")]
    pub mime: String,
    /// Its name.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub filename: Option<String>,
    /// Where it is; often a whole `data:` URL.
    #[serde(deserialize_with = "lenient::field")]
    pub url: String,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// A tool's use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ToolPart {
    /// The call, as the model named it.
    #[serde(rename = "callID", deserialize_with = "lenient::field")]
    pub call_id: Option<CallId>,
    /// The tool's name; it can change while the call is read.
    #[serde(deserialize_with = "lenient::field")]
    pub tool: String,
    /// How far it is.
    #[serde(deserialize_with = "lenient::field")]
    pub state: ToolState,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

impl Default for ToolPart {
    fn default() -> Self {
        Self {
            call_id: None,
            tool: String::new(),
            state: ToolState::default(),
            extra: Fields::new(),
        }
    }
}

/// A request to the language model begins.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepStartPart {
    /// Every field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// A request to the language model has ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepFinishPart {
    /// Why the model stopped.
    #[serde(deserialize_with = "lenient::field")]
    pub reason: String,
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
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// Files were changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PatchPart {
    /// The files' paths.
    #[serde(deserialize_with = "lenient::list")]
    pub files: Vec<String>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// A request is tried again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RetryPart {
    /// Which attempt follows, from 1.
    #[serde(deserialize_with = "lenient::field")]
    pub attempt: u64,
    /// Why the last one failed.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub error: Option<MessageError>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// The context was condensed here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CompactionPart {
    /// Whether the agent decided it, not the person.
    #[serde(deserialize_with = "lenient::field")]
    pub auto: bool,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// Work was handed to another agent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SubtaskPart {
    /// What it is to do.
    #[serde(deserialize_with = "lenient::field")]
    pub prompt: String,
    /// The same in a few words.
    #[serde(deserialize_with = "lenient::field")]
    pub description: String,
    /// Which agent does it.
    #[serde(deserialize_with = "lenient::field")]
    pub agent: String,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}
