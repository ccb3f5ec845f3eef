//! What happened in a V2 session that no message tells, drawn behind the message that it followed.

use session_wire::stream::CommitCompleted;
use session_wire::v2::{Info, PartBody, TurnEnd};
use session_wire::{MessageId, SessionId};

use super::transcript::{Entry, MessageEntry, Transcript};
use crate::rows::{RowId, ThreadId, TurnId};
use crate::session::Marks;

/// Something that happened, and that is a row of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Note {
    /// What was changed was committed, or could not be.
    Commit(Box<CommitCompleted>),
    /// The context was condensed.
    Compaction,
}

impl Transcript {
    /// Why a turn ended, where the agent says so. Read under the turn's change.
    pub fn turn_end(&self, turn: TurnId) -> Option<&TurnEnd> {
        self.message(turn.first_row())?.end.as_ref()
    }

    /// A turn of a session's has ended.
    pub(super) fn turn_ended(
        &mut self,
        session: &SessionId,
        end: Option<TurnEnd>,
        marks: &mut Marks<'_>,
    ) {
        let thread = self.ensure_thread(session);
        let Some(turn) = self.answered_turn(thread) else {
            return;
        };
        if let Some(first) = self.message_mut(turn.first_row())
            && first.end != end
        {
            first.end = end;
            marks.turn(turn);
        }
    }

    /// The last turn that has an answer, else the last one.
    fn answered_turn(&self, thread: ThreadId) -> Option<TurnId> {
        let turns = &self.threads[thread.0 as usize].turns;
        let known = |turn: TurnId| {
            let first = self.message(turn.first_row());
            first.is_some_and(|first| !first.is_unconfirmed())
        };
        let mut confirmed = turns.iter().rev().filter(|entry| known(entry.turn.id));
        let answered = confirmed.clone().find(|entry| {
            let mut messages = self.messages_of(entry.turn.id).iter();
            messages.any(|row| {
                self.message(*row)
                    .is_some_and(|message| !message.is_users())
            })
        });
        answered
            .or_else(|| confirmed.next())
            .map(|entry| entry.turn.id)
    }

    /// What was changed in a turn was committed, or could not be; that there was nothing to commit
    /// is not worth a row.
    pub(super) fn committed(&mut self, commit: &CommitCompleted, marks: &mut Marks<'_>) {
        if commit.skipped == Some(true) {
            return;
        }
        let named = commit.message_id.as_ref();
        let turn = named
            .and_then(|id| self.turn_of_message(id))
            .or_else(|| self.answered_turn(ThreadId::ROOT));
        self.note(turn, Note::Commit(Box::new(commit.clone())), marks);
    }

    fn turn_of_message(&self, id: &MessageId) -> Option<TurnId> {
        self.message(*self.messages.get(id)?)?.turn
    }

    /// A session's context was condensed. Most agents show a message of it, too; then that is enough.
    pub(super) fn compacted(&mut self, session: &SessionId, marks: &mut Marks<'_>) {
        let thread = self.ensure_thread(session);
        let turn = self.answered_turn(thread);
        let last = turn.and_then(|turn| self.messages_of(turn).last());
        let last = last.and_then(|row| self.message(*row));
        let is_repeat = last.is_some_and(|last| {
            let mut notes = last.notes.iter();
            notes.any(|note| matches!(self.entries[note.index()], Entry::Note(Note::Compaction)))
        });
        if !is_repeat {
            self.note(turn, Note::Compaction, marks);
        }
    }

    /// An agent shows messages of condensing, so that nothing else has to tell of it.
    pub(super) fn compaction_came(&mut self, row: RowId, marks: &mut Marks<'_>) {
        let Some(thread) = self.thread_of_part(row) else {
            return;
        };
        if !std::mem::replace(&mut self.threads[thread.0 as usize].tells_compaction, true) {
            self.regroup(thread, marks);
        }
    }

    /// The rows of what happened behind a message.
    pub(super) fn notes_of<'a>(
        &'a self,
        message: &'a MessageEntry,
    ) -> impl Iterator<Item = RowId> + 'a {
        let is_told = self.threads[message.thread.0 as usize].tells_compaction;
        let notes = message.notes.iter().copied();
        notes.filter(move |note| match &self.entries[note.index()] {
            Entry::Note(Note::Compaction) => !is_told,
            _ => true,
        })
    }

    fn shows_compaction(&self, message: &MessageEntry) -> bool {
        let is_summary = matches!(message.known(), Some(Info::Assistant(answer)) if answer.summary == Some(true));
        let mut parts = message.parts.iter().filter_map(|part| self.part(*part));
        is_summary || parts.any(|entry| matches!(entry.part.body, PartBody::Compaction(_)))
    }

    /// Whether a session condenses its context now.
    pub(super) fn is_compacting(&self, thread: ThreadId) -> bool {
        let mut known = self.threads[thread.0 as usize].order.iter().rev();
        let last = known.find_map(|row| self.message(*row).filter(|it| !it.is_unconfirmed()));
        last.is_some_and(|message| {
            (message.is_open() || message.is_users()) && self.shows_compaction(message)
        })
    }

    /// Adds a row behind the last message of a turn.
    fn note(&mut self, turn: Option<TurnId>, note: Note, marks: &mut Marks<'_>) {
        let last = turn.and_then(|turn| self.messages_of(turn).last().copied());
        let Some(last) = last else { return };
        let row = self.insert(Entry::Note(note));
        if let Some(message) = self.message_mut(last) {
            message.notes.push(row);
        }
        self.project_turn_of(last, marks);
    }
}
