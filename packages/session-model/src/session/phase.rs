//! Whether the agent works, told from the events.

use session_wire::stream::{CloudPhase, Connected, StreamEvent};

use super::{Applying, Outbox};
use crate::version::Applied;

/// What the agent of a session does, as far as its events tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing.
    #[default]
    Idle,
    /// It works on an answer.
    Running,
    /// Its words grow, but nothing was heard of a run that has begun; so nothing but its idleness
    /// may tell that it is over.
    Overheard,
    /// The answer is written, the worker still commits what was changed.
    Settling,
}

/// Whether an event is the end of a run.
pub(super) fn is_end(event: &StreamEvent<'_>) -> bool {
    matches!(
        event,
        StreamEvent::Complete(_)
            | StreamEvent::Interrupted { .. }
            | StreamEvent::Error { fatal: true, .. }
            | StreamEvent::WrapperDisconnected
    )
}

/// What a stream that has caught up tells of the run, whatever was missed of it before.
///
/// What was sent from here and not heard of since is still on its way to an agent that seems idle.
pub(crate) fn told_by(connected: &Connected, applying: &Applying<'_>, outbox: &Outbox) -> Applied {
    if applying.is_outdated {
        return Applied::Quiet;
    }
    let is_finalizing = || {
        let cloud = connected.cloud_status.as_ref();
        cloud.is_some_and(|cloud| cloud.phase == CloudPhase::Finalizing)
    };
    match connected.is_working() {
        Some(true) => Applied::Busy,
        Some(false) if is_finalizing() => Applied::Idle,
        Some(false) if !outbox.is_awaited() => Applied::Over,
        Some(false) | None => Applied::Quiet,
    }
}

impl Phase {
    /// Whether the answer is written and only the worker is not done.
    pub(super) fn is_settling(self) -> bool {
        self == Self::Settling
    }

    /// Whether a run is going on.
    pub fn is_running(self) -> bool {
        self != Self::Idle
    }

    /// The phase after an event; `told` is what the event told in its version's own words.
    pub(crate) fn after(self, event: &StreamEvent<'_>, told: Applied) -> Self {
        match event {
            StreamEvent::Started => Self::Running,
            event if is_end(event) => Self::Idle,
            _ => match (self, told) {
                (_, Applied::Busy) => Self::Running,
                (Self::Idle, Applied::Growing) => Self::Overheard,
                (Self::Running, Applied::Idle) => Self::Settling,
                (Self::Overheard, Applied::Idle) | (_, Applied::Over) => Self::Idle,
                (phase, _) => phase,
            },
        }
    }
}
