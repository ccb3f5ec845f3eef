//! How far a tool's use is.

use serde::{Deserialize, Serialize};

use super::part::FilePart;
use crate::open_enum::open_enum;
use crate::{Fields, Timestamp, lenient};

/// The state of a tool's use, flat as it travels: which fields are there depends on `status`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ToolState {
    /// How far it is.
    #[serde(deserialize_with = "lenient::field")]
    pub status: ToolStatus,
    /// What the model gave it; empty while it is pending.
    #[serde(deserialize_with = "lenient::field")]
    pub input: Fields,
    /// A line about it; may be empty or of several lines.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub title: Option<String>,
    /// What it gave back, once completed.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub output: Option<String>,
    /// Why it failed, if it did.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub error: Option<String>,
    /// What the tool says of itself: output so far, differences, the child's session.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub metadata: Option<Fields>,
    /// When it began and ended.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub time: Option<ToolTime>,
    /// Files that it gave back.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "lenient::list"
    )]
    pub attachments: Vec<FilePart>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
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

/// When a tool's use began and ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ToolTime {
    /// When it began.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub start: Option<Timestamp>,
    /// When it ended.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub end: Option<Timestamp>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}
