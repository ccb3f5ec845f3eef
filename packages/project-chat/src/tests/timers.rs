//! Timers for pages that are run outside of an app.

use tokio::runtime::{Builder, EnterGuard, Runtime};

thread_local! {
    static RUNTIME: &'static Runtime = Box::leak(Box::new(
        Builder::new_current_thread().enable_time().build().unwrap(),
    ));
}

/// The runtime of this thread's timers.
pub(crate) fn runtime() -> &'static Runtime {
    RUNTIME.with(|runtime| *runtime)
}

/// Lets timers be made for as long as it is kept.
pub(crate) fn enter() -> EnterGuard<'static> {
    runtime().enter()
}
