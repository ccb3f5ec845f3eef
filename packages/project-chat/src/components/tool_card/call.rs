//! A use of a tool, as every card reads it.

use session_model::{Timestamp, ToolStage};
use session_wire::Fields;

use super::kind::ToolKind;
use crate::components::file::FileView;

/// A use of a tool, whatever generation of messages it is told in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ToolCall<'a> {
    /// The tool's name on the wire.
    pub tool: &'a str,
    /// What it does.
    pub kind: ToolKind,
    /// How far it is.
    pub state: ToolState,
    /// What the model gave it; empty while the model still writes.
    pub input: &'a Fields,
    /// What the tool says of itself.
    pub metadata: &'a Fields,
    /// A line about it, in the tool's words; may be empty or of several lines.
    pub title: &'a str,
    /// What it gave back, or has given back so far.
    pub output: Option<&'a str>,
    /// Why it failed, in the tool's words.
    pub error: Option<&'a str>,
    /// Files that it gave back.
    pub files: Vec<FileView<'a>>,
    /// When it began to run.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub ended: Option<Timestamp>,
    /// The folder that the agent works in; paths in it are shown without it.
    pub workspace: Option<&'a str>,
}

/// How far a tool's use is; its card has it as `data-state`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ToolState {
    /// The model still writes what the tool is to get: `pending`.
    Pending,
    /// It runs: `running`.
    Running,
    /// It is done: `completed`.
    Completed,
    /// It failed: `error`.
    Failed,
    /// It was stopped, or left behind by a run that is over: `interrupted`.
    Interrupted,
    /// It ran when the connection was lost: `lost`.
    Lost,
}

impl From<ToolStage> for ToolState {
    fn from(stage: ToolStage) -> Self {
        match stage {
            ToolStage::Pending => Self::Pending,
            ToolStage::Running => Self::Running,
            ToolStage::Done => Self::Completed,
            ToolStage::Failed => Self::Failed,
            ToolStage::ConnectionLost => Self::Lost,
            ToolStage::Abandoned => Self::Interrupted,
        }
    }
}

impl ToolState {
    /// Its name in `data-state`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Failed => "error",
            Self::Interrupted => "interrupted",
            Self::Lost => "lost",
        }
    }

    /// Whether it goes on now.
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Pending | Self::Running)
    }
}
