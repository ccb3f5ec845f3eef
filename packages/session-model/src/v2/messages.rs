//! How messages come, change, are confirmed and go.

use session_wire::v2::{FileDiff, Info, MessageError, Tokens};
use session_wire::{MessageId, SessionId, Timestamp};

use super::transcript::{Entry, MessageEntry, MessageInfo, Transcript};
use crate::rows::{RowId, TurnId};
use crate::session::{Arrival, Marks, Outbox};

impl Transcript {
    /// The row of a message, made where only a part of it has come.
    pub(super) fn ensure_message(&mut self, session: &SessionId, id: &MessageId) -> RowId {
        if let Some(row) = self.messages.get(id) {
            return *row;
        }
        let thread = self.ensure_thread(session);
        let entry = MessageEntry::new(thread, MessageInfo::Early);
        let row = self.insert(Entry::Message(entry));
        self.messages.insert(id.clone(), row);
        row
    }

    pub(super) fn message_updated(&mut self, info: Info, arrival: Arrival, marks: &mut Marks<'_>) {
        // Everything up to the cursor has been here: what is not there any more was taken out.
        if arrival.is_repeat && !self.messages.contains_key(info.id()) {
            return;
        }
        let row = self.ensure_message(info.session_id(), info.id());
        let Some(message) = self.message_mut(row) else {
            return;
        };
        if arrival.is_older_than(message.changed_by) {
            return;
        }
        message.changed_by = message.changed_by.max(arrival.event);
        let thread = message.thread;
        let error = error_of(&info).cloned();
        match &mut message.info {
            MessageInfo::Known(known) => {
                if **known == info {
                    return;
                }
                let took = taken(known) != taken(&info);
                let changed = diffs(known) != diffs(&info);
                **known = info;
                let parts = message.parts.clone();
                // An answer itself is drawn only where it failed.
                if message.is_users() || message.error().is_some() {
                    marks.row(row);
                }
                // Completion closes parts that were open, and an error is a row of its own.
                for part in parts {
                    marks.row(part);
                }
                if took {
                    self.took(row, marks);
                }
                if changed {
                    self.changed(row, marks);
                }
                self.project_turn_of(row, marks);
            }
            MessageInfo::Early | MessageInfo::Optimistic { .. } => {
                let changed = !diffs(&info).is_empty();
                message.info = MessageInfo::Known(Box::new(info));
                self.place(row, marks);
                self.took(row, marks);
                if changed {
                    self.changed(row, marks);
                }
            }
            // The agent shows what waited for it: it leaves the end of the conversation.
            MessageInfo::Queued(_) => {
                message.info = MessageInfo::Known(Box::new(info));
                message.turn = None;
                let order = &mut self.threads[thread.0 as usize].order;
                order.retain(|known| *known != row);
                self.insert_in_order(thread, row);
                self.regroup(thread, marks);
                marks.row(row);
            }
        }
        if let Some(error) = error {
            self.message_took_error(thread, &error, marks);
        }
    }

    /// An answer has begun, taken more or ended: the totals that it is part of change.
    fn took(&self, row: RowId, marks: &mut Marks<'_>) {
        let Some(message) = self.message(row).filter(|message| !message.is_users()) else {
            return;
        };
        let turn = message.turn;
        marks.session();
        if let Some(turn) = turn {
            marks.turn(turn);
        }
    }

    /// The files that were changed because of a message of the person's are known, or others are.
    fn changed(&self, row: RowId, marks: &mut Marks<'_>) {
        marks.session();
        if let Some(turn) = self.message(row).and_then(|message| message.turn) {
            marks.turn(turn);
        }
    }

    /// A message that the person sent from here has come back: it goes on under the row that the
    /// person has seen since.
    pub(super) fn confirm(
        &mut self,
        row: RowId,
        text: &str,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) {
        let id = self
            .message(row)
            .and_then(MessageEntry::known)
            .map(Info::id);
        let named = outbox.claim(|outgoing| id.is_some() && outgoing.message.as_ref() == id);
        let Some(outgoing) = named
            .or_else(|| outbox.claim(|outgoing| outgoing.draft.text.trim() == text.trim()))
            .or_else(|| outbox.claim(|outgoing| outgoing.accepted && !outgoing.is_queued))
        else {
            return;
        };
        let Some(entry) = self.entries.get_mut(row.index()) else {
            return;
        };
        let Entry::Message(mut message) = std::mem::replace(entry, Entry::Gone) else {
            return;
        };
        let (kept, thread) = (outgoing.row, message.thread);
        message.turn = None;
        if let Some(info) = message.known() {
            self.messages.insert(info.id().clone(), kept);
        }
        for part in message.parts.clone() {
            if let Some(part) = self.part_mut(part) {
                part.message = kept;
            }
        }
        self.threads[thread.0 as usize]
            .order
            .retain(|known| *known != row && *known != kept);
        self.entries[kept.index()] = Entry::Message(message);
        self.insert_in_order(thread, kept);
        self.regroup(thread, marks);
        marks.row(kept);
        marks.turn(TurnId(kept));
        marks.session();
    }

    pub(super) fn message_removed(&mut self, id: &MessageId, marks: &mut Marks<'_>) {
        if let Some(row) = self.messages.remove(id) {
            self.forget_message(row, marks);
        }
    }

    pub(super) fn forget_message(&mut self, row: RowId, marks: &mut Marks<'_>) {
        let Some(entry) = self.entries.get_mut(row.index()) else {
            return;
        };
        if let Entry::Message(message) = std::mem::replace(entry, Entry::Gone) {
            let was_taken = message.known().and_then(taken).is_some();
            let had_changes = message.known().is_some_and(|info| !diffs(info).is_empty());
            // What was taken back with it is there again.
            let was_reverted = self.threads[message.thread.0 as usize]
                .reverted_from
                .is_some();
            if !self.prompts().is_empty() || was_taken || had_changes || was_reverted {
                marks.session();
            }
            for note in message.notes {
                self.entries[note.index()] = Entry::Gone;
            }
            for part in message.parts {
                if let Entry::Part(part) =
                    std::mem::replace(&mut self.entries[part.index()], Entry::Gone)
                {
                    self.parts.remove(&part.part.id);
                }
            }
            self.threads[message.thread.0 as usize]
                .order
                .retain(|known| *known != row);
            self.recount_tools(message.thread);
            self.regroup(message.thread, marks);
        }
    }
}

impl MessageEntry {
    /// Why it failed, if it did.
    pub(super) fn error(&self) -> Option<&MessageError> {
        self.known().and_then(error_of)
    }
}

fn error_of(info: &Info) -> Option<&MessageError> {
    match info {
        Info::Assistant(assistant) => assistant.error.as_ref(),
        Info::User(_) | Info::Other { .. } => None,
    }
}

/// The files that were changed because of a message.
pub(super) fn diffs(info: &Info) -> &[FileDiff] {
    match info {
        Info::User(user) => user.diffs(),
        Info::Assistant(_) | Info::Other { .. } => &[],
    }
}

/// What an answer has taken, and when it was complete.
fn taken(info: &Info) -> Option<(Option<f64>, Option<Tokens>, Option<Timestamp>)> {
    match info {
        Info::Assistant(answer) => Some((answer.cost, answer.tokens, answer.time.completed)),
        Info::User(_) | Info::Other { .. } => None,
    }
}
