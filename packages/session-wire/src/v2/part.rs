//! The parts that a V2 message consists of.

mod file;
mod hand_over;
mod notice;
mod patch;
mod step;
mod words;

use serde::Serialize;

pub use self::file::{FilePart, FileSource, FileSourceKind, Position, SourceRange, SourceText};
pub use self::hand_over::{AgentPart, SubtaskPart};
pub use self::notice::{CompactionPart, RetryPart};
pub use self::patch::{PatchPart, SnapshotPart};
pub use self::step::{MetricsSource, StepFinishPart, StepMetrics, StepStartPart, StepTime};
pub use self::words::{PartTime, ReasoningPart, TextPart};
pub use super::tool::ToolPart;
use crate::lenient::{Missing, required};
use crate::nested::{self, ERROR, Known, MESSAGE_TIME, PART_TIME, TOKENS};
use crate::record::{Record, deserialize_record};
use crate::{Fields, MessageId, PartId, SessionId};

/// One part of a V2 message.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(into = "Fields")]
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
    /// The files as they are at this point.
    Snapshot(SnapshotPart),
    /// Files were changed.
    Patch(PatchPart),
    /// The person named an agent.
    Agent(AgentPart),
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
            Self::Snapshot(_) => "snapshot",
            Self::Patch(_) => "patch",
            Self::Agent(_) => "agent",
            Self::Retry(_) => "retry",
            Self::Compaction(_) => "compaction",
            Self::Subtask(_) => "subtask",
            Self::Other { kind, .. } => kind,
        }
    }

    fn read(kind: String, fields: Fields) -> Self {
        match kind.as_str() {
            "text" => Self::Text(nested::read(fields, TIMED)),
            "reasoning" => Self::Reasoning(nested::read(fields, TIMED)),
            "file" => Self::File(nested::read(fields, PLAIN)),
            "tool" => Self::Tool(nested::read(fields, PLAIN)),
            "step-start" => Self::StepStart(nested::read(fields, PLAIN)),
            "step-finish" => Self::StepFinish(nested::read(fields, COUNTED)),
            "snapshot" => Self::Snapshot(nested::read(fields, PLAIN)),
            "patch" => Self::Patch(nested::read(fields, PLAIN)),
            "agent" => Self::Agent(nested::read(fields, PLAIN)),
            "retry" => Self::Retry(nested::read(fields, FAILED)),
            "compaction" => Self::Compaction(nested::read(fields, PLAIN)),
            "subtask" => Self::Subtask(nested::read(fields, PLAIN)),
            _ => Self::Other { kind, fields },
        }
    }

    fn write(self) -> Fields {
        match self {
            Self::Text(body) => nested::write(body, TIMED),
            Self::Reasoning(body) => nested::write(body, TIMED),
            Self::File(body) => nested::write(body, PLAIN),
            Self::Tool(body) => nested::write(body, PLAIN),
            Self::StepStart(body) => nested::write(body, PLAIN),
            Self::StepFinish(body) => nested::write(body, COUNTED),
            Self::Snapshot(body) => nested::write(body, PLAIN),
            Self::Patch(body) => nested::write(body, PLAIN),
            Self::Agent(body) => nested::write(body, PLAIN),
            Self::Retry(body) => nested::write(body, FAILED),
            Self::Compaction(body) => nested::write(body, PLAIN),
            Self::Subtask(body) => nested::write(body, PLAIN),
            Self::Other { fields, .. } => fields,
        }
    }
}

const PLAIN: Known = &[];
const TIMED: Known = &[PART_TIME];
const COUNTED: Known = &[TOKENS];
const FAILED: Known = &[ERROR, MESSAGE_TIME];

impl Record for Part {
    fn read(mut fields: Fields) -> Result<Self, Missing> {
        Ok(Self {
            id: required(&mut fields, "id")?,
            session_id: required(&mut fields, "sessionID")?,
            message_id: required(&mut fields, "messageID")?,
            body: PartBody::read(required(&mut fields, "type")?, fields),
        })
    }
}

deserialize_record!(Part);

impl From<Part> for Fields {
    fn from(part: Part) -> Self {
        let kind = part.body.kind().to_owned();
        let mut fields = part.body.write();
        fields.insert("id".into(), part.id.as_str().into());
        fields.insert("sessionID".into(), part.session_id.as_str().into());
        fields.insert("messageID".into(), part.message_id.as_str().into());
        fields.insert("type".into(), kind.into());
        fields
    }
}
