//! A tool's use, and how far it is.

use super::part::FilePart;
use crate::open_enum::open_enum;
use crate::record::record;
use crate::{CallId, Fields, Timestamp};

record! {
    /// A tool's use.
    #[derive(Default)]
    ToolPart {
        /// The call, as the model named it.
        #[serde(rename = "callID")]
        call_id?: CallId,
        /// The tool's name; it can change while the call is read.
        tool: String,
        /// How far it is.
        state: ToolState,
        /// What the agent keeps with it.
        metadata?: Fields,
    }
}

record! {
    /// The state of a tool's use, flat as it travels: which fields are there depends on `status`.
    #[derive(Default)]
    ToolState {
        /// How far it is.
        status: ToolStatus,
        /// What the model gave it; empty while it is pending.
        input: Fields,
        /// What the model has written of the input so far.
        raw?: String,
        /// A line about it; may be empty or of several lines.
        title?: String,
        /// What it gave back, once completed.
        output?: String,
        /// Why it failed, if it did.
        error?: String,
        /// What the tool says of itself: output so far, differences, the child's session.
        metadata?: Fields,
        /// When it began and ended.
        time?: ToolTime,
        /// Files that it gave back.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<FilePart>,
    }
}

open_enum! {
    /// How far a tool's use is.
    ToolStatus {
        /// The model still writes its input.
        Pending = "pending",
        /// It runs.
        Running = "running",
        /// It has given its output.
        Completed = "completed",
        /// It failed, or was stopped.
        Error = "error",
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the enum is made by a macro that serves enums without a default"
)]
impl Default for ToolStatus {
    fn default() -> Self {
        Self::Pending
    }
}

impl ToolStatus {
    /// Whether it is over.
    pub fn is_settled(&self) -> bool {
        matches!(self, Self::Completed | Self::Error)
    }
}

record! {
    /// When a tool's use began and ended.
    #[derive(Default, Eq)]
    ToolTime {
        /// When it began.
        start?: Timestamp,
        /// When it ended.
        end?: Timestamp,
        /// When its output was taken out of the model's context.
        compacted?: Timestamp,
    }
}
