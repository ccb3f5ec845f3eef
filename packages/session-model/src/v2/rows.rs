//! What a row of a V2 session shows.

use session_wire::stream::CommitCompleted;
use session_wire::v2::{
    FilePart, Info, MessageError, PartBody, PartTime, RetryPart, SubtaskPart, ToolPart,
};
use session_wire::{Fields, Timestamp};

use super::children::Child;
use super::notes::Note;
use super::parts::{ended, stage_of};
use super::transcript::{Entry, MessageEntry, MessageInfo, PartEntry, Transcript};
use crate::rows::{ContextRow, Delivery, Growth, Look, Progress, RowId, ToolStage};

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
        /// Whether more comes.
        growth: Growth,
    },
    /// What the agent thinks, in markdown.
    Reasoning {
        /// The words so far.
        text: &'a str,
        /// How often the words were replaced instead of extended.
        rewrites: u32,
        /// Whether more comes.
        growth: Growth,
        /// When it began and ended.
        time: Option<PartTime>,
    },
    /// A tool's use.
    Tool {
        /// The tool, its input and its state.
        tool: &'a ToolPart,
        /// How far it is.
        stage: ToolStage,
        /// The child agent that it started, once anything is known of it.
        child: Option<&'a Child>,
    },
    /// Tools that look around, one after the other.
    Context(ContextRow<'a>),
    /// A file of the agent's.
    File(&'a FilePart),
    /// A request is tried again.
    Retry(&'a RetryPart),
    /// The context was condensed here.
    Compaction {
        /// Whether the agent decided it, not the person.
        is_auto: bool,
    },
    /// What was changed was committed here, or could not be.
    Commit(&'a CommitCompleted),
    /// Files were found changed after a step.
    Patch {
        /// Those that no tool of the step tells, by path.
        files: Vec<&'a str>,
    },
    /// The state of the files at this point. When it was saved is not told.
    Checkpoint {
        /// Its name.
        name: &'a str,
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
    /// The rows that a group of rows consists of; none for any other row.
    pub fn members(&self, group: RowId) -> &[RowId] {
        self.groups.members(group)
    }

    pub(super) fn drawn(&self, row: RowId, progress: Progress) -> Option<Row<'_>> {
        match self.entries.get(row.index())? {
            Entry::Message(message) => self.message_row(message),
            Entry::Part(part) => Some(self.part_row(part, progress)),
            Entry::Context => self.context_row(row, progress),
            Entry::Note(Note::Commit(commit)) => Some(Row::Commit(commit)),
            Entry::Note(Note::Compaction) => Some(Row::Compaction { is_auto: true }),
            Entry::Gone => None,
        }
    }

    /// The rows that look different while nothing comes.
    pub(super) fn open_rows(&self) -> impl Iterator<Item = RowId> {
        let rows = (0..).map(RowId).zip(&self.entries);
        let open = rows.filter_map(|(row, entry)| {
            let Entry::Part(part) = entry else {
                return None;
            };
            let is_open = match &part.part.body {
                PartBody::Tool(tool) => stage_of(tool).is_open(),
                body => !ended(body) && self.is_open(part),
            };
            is_open.then_some(row)
        });
        open.flat_map(|row| [Some(row), self.groups.of(row)])
            .flatten()
    }

    fn context_row(&self, row: RowId, progress: Progress) -> Option<Row<'_>> {
        let members = self.groups.members(row);
        let tools = members.iter().filter_map(|member| {
            let tool = self.tool_of(*member)?;
            Some((Look::of(&tool.tool)?, progress.of(stage_of(tool))))
        });
        (!members.is_empty()).then(|| Row::Context(ContextRow::of(members, tools)))
    }

    fn is_open(&self, part: &PartEntry) -> bool {
        self.message(part.message)
            .is_some_and(MessageEntry::is_open)
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

    fn part_row<'a>(&'a self, entry: &'a PartEntry, progress: Progress) -> Row<'a> {
        let growth = progress.growth(!ended(&entry.part.body) && self.is_open(entry));
        let rewrites = entry.rewrites;
        match &entry.part.body {
            PartBody::Text(text) => Row::Text {
                text: &text.text,
                rewrites,
                growth,
            },
            PartBody::Reasoning(reasoning) => Row::Reasoning {
                text: &reasoning.text,
                rewrites,
                growth,
                time: reasoning.time,
            },
            PartBody::Tool(tool) => Row::Tool {
                tool,
                stage: progress.of(stage_of(tool)),
                child: self.child_at(tool),
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
            PartBody::Patch(patch) => Row::Patch {
                files: self
                    .message(entry.message)
                    .map(|message| self.untold(message, patch))
                    .unwrap_or_default(),
            },
            PartBody::Snapshot(snapshot) => Row::Checkpoint {
                name: &snapshot.snapshot,
            },
            PartBody::Agent(agent) => Row::Unknown {
                kind: "agent",
                fields: &agent.extra,
            },
            PartBody::Other { kind, fields } => Row::Unknown { kind, fields },
        }
    }
}
