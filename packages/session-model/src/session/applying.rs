//! What a transcript is given with an event: the event in its envelope, and a place to mark changes.

use session_wire::Timestamp;
use session_wire::frame::Envelope;
use session_wire::stream::StreamEvent;

use super::SessionKey;
use crate::change::{Change, Step};
use crate::rows::{RowId, ThreadId, TurnId};

/// An event on its way into a transcript.
#[derive(Clone, Copy, Debug)]
pub struct Applying<'a> {
    /// The event.
    pub event: &'a StreamEvent<'a>,
    /// What it came in.
    pub envelope: &'a Envelope,
    /// Whether it lies beyond everything stored that is known; a repeat may still carry newer state.
    pub is_new: bool,
    /// When it came.
    pub now: Timestamp,
}

/// Marks the changes of one session's transcript.
#[derive(Debug)]
pub struct Marks<'a> {
    session: SessionKey,
    step: &'a mut Step,
}

impl<'a> Marks<'a> {
    pub(crate) fn new(session: SessionKey, step: &'a mut Step) -> Self {
        Self { session, step }
    }

    /// A thread's list of turns.
    pub(crate) fn turns(&mut self, thread: ThreadId) {
        self.step.mark(Change::Turns(self.session, thread));
    }

    /// A turn's list of rows.
    pub(crate) fn turn(&mut self, turn: TurnId) {
        self.step.mark(Change::Turn(self.session, turn));
    }

    /// A row's content.
    pub(crate) fn row(&mut self, row: RowId) {
        self.step.mark(Change::Row(self.session, row));
    }

    /// The session around its transcript.
    pub(crate) fn session(&mut self) {
        self.step.mark(Change::Session(self.session));
    }
}
