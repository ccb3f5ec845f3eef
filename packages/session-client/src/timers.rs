//! Waiting: for a time to pass, and for the interface to draw.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use native::PlatformTimers;
#[cfg(target_arch = "wasm32")]
pub use web::PlatformTimers;

use std::fmt;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;

/// Waits.
pub trait Timers {
    /// Ready after a time, counted from this call or from the first poll.
    fn after(&self, time: Duration) -> LocalBoxFuture<'static, ()>;

    /// Ready when the event loop has had its turn: the person's keys, what came from the network.
    fn turn(&self) -> LocalBoxFuture<'static, ()>;

    /// Ready when the interface has had its chance to draw what it was given before this call.
    fn drawn(&self) -> LocalBoxFuture<'static, ()>;

    /// Ready when the interface has drawn what it was given before this call, and has shown it for
    /// as long as a picture is worth showing: text that streams reads no better when it is drawn
    /// more than some 30 times a second, and every picture costs its layout.
    fn shown(&self) -> LocalBoxFuture<'static, ()>;
}

impl fmt::Debug for dyn Timers + '_ {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Timers")
    }
}
