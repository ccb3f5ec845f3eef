//! The agent of a given recording: says it to every message, as it was recorded.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use super::{Plan, Step};
use crate::config::Speed;
use crate::json::raw;
use crate::log::{NewEvent, Progress};
use crate::transcript::Script;

/// The pause between two events at the recorded speed.
const PAUSE: Duration = Duration::from_millis(2);

/// How many events share a step at most.
const EVENTS_PER_STEP: usize = 256;

/// A recording that answers every message.
#[derive(Debug)]
pub(crate) struct Recorded {
    events: Arc<[NewEvent]>,
    pause: Duration,
}

/// The recording while it is said.
#[derive(Debug)]
pub(crate) struct Recital {
    events: Arc<[NewEvent]>,
    pause: Duration,
    position: usize,
    /// When the event at the position is due.
    due: Instant,
}

impl Recorded {
    /// Reads what a script says, once.
    pub(crate) fn new(script: &Script, speed: Speed) -> Self {
        let events = script.events().iter().map(|event| NewEvent {
            kind: event.kind.clone().into(),
            data: raw(&event.data),
        });
        Self {
            events: events.collect(),
            pause: speed.pause(PAUSE),
        }
    }

    /// There is nothing to decide.
    pub(crate) fn plan(now: session_wire::Timestamp) -> Plan {
        Plan {
            note: "{}".to_owned(),
            ends_at: now,
        }
    }

    /// Says it from where the log ends.
    pub(crate) fn turn(&self, progress: &Progress) -> Recital {
        let position = usize::try_from(progress.position).unwrap_or(usize::MAX);
        Recital {
            events: Arc::clone(&self.events),
            pause: self.pause,
            position: position.min(self.events.len()),
            due: Instant::now(),
        }
    }
}

impl Recital {
    /// Waits for the next event, then gives every one that is due.
    pub(crate) async fn next(&mut self) -> Option<Step> {
        if self.position == self.events.len() {
            return None;
        }
        sleep_until(self.due).await;
        let now = Instant::now();
        let from = self.position;
        while self.position < self.events.len()
            && self.position - from < EVENTS_PER_STEP
            && self.due <= now
        {
            self.position += 1;
            self.due += self.pause;
        }
        Some(Step {
            events: self.events[from..self.position].to_vec(),
            position: self.position as u64,
        })
    }
}
