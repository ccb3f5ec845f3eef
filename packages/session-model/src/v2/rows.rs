//! What a row of a V2 session shows.

use session_wire::v2::{
    FilePart, Info, MessageError, PartBody, PartTime, RetryPart, SubtaskPart, ToolPart,
};
use session_wire::{Fields, Timestamp};

use super::parts::{child_session, ended};
use super::transcript::{Entry, MessageEntry, MessageInfo, PartEntry, Transcript};
use crate::rows::{Delivery, RowId, ThreadId};

/// A row, by what it shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Row<'a> {
    /// The person's message.
    User(UserRow<'a>),
    /// The agent's words, in markdown.
    Text {
        /// The words so far.
        text: &'a str,
        /// How often the words were replaced instead of extended.
        rewrites: u32,
        /// Whether more is to come.
        is_streaming: bool,
    },
    /// What the agent thinks, in markdown.
    Reasoning {
        /// The words so far.
        text: &'a str,
        /// How often the words were replaced instead of extended.
        rewrites: u32,
        /// Whether more is to come.
        is_streaming: bool,
        /// When it began and ended.
        time: Option<PartTime>,
    },
    /// A tool's use.
    Tool {
        /// The tool, its input and its state.
        tool: &'a ToolPart,
        /// The conversation of the child agent that it started.
        child: Option<ThreadId>,
    },
    /// A file of the agent's.
    File(&'a FilePart),
    /// A request is tried again.
    Retry(&'a RetryPart),
    /// The context was condensed here.
    Compaction {
        /// Whether the agent decided it, not the person.
        is_auto: bool,
    },
    /// Work was handed to another agent.
    Subtask(&'a SubtaskPart),
    /// The person stopped the answer here.
    Interrupted,
    /// The answer failed here.
    Failed(&'a MessageError),
    /// A part of a type that has no meaning here.
    Unknown {
        /// The part's `type`.
        kind: &'a str,
        /// Its fields.
        fields: &'a Fields,
    },
}

/// The person's message.
#[derive(Clone, Debug, PartialEq)]
pub struct UserRow<'a> {
    /// Its words, a text a paragraph.
    pub texts: Vec<&'a str>,
    /// What was attached to it.
    pub files: Vec<&'a FilePart>,
    /// When it was made, where known.
    pub created: Option<Timestamp>,
    /// Whether the agent has it.
    pub delivery: Delivery,
}

impl Transcript {
    /// What a row shows; none for a number that is no row, or no row any more.
    pub fn row(&self, row: RowId) -> Option<Row<'_>> {
        match self.entries.get(row.index())? {
            Entry::Message(message) => self.message_row(message),
            Entry::Part(part) => Some(self.part_row(part)),
            Entry::Gone => None,
        }
    }

    fn message_row<'a>(&'a self, message: &'a MessageEntry) -> Option<Row<'a>> {
        if let Some(error) = message.error() {
            return Some(if error.is_aborted() {
                Row::Interrupted
            } else {
                Row::Failed(error)
            });
        }
        let (optimistic, created, delivery) = match &message.info {
            MessageInfo::Optimistic { draft, sent_at } => {
                (Some(draft.text.as_str()), Some(*sent_at), Delivery::Sending)
            }
            MessageInfo::Queued(queued) => (
                Some(queued.draft.text.as_str()),
                Some(queued.since),
                queued.delivery(),
            ),
            MessageInfo::Known(info) => match &**info {
                Info::User(_) if self.waits(message.thread, info) => {
                    (None, info.created(), Delivery::Queued)
                }
                Info::User(_) => (None, info.created(), Delivery::Delivered),
                Info::Assistant(_) | Info::Other { .. } => return None,
            },
            MessageInfo::Early => return None,
        };
        let bodies = || {
            message
                .parts
                .iter()
                .filter_map(|part| self.part(*part))
                .map(|entry| &entry.part.body)
        };
        if let Some(is_auto) = bodies().find_map(|body| match body {
            PartBody::Compaction(compaction) => Some(compaction.auto),
            _ => None,
        }) {
            return Some(Row::Compaction { is_auto });
        }
        let words = bodies().filter_map(|body| match body {
            PartBody::Text(text) if text.synthetic != Some(true) => Some(text.text.as_str()),
            // A command of the person's that is worked on by another agent has no other words.
            PartBody::Subtask(subtask) => Some(subtask.description.as_str()),
            _ => None,
        });
        let files = bodies().filter_map(|body| match body {
            PartBody::File(file) => Some(file),
            _ => None,
        });
        Some(Row::User(UserRow {
            // The agent's own words take the place of those that were sent.
            texts: match optimistic {
                Some(text) if message.parts.is_empty() => vec![text],
                _ => words.collect(),
            },
            files: files.collect(),
            created,
            delivery,
        }))
    }

    fn part_row<'a>(&'a self, entry: &'a PartEntry) -> Row<'a> {
        let is_open = self
            .message(entry.message)
            .is_some_and(MessageEntry::is_open);
        let is_streaming = is_open && !ended(&entry.part.body);
        let rewrites = entry.rewrites;
        match &entry.part.body {
            PartBody::Text(text) => Row::Text {
                text: &text.text,
                rewrites,
                is_streaming,
            },
            PartBody::Reasoning(reasoning) => Row::Reasoning {
                text: &reasoning.text,
                rewrites,
                is_streaming,
                time: reasoning.time,
            },
            PartBody::Tool(tool) => Row::Tool {
                tool,
                child: self.child_of(tool),
            },
            PartBody::File(file) => Row::File(file),
            PartBody::Retry(retry) => Row::Retry(retry),
            PartBody::Compaction(compaction) => Row::Compaction {
                is_auto: compaction.auto,
            },
            PartBody::Subtask(subtask) => Row::Subtask(subtask),
            PartBody::StepStart(step) => Row::Unknown {
                kind: "step-start",
                fields: &step.extra,
            },
            PartBody::StepFinish(step) => Row::Unknown {
                kind: "step-finish",
                fields: &step.extra,
            },
            PartBody::Patch(patch) => Row::Unknown {
                kind: "patch",
                fields: &patch.extra,
            },
            PartBody::Snapshot(snapshot) => Row::Unknown {
                kind: "snapshot",
                fields: &snapshot.extra,
            },
            PartBody::Agent(agent) => Row::Unknown {
                kind: "agent",
                fields: &agent.extra,
            },
            PartBody::Other { kind, fields } => Row::Unknown { kind, fields },
        }
    }

    fn child_of(&self, tool: &ToolPart) -> Option<ThreadId> {
        self.thread_of(&child_session(tool)?)
    }
}
