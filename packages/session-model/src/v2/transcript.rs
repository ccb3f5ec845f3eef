//! How the messages of a V2 session are kept: by id, with a row for life each.

use std::collections::HashMap;

use session_wire::v2::{Info, Part, StoredMessage, TurnEnd};
use session_wire::{EventId, MessageId, PartId, SessionId, Timestamp};

use super::notes::Note;
use super::prompts::Prompts;
use super::queue::{Queue, QueuedMessage};
use super::suggestions::Suggestions;
use super::threads::Thread;
use crate::input::Draft;
use crate::rows::{Groups, RowId, ThreadId, Turn, TurnId};

/// The messages of a V2 session and of the child sessions in it.
#[derive(Clone, Debug)]
pub struct Transcript {
    pub(super) entries: Vec<Entry>,
    pub(super) messages: HashMap<MessageId, RowId>,
    pub(super) parts: HashMap<PartId, RowId>,
    pub(super) threads: Vec<Thread>,
    pub(super) thread_of: HashMap<SessionId, ThreadId>,
    pub(super) prompts: Box<Prompts>,
    pub(super) queue: Box<Queue>,
    pub(super) suggestions: Box<Suggestions>,
    pub(super) groups: Groups,
}

/// What a row number stands for.
#[derive(Clone, Debug)]
#[allow(
    clippy::large_enum_variant,
    reason = "most entries are parts, so boxing them would save little; on wasm32 they are not large"
)]
pub(super) enum Entry {
    Message(MessageEntry),
    Part(PartEntry),
    /// Tools that look around, drawn as one.
    Context,
    /// What happened behind a message.
    Note(Note),
    /// It was taken back; its number is not used again.
    Gone,
}

#[derive(Clone, Debug)]
pub(super) struct MessageEntry {
    pub(super) thread: ThreadId,
    pub(super) info: MessageInfo,
    /// Its parts, in the order of their ids.
    pub(super) parts: Vec<RowId>,
    /// The event that it was last changed by, its parts aside.
    pub(super) changed_by: EventId,
    /// What happened behind it that no message tells.
    pub(super) notes: Vec<RowId>,
    /// Why the turn that begins with it ended, where the agent has said so.
    pub(super) end: Option<TurnEnd>,
    /// The turn that it is drawn in, once it is drawn.
    pub(super) turn: Option<TurnId>,
}

/// What is known of a message itself.
#[derive(Clone, Debug)]
pub(super) enum MessageInfo {
    /// Only parts of it have come.
    Early,
    /// The person sent it; the agent has not shown it.
    Optimistic { draft: Draft, sent_at: Timestamp },
    /// The server keeps it; the agent has not shown it.
    Queued(Box<QueuedMessage>),
    /// The agent's own word.
    Known(Box<Info>),
}

#[derive(Clone, Debug)]
pub(super) struct PartEntry {
    pub(super) message: RowId,
    pub(super) part: Part,
    /// How often its text was replaced instead of extended.
    pub(super) rewrites: u32,
    /// The event that it was last changed by.
    pub(super) changed_by: EventId,
}

impl Default for Transcript {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            messages: HashMap::new(),
            parts: HashMap::new(),
            threads: vec![Thread::default()],
            thread_of: HashMap::new(),
            prompts: Box::default(),
            queue: Box::default(),
            suggestions: Box::default(),
            groups: Groups::default(),
        }
    }
}

impl Transcript {
    /// A thread by its id; the root thread always exists.
    pub fn thread(&self, id: ThreadId) -> Option<&Thread> {
        self.threads.get(id.0 as usize)
    }

    /// The conversation itself.
    pub fn root(&self) -> &Thread {
        &self.threads[0]
    }

    /// The turns of a thread that have something to show, in order.
    pub fn turns(&self, thread: ThreadId) -> impl Iterator<Item = TurnId> {
        let turns = self
            .thread(thread)
            .map(|thread| thread.turns.as_slice())
            .unwrap_or_default();
        turns
            .iter()
            .map(|entry| &entry.turn)
            .filter(|turn| !turn.rows.is_empty())
            .map(|turn| turn.id)
    }

    /// A turn with its rows.
    pub fn turn(&self, id: TurnId) -> Option<&Turn> {
        self.turn_entry(id).map(|entry| &entry.turn)
    }

    /// When a turn's first message was made, where known.
    pub fn began(&self, turn: TurnId) -> Option<Timestamp> {
        match &self.message(turn.first_row())?.info {
            MessageInfo::Known(info) => info.created(),
            MessageInfo::Optimistic { sent_at, .. } => Some(*sent_at),
            MessageInfo::Queued(_) | MessageInfo::Early => None,
        }
    }

    /// The messages of a thread as they would be stored, without unconfirmed ones.
    pub fn stored(&self, thread: ThreadId) -> Vec<StoredMessage> {
        let Some(thread) = self.thread(thread) else {
            return Vec::new();
        };
        let known = thread.order.iter().filter_map(|row| self.message(*row));
        known
            .filter_map(|message| match &message.info {
                MessageInfo::Known(info) => Some(StoredMessage {
                    info: (**info).clone(),
                    parts: message
                        .parts
                        .iter()
                        .filter_map(|row| self.part(*row))
                        .map(|entry| entry.part.clone())
                        .collect(),
                }),
                MessageInfo::Early | MessageInfo::Optimistic { .. } | MessageInfo::Queued(_) => {
                    None
                }
            })
            .collect()
    }

    pub(super) fn message(&self, row: RowId) -> Option<&MessageEntry> {
        match self.entries.get(row.index()) {
            Some(Entry::Message(message)) => Some(message),
            _ => None,
        }
    }

    pub(super) fn message_mut(&mut self, row: RowId) -> Option<&mut MessageEntry> {
        match self.entries.get_mut(row.index()) {
            Some(Entry::Message(message)) => Some(message),
            _ => None,
        }
    }

    pub(super) fn part(&self, row: RowId) -> Option<&PartEntry> {
        match self.entries.get(row.index()) {
            Some(Entry::Part(part)) => Some(part),
            _ => None,
        }
    }

    pub(super) fn part_mut(&mut self, row: RowId) -> Option<&mut PartEntry> {
        match self.entries.get_mut(row.index()) {
            Some(Entry::Part(part)) => Some(part),
            _ => None,
        }
    }

    pub(super) fn insert(&mut self, entry: Entry) -> RowId {
        let row = RowId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(entry);
        row
    }
}

impl MessageEntry {
    pub(super) fn new(thread: ThreadId, info: MessageInfo) -> Self {
        Self {
            thread,
            info,
            parts: Vec::new(),
            changed_by: EventId::default(),
            notes: Vec::new(),
            end: None,
            turn: None,
        }
    }

    pub(super) fn known(&self) -> Option<&Info> {
        match &self.info {
            MessageInfo::Known(info) => Some(info),
            MessageInfo::Early | MessageInfo::Optimistic { .. } | MessageInfo::Queued(_) => None,
        }
    }

    /// Whether the person said it.
    pub(super) fn is_users(&self) -> bool {
        match &self.info {
            MessageInfo::Known(info) => matches!(**info, Info::User(_)),
            MessageInfo::Optimistic { .. } | MessageInfo::Queued(_) => true,
            MessageInfo::Early => false,
        }
    }

    /// Whether the agent has not shown it.
    pub(super) fn is_unconfirmed(&self) -> bool {
        match self.info {
            MessageInfo::Optimistic { .. } | MessageInfo::Queued(_) => true,
            MessageInfo::Early | MessageInfo::Known(_) => false,
        }
    }

    /// Whether more of it is to come.
    pub(super) fn is_open(&self) -> bool {
        match self.known() {
            Some(Info::Assistant(assistant)) => assistant.time.completed.is_none(),
            _ => false,
        }
    }
}
