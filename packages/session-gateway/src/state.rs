//! What every request shares.

use std::sync::Arc;
use std::time::Duration;

use crate::guard::Guard;
use crate::log::Log;
use crate::runner::Runner;
use crate::stop::Stop;
use crate::tickets::Tickets;

/// Shared by all requests; cheap to clone.
pub(crate) type Shared = Arc<State>;

/// The gateway's parts.
pub(crate) struct State {
    pub(crate) log: Log,
    pub(crate) runner: Runner,
    pub(crate) tickets: Tickets,
    pub(crate) guard: Guard,
    pub(crate) stop: Stop,
    /// How often a silent stream says that it lives.
    pub(crate) heartbeat: Duration,
}
