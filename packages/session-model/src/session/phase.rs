//! Whether the agent works, told from the events.

use session_wire::stream::StreamEvent;

use crate::version::Applied;

/// What the agent of a session does, as far as its events tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing.
    #[default]
    Idle,
    /// It works on an answer.
    Running,
    /// The answer is written, the worker still commits what was changed.
    Settling,
}

impl Phase {
    /// Whether a run is going on.
    pub fn is_running(self) -> bool {
        self != Self::Idle
    }

    /// The phase after an event; `told` is what the event told in its version's own words.
    pub(crate) fn after(self, event: &StreamEvent<'_>, told: Applied) -> Self {
        match event {
            StreamEvent::Started => Self::Running,
            StreamEvent::Complete(_)
            | StreamEvent::Interrupted { .. }
            | StreamEvent::Error { fatal: true, .. }
            | StreamEvent::WrapperDisconnected => Self::Idle,
            _ => match (self, told) {
                (_, Applied::Busy) => Self::Running,
                (Self::Running, Applied::Idle) => Self::Settling,
                (phase, _) => phase,
            },
        }
    }
}
