//! Beginning a new session in a project: because the person wants to, or because it must be.

use super::Project;
use crate::change::{Change, Step};

/// Whether the next message begins a new session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NewSession {
    /// It goes to the live session.
    #[default]
    No,
    /// The person wants a fresh start.
    Wanted,
    /// The session that the project points at is gone, so there is nothing to go on with.
    Required,
}

impl NewSession {
    /// Whether the next message begins a new session.
    pub fn is_pending(self) -> bool {
        self != Self::No
    }
}

impl Project {
    pub(super) fn want_new_session(&mut self, step: &mut Step) {
        // An answer that is being written would go on unseen.
        if self.new_session == NewSession::No && !self.is_streaming() {
            self.set_new_session(NewSession::Wanted, step);
        }
    }

    /// The person goes on with the live session after all, where there is one.
    pub(super) fn cancel_new_session(&mut self, step: &mut Step) {
        if self.new_session == NewSession::Wanted {
            self.set_new_session(NewSession::No, step);
        }
    }

    pub(super) fn set_new_session(&mut self, new_session: NewSession, step: &mut Step) {
        if self.new_session != new_session {
            self.new_session = new_session;
            step.mark(Change::Project);
        }
    }
}
