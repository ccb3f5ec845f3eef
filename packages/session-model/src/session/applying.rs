//! What a transcript is given with an event: the event in its envelope, and a place to mark changes.

use session_wire::frame::Envelope;
use session_wire::stream::StreamEvent;
use session_wire::{EventId, Timestamp};

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
    /// Where in the stream it stands.
    pub arrival: Arrival,
    /// Whether what it says of the run is older than what was heard before it.
    pub is_outdated: bool,
    /// When it came.
    pub now: Timestamp,
}

/// Where in a session's stream an event stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arrival {
    /// The event's place; zero for what is not stored and so never repeated.
    pub event: EventId,
    /// Whether it lies before the cursor: everything up to there has been applied once.
    pub is_repeat: bool,
}

impl Arrival {
    /// Whether something that was last changed by `known` is newer than this event. The same
    /// event may come again with newer content.
    pub(crate) fn is_older_than(self, known: EventId) -> bool {
        self.event.0 > 0 && self.event < known
    }

    /// Whether the event has been applied to something that was last changed by `known`.
    pub(crate) fn is_applied_in(self, known: EventId) -> bool {
        self.event.0 > 0 && self.event <= known
    }
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
