//! What touches the world: transports, calls and the loop that drives the model.
//!
//! [`drive`] makes the one loop: it performs the model's effects on a [`World`] and gives their
//! outcomes back in batches. A world is a [`Backend`] that answers calls (over HTTP:
//! [`HttpBackend`]), a [`Transport`] that opens streams, [`Timers`] and [`Wakes`]; the platform's
//! own are the default, and each is a trait or a stream that a host can replace.
//!
//! Nothing is spawned: everything goes on inside [`Driver::run`], and ends with it. Natively it
//! must be awaited inside a tokio runtime with I/O and time, as Dioxus desktop has one.

mod backend;
mod clock;
mod drive;
mod report;
mod secret;
#[cfg(feature = "testing")]
pub mod testing;
mod timers;
mod transport;
mod wake;

pub use backend::http::{CALL_TIME, HttpBackend, TICKET_TIME};
pub use backend::{Backend, Reply};
pub use clock::now;
pub use drive::{Batch, Driver, Effects, MAX_BATCH, MAX_BATCH_BYTES, World, drive};
pub use report::report;
pub use secret::Secret;
pub use timers::{PlatformTimers, Timers};
pub use transport::{
    Closed, Connection, Incoming, MAX_FRAME, MAX_WAITING, MAX_WAITING_BYTES, Transport, Unopened,
    WebSockets,
};
pub use wake::{Wakes, wakes};
