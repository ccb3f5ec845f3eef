//! Which messages make a turn, and which of their rows are drawn.

use std::collections::HashMap;

use session_wire::v2::{Info, PartBody};

use super::parts::{ended, text_of};
use super::transcript::{Entry, MessageEntry, Transcript};
use crate::rows::{Arranged, RowId, ThreadId, Turn, TurnId, runs};
use crate::session::Marks;

/// A turn with the messages that it is made of.
#[derive(Clone, Debug)]
pub(super) struct TurnEntry {
    pub(super) turn: Turn,
    messages: Vec<RowId>,
}

impl Transcript {
    /// Puts a message that has become drawable into its thread.
    pub(super) fn place(&mut self, row: RowId, marks: &mut Marks<'_>) {
        let Some(thread) = self.message(row).map(|message| message.thread) else {
            return;
        };
        if self.insert_in_order(thread, row) {
            self.append_to_turns(thread, row, marks);
        } else {
            self.regroup(thread, marks);
        }
    }

    /// Puts a message where it belongs among those of its thread. True when that is the end.
    pub(super) fn insert_in_order(&mut self, thread: ThreadId, row: RowId) -> bool {
        let order = &self.threads[thread.0 as usize].order;
        let later = order
            .iter()
            .rev()
            .take_while(|known| self.is_later(**known, row))
            .count();
        let index = order.len() - later;
        self.threads[thread.0 as usize].order.insert(index, row);
        later == 0
    }

    /// Messages stand by the time of their making, then by arrival; unconfirmed ones last.
    fn is_later(&self, known: RowId, than: RowId) -> bool {
        if self.is_unconfirmed(known) || self.is_unconfirmed(than) {
            return self.is_unconfirmed(known) && !self.is_unconfirmed(than);
        }
        let created = |row| {
            self.message(row)
                .and_then(|message| message.known())
                .and_then(Info::created)
        };
        matches!((created(known), created(than)), (Some(known), Some(than)) if known > than)
    }

    fn is_unconfirmed(&self, row: RowId) -> bool {
        self.message(row).is_some_and(MessageEntry::is_unconfirmed)
    }

    /// The thread that a turn is in.
    pub fn thread_of_turn(&self, turn: TurnId) -> Option<ThreadId> {
        Some(self.message(turn.first_row())?.thread)
    }

    /// Where a part of a message is drawn: its turn, and which of the turn's rows it is or is in.
    pub fn place_of(&self, part: RowId) -> Option<(TurnId, RowId)> {
        let turn = self.message(self.part(part)?.message)?.turn?;
        Some((turn, self.groups.of(part).unwrap_or(part)))
    }

    /// The messages of a turn, in order.
    pub(super) fn messages_of(&self, turn: TurnId) -> &[RowId] {
        self.turn_entry(turn)
            .map_or(&[], |entry| entry.messages.as_slice())
    }

    pub(super) fn turn_entry(&self, turn: TurnId) -> Option<&TurnEntry> {
        let turns = &self.thread(self.thread_of_turn(turn)?)?.turns;
        turns.iter().rev().find(|entry| entry.turn.id == turn)
    }

    fn append_to_turns(&mut self, thread: ThreadId, row: RowId, marks: &mut Marks<'_>) {
        let turn = self.turn_for(thread, row);
        let turns = &mut self.threads[thread.0 as usize].turns;
        // A message that begins a turn is in none yet.
        let known = if turn.first_row() == row {
            None
        } else {
            turns.iter_mut().rev().find(|entry| entry.turn.id == turn)
        };
        match known {
            Some(entry) => entry.messages.push(row),
            None => {
                turns.push(TurnEntry {
                    turn: Turn {
                        id: turn,
                        rows: Vec::new(),
                    },
                    messages: vec![row],
                });
            }
        }
        if let Some(message) = self.message_mut(row) {
            message.turn = Some(turn);
        }
        self.project_turn_of(row, marks);
    }

    /// The person's message begins a turn; an answer belongs to the turn of what it answers.
    fn turn_for(&self, thread: ThreadId, row: RowId) -> TurnId {
        let Some(message) = self.message(row) else {
            return TurnId(row);
        };
        if message.is_users() {
            return TurnId(row);
        }
        let parent = match message.known() {
            Some(Info::Assistant(assistant)) => assistant.parent_id.as_ref(),
            _ => None,
        };
        let parent_turn = parent
            .and_then(|parent| self.messages.get(parent))
            .and_then(|parent| self.message(*parent))
            .filter(|parent| parent.thread == thread)
            .and_then(|parent| parent.turn);
        let last_turn = || {
            let mut turns = self.threads[thread.0 as usize].turns.iter().rev();
            let turn = turns.find(|entry| !self.is_unconfirmed(entry.turn.id.first_row()));
            turn.map(|entry| entry.turn.id)
        };
        parent_turn.or_else(last_turn).unwrap_or(TurnId(row))
    }

    /// Makes a thread's turns anew from the order of its messages.
    pub(super) fn regroup(&mut self, thread: ThreadId, marks: &mut Marks<'_>) {
        let slot = thread.0 as usize;
        let before = std::mem::take(&mut self.threads[slot].turns).into_iter();
        let before: HashMap<_, _> = before.map(|entry| (entry.turn.id, entry)).collect();
        let mut places = HashMap::with_capacity(before.len());
        for row in self.threads[slot].order.clone() {
            let turn = self.turn_for(thread, row);
            let turns = &mut self.threads[slot].turns;
            let place = *places.entry(turn).or_insert_with(|| {
                let known = before.get(&turn);
                let rows = known
                    .map(|entry| entry.turn.rows.clone())
                    .unwrap_or_default();
                turns.push(TurnEntry {
                    turn: Turn { id: turn, rows },
                    messages: Vec::new(),
                });
                turns.len() - 1
            });
            turns[place].messages.push(row);
            if let Some(message) = self.message_mut(row) {
                message.turn = Some(turn);
            }
        }
        for index in 0..self.threads[slot].turns.len() {
            let entry = &self.threads[slot].turns[index];
            let known = before.get(&entry.turn.id);
            if known.is_some_and(|known| known.messages != entry.messages) {
                marks.turn(entry.turn.id);
            }
            self.project(thread, index, marks);
        }
        marks.turns(thread);
    }

    /// Finds out anew which rows the turn of a message shows.
    pub(super) fn project_turn_of(&mut self, message: RowId, marks: &mut Marks<'_>) {
        let Some(entry) = self.message(message) else {
            return;
        };
        let (thread, Some(turn)) = (entry.thread, entry.turn) else {
            return;
        };
        let turns = &self.threads[thread.0 as usize].turns;
        if let Some(index) = turns.iter().rposition(|entry| entry.turn.id == turn) {
            self.project(thread, index, marks);
        }
    }

    fn project(&mut self, thread: ThreadId, index: usize, marks: &mut Marks<'_>) {
        let reverted = self.reverted(thread);
        let is_shown = |row: &&RowId| !reverted.contains(row) || self.is_unconfirmed(**row);
        let entry = &self.threads[thread.0 as usize].turns[index];
        let rows = entry
            .messages
            .iter()
            .filter(is_shown)
            .flat_map(|message| self.rows_of(*message));
        let runs = runs(rows, |row| self.look(row).is_some());
        let mut groups = std::mem::take(&mut self.groups);
        let before = std::mem::take(&mut self.threads[thread.0 as usize].turns[index].turn.rows);
        let Arranged { rows, changed } =
            groups.arrange(runs, &before, || self.insert(Entry::Context));
        self.groups = groups;
        for group in changed {
            marks.row(group);
        }
        let is_same = rows == before;
        let entry = &mut self.threads[thread.0 as usize].turns[index];
        if is_same {
            entry.turn.rows = before;
            return;
        }
        let appears = before.is_empty() != rows.is_empty();
        entry.turn.rows = rows;
        marks.turn(entry.turn.id);
        if appears {
            marks.turns(thread);
        }
    }

    /// The messages that were taken back; what the person writes now is not among them.
    pub(super) fn reverted(&self, thread: ThreadId) -> &[RowId] {
        let thread = &self.threads[thread.0 as usize];
        let first = thread.reverted_from.as_ref();
        let first = first.and_then(|id| self.messages.get(id));
        let index = first.and_then(|first| thread.order.iter().rposition(|row| row == first));
        index.map_or(&[], |index| &thread.order[index..])
    }

    fn rows_of(&self, row: RowId) -> Vec<RowId> {
        let Some(message) = self.message(row) else {
            return Vec::new();
        };
        if message.is_users() {
            let is_shown = message.is_unconfirmed()
                || message.parts.iter().any(|part| self.is_part_visible(*part));
            let own = is_shown.then_some(row);
            return own.into_iter().chain(self.notes_of(message)).collect();
        }
        let last_step = message
            .parts
            .iter()
            .rposition(|part| self.is_step_start(*part))
            .unwrap_or(0);
        let parts = message.parts.iter().enumerate();
        // Text that a broken stream left behind is said again after the next step began.
        let is_abandoned = |index: usize, part: RowId| index < last_step && self.is_open_text(part);
        let mut rows: Vec<RowId> = parts
            .filter(|(index, part)| self.is_part_visible(**part) && !is_abandoned(*index, **part))
            .map(|(_, part)| *part)
            .collect();
        if message.error().is_some() {
            rows.push(row);
        }
        rows.extend(self.notes_of(message));
        rows
    }

    fn is_step_start(&self, part: RowId) -> bool {
        self.part(part)
            .is_some_and(|entry| matches!(entry.part.body, PartBody::StepStart(_)))
    }

    fn is_open_text(&self, part: RowId) -> bool {
        self.part(part).is_some_and(|entry| {
            matches!(entry.part.body, PartBody::Text(_)) && !ended(&entry.part.body)
        })
    }

    /// Whether a part has something to show.
    pub(super) fn is_part_visible(&self, row: RowId) -> bool {
        let Some(entry) = self.part(row) else {
            return false;
        };
        match &entry.part.body {
            PartBody::Text(text) if text.synthetic == Some(true) => false,
            PartBody::Text(_) | PartBody::Reasoning(_) => {
                text_of(&entry.part.body).is_some_and(|text| !text.trim_start().is_empty())
            }
            // An agent is named in the person's words; the part only marks the place.
            PartBody::StepStart(_) | PartBody::StepFinish(_) | PartBody::Agent(_) => false,
            PartBody::Patch(patch) => self
                .message(entry.message)
                .is_some_and(|message| !self.untold(message, patch).is_empty()),
            PartBody::Snapshot(_)
            | PartBody::Other { .. }
            | PartBody::File(_)
            | PartBody::Tool(_)
            | PartBody::Retry(_)
            | PartBody::Compaction(_)
            | PartBody::Subtask(_) => true,
        }
    }
}
