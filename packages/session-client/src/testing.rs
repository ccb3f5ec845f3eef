//! A world that does what a test says, without a network or a clock.

mod answers;
mod backend;
mod refusing;
mod timers;
mod transport;

pub use answers::Answers;
pub use backend::{Call, ScriptedBackend};
pub use refusing::RefusingBackend;
pub use timers::ManualTimers;
pub use transport::{Peer, ScriptedTransport};

use std::rc::Rc;

use futures_channel::mpsc;
use session_model::Wake;

use crate::World;

/// The parts of a scripted world, to steer it by. Clones steer the same world.
///
/// ```
/// use session_client::drive;
/// use session_client::testing::Scripted;
///
/// let script = Scripted::new();
/// let (_driver, effects) = drive(script.world());
/// effects.perform([session_model::Effect::Interrupt { project: "p".into() }]);
/// script.backend.interrupts.answer(Ok(()));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Scripted {
    /// Answers calls.
    pub backend: ScriptedBackend,
    /// Opens connections.
    pub transport: ScriptedTransport,
    /// Waits.
    pub timers: ManualTimers,
    wakes: Rc<std::cell::RefCell<Vec<mpsc::UnboundedSender<Wake>>>>,
}

impl Scripted {
    /// A world in which nothing has happened.
    pub fn new() -> Self {
        Self::default()
    }

    /// The world, for [`drive`](crate::drive).
    pub fn world(&self) -> World {
        let (woke, wakes) = mpsc::unbounded();
        self.wakes.borrow_mut().push(woke);
        World {
            backend: Rc::new(self.backend.clone()),
            transport: Rc::new(self.transport.clone()),
            timers: Rc::new(self.timers.clone()),
            wakes: Box::pin(wakes),
        }
    }

    /// The world comes back.
    pub fn wake(&self, wake: Wake) {
        self.wakes
            .borrow_mut()
            .retain(|woke| woke.unbounded_send(wake).is_ok());
    }
}
