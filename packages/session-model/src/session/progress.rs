//! How far a session is, and what its rows look like because of it.

use super::{Marks, Session};
use crate::change::Step;
use crate::rows::{Progress, RowId};
use crate::version::{Transcript, Version};

impl<V: Version> Session<V> {
    /// Whether the agent works on an answer, as far as is known.
    pub fn is_streaming(&self) -> bool {
        self.progress().is_live() || self.live().is_some_and(|live| live.outbox.is_sending())
    }

    /// Whether more can come of what is open in the transcript.
    pub fn progress(&self) -> Progress {
        match self.live() {
            Some(live) if live.phase.is_running() && live.connection.is_open() => Progress::Live,
            Some(live) if live.phase.is_running() => Progress::Lost,
            Some(_) | None => Progress::Over,
        }
    }

    /// What a row shows now; none for a number that is no row, or no row any more.
    pub fn row(&self, row: RowId) -> Option<<V::Transcript as Transcript>::Row<'_>> {
        self.transcript.row(row, self.progress())
    }

    /// Does something that may change what the session's agent does and how far it is, and marks
    /// what shows it.
    pub(crate) fn progressing<R>(
        &mut self,
        step: &mut Step,
        act: impl FnOnce(&mut Self, &mut Step) -> R,
    ) -> R {
        let (progress, activity) = (self.progress(), self.activity());
        let outcome = act(self, step);
        let mut marks = Marks::new(self.key, step);
        if self.progress() != progress {
            self.transcript.mark_open(&mut marks);
        }
        if self.activity() != activity {
            marks.session();
        }
        outcome
    }
}
