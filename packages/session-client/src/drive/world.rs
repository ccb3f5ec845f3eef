//! Everything outside the model that a driver needs.

use std::fmt;
use std::rc::Rc;

use crate::{Backend, PlatformTimers, Timers, Transport, Wakes, WebSockets, wakes};

/// Everything outside the model that a [`Driver`](crate::Driver) needs. Any part can be replaced
/// by a host's own.
pub struct World {
    /// Answers the calls.
    pub backend: Rc<dyn Backend>,
    /// Opens the streams.
    pub transport: Rc<dyn Transport>,
    /// Waits.
    pub timers: Rc<dyn Timers>,
    /// Tells when the page is seen again or the network is back.
    pub wakes: Wakes,
}

impl World {
    /// A backend, and the platform's own of everything else.
    pub fn new(backend: Rc<dyn Backend>) -> Self {
        let timers: Rc<dyn Timers> = Rc::new(PlatformTimers::default());
        Self {
            backend,
            transport: Rc::new(WebSockets::new()),
            wakes: wakes(Rc::clone(&timers)),
            timers,
        }
    }
}

impl fmt::Debug for World {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("World").finish_non_exhaustive()
    }
}
