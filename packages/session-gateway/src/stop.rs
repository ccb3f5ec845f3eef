//! How everything that runs is told to stop.

use std::future::Future;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How the gateway stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopping {
    /// Everybody may say good-bye.
    Graceful,
    /// As if the process were killed.
    Abrupt,
}

/// Tells tasks to stop and knows when they have; cheap to clone.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stop {
    graceful: CancellationToken,
    abrupt: CancellationToken,
    tasks: TaskTracker,
}

impl Stop {
    pub(crate) fn stop(&self, how: Stopping) {
        match how {
            Stopping::Graceful => self.graceful.cancel(),
            Stopping::Abrupt => self.abrupt.cancel(),
        }
        self.tasks.close();
    }

    /// Waits until the gateway stops.
    pub(crate) async fn stopped(&self) -> Stopping {
        tokio::select! {
            biased;
            () = self.abrupt.cancelled() => Stopping::Abrupt,
            () = self.graceful.cancelled() => Stopping::Graceful,
        }
    }

    /// Makes a task one that is waited for.
    pub(crate) fn track<F: Future>(&self, task: F) -> impl Future<Output = F::Output> + use<F> {
        self.tasks.track_future(task)
    }

    /// Waits until every tracked task is over.
    pub(crate) async fn finished(&self) {
        self.tasks.wait().await;
    }
}
