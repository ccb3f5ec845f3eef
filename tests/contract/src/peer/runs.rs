//! What the peer knows of each run of a case.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

/// Every run that was heard of.
#[derive(Debug, Default)]
pub(super) struct Runs(Mutex<HashMap<String, Arc<watch::Sender<Run>>>>);

/// What is known of one.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// What it asked for.
    begun: Option<String>,
    /// How many texts of a flood it was told.
    said: usize,
    /// How it ended.
    ended: Option<String>,
}

/// The notes on one run.
#[derive(Clone, Debug)]
pub(super) struct Notes(Arc<watch::Sender<Run>>);

impl Runs {
    pub(super) fn of(&self, run: &str) -> Notes {
        let mut runs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let run = runs.entry(run.to_owned()).or_default();
        Notes(Arc::clone(run))
    }
}

impl Notes {
    /// It asked for this.
    pub(super) fn begin(&self, asked: String) {
        self.0.send_modify(|run| run.begun = Some(asked));
    }

    /// It was told one more text of a flood.
    pub(super) fn say(&self) {
        self.0.send_modify(|run| run.said += 1);
    }

    /// How many texts of a flood it was told.
    pub(super) fn said(&self) -> usize {
        self.0.borrow().said
    }

    /// It ended so.
    pub(super) fn end(&self, how: impl Into<String>) {
        self.0.send_modify(|run| run.ended = Some(how.into()));
    }

    /// What it asked for, as soon as it has.
    pub(super) async fn begun(&self) -> String {
        self.until(|run| run.begun.clone()).await
    }

    /// How it ended, as soon as it has.
    pub(super) async fn ended(&self) -> String {
        self.until(|run| run.ended.clone()).await
    }

    async fn until(&self, known: impl Fn(&Run) -> Option<String>) -> String {
        let mut run = self.0.subscribe();
        let known_at_last = run.wait_for(|run| known(run).is_some()).await;
        // The sender is held by this very value, so the wait cannot fail.
        known_at_last
            .ok()
            .and_then(|run| known(&run))
            .unwrap_or_default()
    }
}
