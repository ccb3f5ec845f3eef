//! Time that passes on the screen.

use std::time::Duration;

use dioxus::core::Task;
use dioxus::prelude::*;
use session_client::{PlatformTimers, Timers as _};
use session_model::Timestamp;

use crate::handle::ProjectHandle;

/// Waits at least as long; the page draws meanwhile, even where that is no time at all.
pub(crate) async fn sleep(duration: Duration) {
    PlatformTimers::default().after(duration).await;
}

/// How long what can wait is put off at most while the page is busy.
const PATIENCE: Duration = Duration::from_millis(200);

/// Waits until what the reader waits for is on the page.
pub(crate) async fn idle() {
    PlatformTimers::default().idle(PATIENCE).await;
}

/// How often what counts down is drawn anew.
const TICK: Duration = Duration::from_secs(1);

/// What time it is. While `is_ticking`, the component that runs is rerun every second; on a server,
/// and for a project whose clock stands still, it never is.
pub(crate) fn use_now(project: ProjectHandle, is_ticking: bool) -> Timestamp {
    let mut ticks = use_signal(|| 0_u64);
    let mut ticker = use_hook(|| CopyValue::new(None::<Task>));
    let runs = is_ticking && !project.is_still();
    let known = *ticker.peek();
    match (known, runs) {
        (None, true) => {
            let task = spawn(async move {
                let timers = PlatformTimers::default();
                loop {
                    timers.after(TICK).await;
                    ticks += 1;
                }
            });
            ticker.set(Some(task));
        }
        (Some(task), false) => {
            task.cancel();
            ticker.set(None);
        }
        _ => {}
    }
    ticks.read();
    project.now()
}
