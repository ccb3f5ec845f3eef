//! How the messages of a V1 session are kept: in the order of their coming, with a row for life each.

use std::collections::{HashMap, HashSet};

use session_wire::v1::{Author, CloudMessage, Say};
use session_wire::{EventId, Timestamp};

use super::changes::edits;
use super::identity::Identity;
use super::turns::TurnEntry;
use super::visible::{self, Part};
use crate::rows::{ChangedFile, Groups, RowId, ThreadId, Totals, Turn, TurnId};
use crate::session::Marks;

/// The messages of a V1 session.
#[derive(Clone, Debug, Default)]
pub struct Transcript {
    pub(super) entries: Vec<Entry>,
    pub(super) by_identity: HashMap<Identity, Vec<RowId>>,
    pub(super) order: Vec<RowId>,
    pub(super) turns: Vec<TurnEntry>,
    pub(super) groups: Groups,
    /// The to-do list that was shown last.
    pub(super) todos: Option<RowId>,
    /// Whether a whole list comes in, so that turns are not drawn before its end.
    pub(super) is_loading: bool,
    /// The messages that are only known from a host's list.
    pub(super) seeded: HashSet<RowId>,
}

/// What a row number stands for.
#[derive(Clone, Debug)]
pub(super) enum Entry {
    Message(Box<MessageEntry>),
    /// Tools that look around, drawn as one.
    Context,
    /// It was taken back; its number is not used again.
    Gone,
}

#[derive(Clone, Debug)]
pub(super) struct MessageEntry {
    pub(super) message: CloudMessage,
    /// Whether the person sent it from here and the stream has not shown it.
    pub(super) is_optimistic: bool,
    /// How often its text was replaced instead of extended.
    pub(super) rewrites: u32,
    /// The event that it was last changed by.
    pub(super) changed_by: EventId,
    /// When that event was stored.
    pub(super) changed_at: Timestamp,
    /// What it is of the conversation.
    pub(super) part: Part,
    /// What the request that it is about has taken.
    pub(super) taken: Option<Totals>,
    /// The files that the tool that it is about changes.
    pub(super) edits: Vec<ChangedFile<'static>>,
    /// The command's output that is drawn with it, in order.
    pub(super) output: Vec<RowId>,
    /// The row that it is drawn in, where it is not one of its own.
    pub(super) drawn_in: Option<RowId>,
    pub(super) turn: TurnId,
}

/// When a message changed, and by which event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moment {
    pub(super) event: EventId,
    pub(super) at: Timestamp,
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

    pub(super) fn entry(&self, row: RowId) -> Option<&MessageEntry> {
        match self.entries.get(row.index())? {
            Entry::Message(entry) => Some(entry),
            Entry::Context | Entry::Gone => None,
        }
    }

    pub(super) fn entry_mut(&mut self, row: RowId) -> Option<&mut MessageEntry> {
        match self.entries.get_mut(row.index())? {
            Entry::Message(entry) => Some(entry),
            Entry::Context | Entry::Gone => None,
        }
    }

    /// The last message that the agent has: only that one can still grow.
    pub(super) fn last(&self) -> Option<RowId> {
        let mut rows = self.order.iter().rev().copied();
        rows.find(|row| self.entry(*row).is_some_and(|entry| !entry.is_optimistic))
    }

    pub(super) fn is_last(&self, row: RowId) -> bool {
        self.last() == Some(row)
    }

    /// The last message that the agent has above another.
    fn last_before(&self, row: RowId) -> Option<RowId> {
        let mut above = self.order.iter().rev().skip_while(|known| **known != row);
        above.next();
        above
            .copied()
            .find(|row| self.entry(*row).is_some_and(|entry| !entry.is_optimistic))
    }

    pub(super) fn insert(&mut self, entry: Entry) -> RowId {
        let row = RowId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.entries.push(entry);
        row
    }

    /// Adds a message at the end.
    pub(super) fn append(
        &mut self,
        mut message: CloudMessage,
        is_optimistic: bool,
        moment: Moment,
        marks: &mut Marks<'_>,
    ) -> RowId {
        // The task's prompt is the first message, with no kind of its own.
        let is_prompt = self.order.is_empty() && matches!(message.say, Some(Say::Text | Say::Task));
        if is_prompt {
            message.author = Author::User;
        }
        let begins_turn = message.author == Author::User;
        let identity = (!is_optimistic).then(|| Identity::of(&message));
        let (part, taken) = (self.part_of(&message, None), visible::taken(&message));
        let edits = edits(&message);
        let changes = !edits.is_empty();
        let row = self.insert(Entry::Gone);
        let turn = self.turn_for(row, begins_turn);
        self.entries[row.index()] = Entry::Message(Box::new(MessageEntry {
            message,
            is_optimistic,
            rewrites: 0,
            changed_by: moment.event,
            changed_at: moment.at,
            part,
            taken,
            edits,
            output: Vec::new(),
            drawn_in: None,
            turn,
        }));
        if taken.is_some() || changes {
            marks.session();
        }
        if let Some(identity) = identity {
            self.by_identity.entry(identity).or_default().push(row);
        }
        let before = self.last().filter(|_| !is_optimistic);
        self.order.push(row);
        // What is not the last any more does not grow any more.
        if let Some(before) = before {
            self.mark_drawn(before, marks);
            if let Some(entry) = self.entry(before) {
                marks.turn(entry.turn);
            }
        }
        self.note_todos(row, marks);
        self.place(row, turn, marks);
        row
    }

    /// Puts a newer state of a message in the place of the known one.
    pub(super) fn replace(
        &mut self,
        row: RowId,
        mut message: CloudMessage,
        moment: Moment,
        marks: &mut Marks<'_>,
    ) {
        let Some(entry) = self.entry_mut(row) else {
            return;
        };
        if entry.message.author == Author::User {
            message.author = Author::User;
            // A program says the person's words again without the pictures that were sent with them.
            if message.images.is_none() {
                message.images.clone_from(&entry.message.images);
            }
        }
        entry.changed_by = entry.changed_by.max(moment.event);
        if moment.event.0 > 0 {
            self.seeded.remove(&row);
        }
        let Some(entry) = self.entry_mut(row) else {
            return;
        };
        if entry.message == message && !entry.is_optimistic {
            return;
        }
        let identity = Identity::of(&message);
        let part = self.part_of(&message, Some(row));
        let taken = visible::taken(&message);
        let edits = edits(&message);
        let Some(entry) = self.entry_mut(row) else {
            return;
        };
        entry.rewrites += u32::from(!message.words().starts_with(entry.message.words()));
        entry.changed_at = moment.at;
        let before = std::mem::replace(&mut entry.part, part);
        let times = (entry.message.ts, entry.message.partial) != (message.ts, message.partial);
        let took = entry.taken != taken || entry.edits != edits;
        (entry.taken, entry.edits) = (taken, edits);
        entry.message = message;
        let was_optimistic = std::mem::take(&mut entry.is_optimistic);
        let turn = entry.turn;
        // What stood last before an echo grows no more.
        if was_optimistic && let Some(before) = self.last_before(row) {
            self.mark_drawn(before, marks);
            if let Some(before) = self.entry(before) {
                marks.turn(before.turn);
            }
        }
        // The old name stays known: a repeat of the old state must not come in as a new message.
        let rows = self.by_identity.entry(identity).or_default();
        if !rows.contains(&row) {
            rows.push(row);
        }
        self.mark_drawn(row, marks);
        self.note_todos(row, marks);
        if took {
            marks.session();
        }
        if took || times || was_optimistic {
            marks.turn(turn);
        }
        if before != part {
            self.project(turn, marks);
        }
    }

    /// Takes a message out.
    pub(super) fn remove(&mut self, row: RowId, marks: &mut Marks<'_>) {
        let Some(turn) = self.entry(row).map(|entry| entry.turn) else {
            return;
        };
        self.mark_drawn(row, marks);
        self.order.retain(|known| *known != row);
        self.seeded.remove(&row);
        self.entries[row.index()] = Entry::Gone;
        if self.todos == Some(row) {
            self.todos = None;
            marks.session();
        }
        self.leave(row, turn, marks);
        // What is the last now may grow again.
        if let Some(last) = self.last() {
            self.mark_drawn(last, marks);
        }
    }

    /// Marks every row that a message is seen in.
    pub(super) fn mark_drawn(&self, row: RowId, marks: &mut Marks<'_>) {
        marks.row(row);
        let drawn_in = self.entry(row).and_then(|entry| entry.drawn_in);
        for other in [drawn_in, self.groups.of(row)].into_iter().flatten() {
            marks.row(other);
        }
    }

    /// What a message is of the conversation; `row` is its own where it is known.
    fn part_of(&self, message: &CloudMessage, row: Option<RowId>) -> Part {
        let part = visible::part(message);
        let is_repeat = part == Part::Todos
            && self
                .todos
                .filter(|shown| Some(*shown) != row)
                .is_some_and(|shown| {
                    self.entry(shown)
                        .is_some_and(|shown| shown.message.words() == message.words())
                });
        if is_repeat { Part::Hidden } else { part }
    }

    /// Remembers the to-do list that the person sees.
    fn note_todos(&mut self, row: RowId, marks: &mut Marks<'_>) {
        let brings_todos = self.entry(row).is_some_and(|entry| {
            visible::brings_todos(&entry.message) && entry.part != Part::Hidden
        });
        if brings_todos {
            self.todos = Some(row);
            marks.session();
        }
    }
}
