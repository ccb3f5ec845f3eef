//! Timers of tokio.

use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use tokio::task::yield_now;
use tokio::time::sleep;

use super::Timers;

/// A frame's time on a screen of 60 a second: more often, an interface draws for nobody.
const FRAME: Duration = Duration::from_millis(16);

/// The platform's timers. They must be polled inside a tokio runtime with time.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlatformTimers {}

impl PlatformTimers {
    /// Ready when other tasks have had their turn: a program is not told when its window is idle.
    pub fn idle(&self, _patience: Duration) -> LocalBoxFuture<'static, ()> {
        self.after(Duration::ZERO)
    }
}

impl Timers for PlatformTimers {
    fn after(&self, time: Duration) -> LocalBoxFuture<'static, ()> {
        Box::pin(async move { sleep(time).await })
    }

    fn turn(&self) -> LocalBoxFuture<'static, ()> {
        Box::pin(yield_now())
    }

    fn drawn(&self) -> LocalBoxFuture<'static, ()> {
        self.after(FRAME)
    }

    fn shown(&self) -> LocalBoxFuture<'static, ()> {
        self.after(2 * FRAME)
    }
}
