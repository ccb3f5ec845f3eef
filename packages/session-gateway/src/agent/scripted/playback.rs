//! Plays a recording at its own pace, from where the log ends.

use std::sync::Arc;
use std::time::Duration;

use session_wire::Timestamp;
use tokio::time::{Instant, sleep_until};

use super::recording::{Cast, Line, Recording};
use super::restamp::Restamp;
use super::{stop_v1, stop_v2};
use crate::agent::{Ending, Step};
use crate::config::Speed;
use crate::json::raw;
use crate::log::NewEvent;

/// How many events share a step at most.
const EVENTS_PER_STEP: usize = 256;

/// A recording that is being played.
#[derive(Clone, Debug)]
pub(crate) struct Playback {
    recording: Arc<Recording>,
    restamp: Restamp,
    ending: Ending,
    speed: Speed,
    position: usize,
    started: Started,
}

/// When the playing began (again), and how far into the recording that was.
#[derive(Clone, Copy, Debug)]
struct Started {
    instant: Instant,
    at: Duration,
}

impl Playback {
    /// Begins at a position, counted in lines of the recording.
    pub(crate) fn new(
        recording: Arc<Recording>,
        restamp: Restamp,
        ending: Ending,
        speed: Speed,
        position: usize,
    ) -> Self {
        let at = match position.checked_sub(1) {
            Some(last) => recording
                .lines
                .get(last)
                .map_or(Duration::ZERO, |line| line.at),
            None => Duration::ZERO,
        };
        Self {
            recording,
            restamp,
            ending,
            speed,
            position,
            started: Started {
                instant: Instant::now(),
                at,
            },
        }
    }

    /// Waits for the next line, then gives every line that is due.
    pub(crate) async fn next(&mut self) -> Option<Step> {
        let first = self.recording.lines.get(self.position)?;
        sleep_until(self.due(first)).await;
        let now = Instant::now();
        let due = self.recording.lines[self.position..]
            .iter()
            .take(EVENTS_PER_STEP)
            .take_while(|line| self.due(line) <= now)
            .count();
        Some(self.step(due.max(1)))
    }

    fn step(&mut self, due: usize) -> Step {
        let events = self.events(self.position, self.position + due);
        self.position += due;
        Step {
            events: events.into_iter().map(NewEvent::agent).collect(),
            position: self.position as u64,
        }
    }

    /// What the recorded agent would say if it were stopped now.
    ///
    /// The person's own words are said in any case.
    pub(crate) async fn interrupt(&self) -> Vec<NewEvent> {
        let stopping = self.clone();
        // Reads again all that was played, which can be thousands of events.
        let said = tokio::task::spawn_blocking(move || stopping.last_words()).await;
        said.unwrap_or_default()
    }

    fn last_words(&self) -> Vec<NewEvent> {
        let end = self.position.max(self.recording.prompt_end);
        let missing = self.events(self.position, end);
        let played: Vec<_> = self
            .events(0, end)
            .into_iter()
            .filter_map(|event| serde_json::from_str(event.get()).ok())
            .collect();
        let last = end.checked_sub(1);
        let at = last
            .and_then(|last| self.recording.lines.get(last))
            .map_or(Duration::ZERO, |line| line.at);
        let moment: Timestamp = self.restamp.base + at;
        let said = match self.recording.cast {
            Cast::V1 => stop_v1::stop(&played, moment),
            Cast::V2 { .. } => {
                stop_v2::stop(&played, &self.restamp.root, moment, self.restamp.seed)
            }
        };
        let said = said.iter().map(raw);
        missing
            .into_iter()
            .chain(said)
            .map(NewEvent::agent)
            .collect()
    }

    /// How the recording ends.
    pub(crate) fn ending(&self) -> Ending {
        self.ending
    }

    /// All of it at once, each event with the moment at which it is said to have happened.
    pub(crate) fn all(&self) -> Vec<(Timestamp, NewEvent)> {
        let lines = self.recording.lines.iter();
        lines
            .filter_map(|line| {
                let event = self.restamp.event(&self.recording, &line.event)?;
                Some((self.restamp.base + line.at, NewEvent::agent(event)))
            })
            .collect()
    }

    fn due(&self, line: &Line) -> Instant {
        self.started.instant + self.speed.pause(line.at.saturating_sub(self.started.at))
    }

    fn events(&self, from: usize, to: usize) -> Vec<Box<serde_json::value::RawValue>> {
        self.recording.lines[from..to]
            .iter()
            .filter_map(|line| self.restamp.event(&self.recording, &line.event))
            .collect()
    }
}

#[cfg(test)]
impl Playback {
    /// One line, without a pause.
    pub(super) fn next_line(&mut self) -> Option<Step> {
        self.recording.lines.get(self.position)?;
        Some(self.step(1))
    }

    /// Rewrites a value as an event's would be.
    pub(super) fn restamp_value(&self, value: &mut serde_json::Value) {
        self.restamp.walk(&self.recording, value);
    }
}
