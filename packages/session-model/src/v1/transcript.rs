//! How the messages of a V1 session are kept: in the order of their coming, with a row for life each.

use std::collections::HashMap;

use session_wire::v1::{Author, CloudMessage, Say};
use session_wire::{EventId, Timestamp};

use super::identity::Identity;
use super::visible;
use crate::rows::{RowId, ThreadId, Turn, TurnId};
use crate::session::Marks;

/// The messages of a V1 session.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    pub(super) entries: Vec<Entry>,
    pub(super) by_identity: HashMap<Identity, Vec<RowId>>,
    pub(super) order: Vec<RowId>,
    turns: Vec<TurnEntry>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) message: CloudMessage,
    /// Whether the person sent it from here and the stream has not shown it.
    pub(super) is_optimistic: bool,
    /// How often its text was replaced instead of extended.
    pub(super) rewrites: u32,
    /// The event that it was last changed by.
    pub(super) changed_by: EventId,
    turn: TurnId,
}

#[derive(Clone, Debug)]
struct TurnEntry {
    turn: Turn,
    messages: Vec<RowId>,
}

impl Transcript {
    /// The turns of a thread that have something to show, in order; V1 has the root thread alone.
    pub fn turns(&self, thread: ThreadId) -> impl Iterator<Item = TurnId> {
        let turns = if thread == ThreadId::ROOT {
            self.turns.as_slice()
        } else {
            &[]
        };
        turns
            .iter()
            .map(|entry| &entry.turn)
            .filter(|turn| !turn.rows.is_empty())
            .map(|turn| turn.id)
    }

    /// A turn with its rows.
    pub fn turn(&self, id: TurnId) -> Option<&Turn> {
        self.turns
            .iter()
            .rev()
            .map(|entry| &entry.turn)
            .find(|turn| turn.id == id)
    }

    /// When a turn's first message was made.
    pub fn began(&self, turn: TurnId) -> Option<Timestamp> {
        let entry = self.entry(turn.first_row())?;
        Some(entry.message.ts)
    }

    pub(super) fn entry(&self, row: RowId) -> Option<&Entry> {
        self.entries.get(row.index())
    }

    /// The last message that the agent has: only that one can still grow.
    pub(super) fn last(&self) -> Option<RowId> {
        let mut rows = self.order.iter().rev().copied();
        rows.find(|row| self.entry(*row).is_some_and(|entry| !entry.is_optimistic))
    }

    /// The last message that the agent has above another.
    fn last_before(&self, row: RowId) -> Option<RowId> {
        let mut above = self.order.iter().rev().skip_while(|known| **known != row);
        above.next();
        above
            .copied()
            .find(|row| self.entry(*row).is_some_and(|entry| !entry.is_optimistic))
    }

    /// Adds a message at the end.
    pub(super) fn append(
        &mut self,
        mut message: CloudMessage,
        is_optimistic: bool,
        event: EventId,
        marks: &mut Marks<'_>,
    ) -> RowId {
        // The task's prompt is the first message, with no kind of its own.
        let is_prompt = self.order.is_empty() && matches!(message.say, Some(Say::Text | Say::Task));
        if is_prompt {
            message.author = Author::User;
        }
        let row = RowId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        let begins_turn = message.author == Author::User;
        let turn = self
            .turns
            .last()
            .filter(|_| !begins_turn)
            .map_or(TurnId(row), |entry| entry.turn.id);
        if !is_optimistic {
            self.by_identity
                .entry(Identity::of(&message))
                .or_default()
                .push(row);
        }
        if !is_optimistic && let Some(last) = self.last() {
            marks.row(last);
        }
        self.entries.push(Entry {
            message,
            is_optimistic,
            rewrites: 0,
            changed_by: event,
            turn,
        });
        self.order.push(row);
        match self.turns.last_mut().filter(|entry| entry.turn.id == turn) {
            Some(entry) => entry.messages.push(row),
            None => self.turns.push(TurnEntry {
                turn: Turn {
                    id: turn,
                    rows: Vec::new(),
                },
                messages: vec![row],
            }),
        }
        self.project(turn, marks);
        row
    }

    /// Puts a newer state of a message in the place of the known one.
    pub(super) fn replace(
        &mut self,
        row: RowId,
        mut message: CloudMessage,
        event: EventId,
        marks: &mut Marks<'_>,
    ) {
        let Some(entry) = self.entries.get_mut(row.index()) else {
            return;
        };
        if entry.message.author == Author::User {
            message.author = Author::User;
        }
        entry.changed_by = entry.changed_by.max(event);
        if entry.message == message && !entry.is_optimistic {
            return;
        }
        let identity = Identity::of(&message);
        entry.rewrites += u32::from(!message.words().starts_with(entry.message.words()));
        let was_visible = visible::is_visible(&entry.message);
        entry.message = message;
        let was_optimistic = std::mem::take(&mut entry.is_optimistic);
        let (turn, is_visible) = (entry.turn, visible::is_visible(&entry.message));
        // What stood last before an echo grows no more.
        if was_optimistic && let Some(before) = self.last_before(row) {
            marks.row(before);
        }
        // The old name stays known: a repeat of the old state must not come in as a new message.
        let rows = self.by_identity.entry(identity).or_default();
        if !rows.contains(&row) {
            rows.push(row);
        }
        marks.row(row);
        if was_visible != is_visible {
            self.project(turn, marks);
        }
    }

    /// Takes a message out.
    pub(super) fn remove(&mut self, row: RowId, marks: &mut Marks<'_>) {
        let Some(turn) = self.entry(row).map(|entry| entry.turn) else {
            return;
        };
        self.order.retain(|known| *known != row);
        if let Some(entry) = self.turns.iter_mut().find(|entry| entry.turn.id == turn) {
            entry.messages.retain(|known| *known != row);
        }
        self.project(turn, marks);
        self.turns.retain(|entry| !entry.messages.is_empty());
    }

    fn project(&mut self, id: TurnId, marks: &mut Marks<'_>) {
        let Some(index) = self.turns.iter().rposition(|entry| entry.turn.id == id) else {
            return;
        };
        let messages = self.turns[index].messages.iter().copied();
        let rows: Vec<RowId> = messages
            .filter(|row| {
                self.entry(*row)
                    .is_some_and(|entry| visible::is_visible(&entry.message))
            })
            .collect();
        let turn = &mut self.turns[index].turn;
        if turn.rows == rows {
            return;
        }
        let appears = turn.rows.is_empty() != rows.is_empty();
        turn.rows = rows;
        marks.turn(id);
        if appears {
            marks.turns(ThreadId::ROOT);
        }
    }
}
