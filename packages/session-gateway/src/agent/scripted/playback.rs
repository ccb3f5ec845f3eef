//! Plays a recording at its own pace, from where the log ends.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use serde_json::value::RawValue;
use session_wire::{RequestId, Timestamp};
use tokio::time::{Instant, sleep_until};

use super::recording::{AskedLine, Cast, Line, Recording};
use super::restamp::Restamp;
use super::{Note, answer_v2, refuse_v2, stop_v1, stop_v2};
use crate::agent::{Answer, Answered, Ending, Step};
use crate::config::Speed;
use crate::ids;
use crate::json::raw;
use crate::log::NewEvent;

/// How many events share a step at most.
const EVENTS_PER_STEP: usize = 256;

/// A recording that is being played.
#[derive(Clone, Debug)]
pub(crate) struct Playback {
    recording: Arc<Recording>,
    restamp: Restamp,
    note: Note,
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
    pub(super) fn new(
        recording: Arc<Recording>,
        restamp: Restamp,
        note: Note,
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
            note,
            ending,
            speed,
            position,
            started: Started {
                instant: Instant::now(),
                at,
            },
        }
    }

    /// Waits for the next line, then gives every line that is due. Where the agent has asked
    /// something, nothing is due until the person has answered.
    pub(crate) async fn next(&mut self) -> Option<Step> {
        let first = self.recording.lines.get(self.position)?;
        let end = self.pause();
        if self.position == end {
            return std::future::pending().await;
        }
        sleep_until(self.due(first)).await;
        let now = Instant::now();
        let due = self.recording.lines[self.position..end]
            .iter()
            .take(EVENTS_PER_STEP)
            .take_while(|line| self.due(line) <= now)
            .count();
        Some(self.step(due.max(1)))
    }

    /// Goes on with the person's answer; none when the agent has not asked that, or has been
    /// answered.
    pub(crate) fn answer(&mut self, request: &RequestId, answer: Answer) -> Option<Answered> {
        let name = |asked: &AskedLine| self.restamp.request(&self.recording, &asked.request);
        let asked = self.recording.asked.iter();
        let asked = asked.filter(|asked| asked.line < self.position);
        let asked = asked.clone().find(|asked| name(asked) == *request)?;
        if asked.settled < self.position || self.note.answers.contains_key(request) {
            return None;
        }
        let (settled, line) = (asked.settled, &self.recording.lines[asked.settled]);
        self.started = Started {
            instant: Instant::now(),
            at: line.at,
        };
        self.note.answers.insert(request.clone(), answer);
        // What was asked before may still wait.
        let due = (settled + 1).min(self.pause()) - self.position;
        Some(Answered {
            step: self.step(due),
            note: serde_json::to_string(&self.note).ok()?,
        })
    }

    /// The line that only the person's answer brings; the end where none is needed any more.
    fn pause(&self) -> usize {
        let asked = self.recording.asked.iter();
        let mut open = asked.filter(|asked| asked.settled >= self.position);
        let waits = open.find(|asked| self.answer_to(asked).is_none());
        waits.map_or(self.recording.lines.len(), |asked| asked.settled)
    }

    fn answer_to(&self, asked: &AskedLine) -> Option<&Answer> {
        let request = self.restamp.request(&self.recording, &asked.request);
        self.note.answers.get(&request)
    }

    fn step(&mut self, due: usize) -> Step {
        let (from, to) = (self.position, self.position + due);
        let asked = self.recording.asked.iter();
        let mut settled = asked.filter(|asked| (from..to).contains(&asked.settled));
        let refused = settled.find_map(|asked| match self.answer_to(asked) {
            Some(answer @ (Answer::Dismiss | Answer::Refuse(_))) => Some((asked, answer)),
            _ => None,
        });
        let (events, position) = match refused {
            Some((asked, answer)) => {
                let mut events = self.events(from, asked.settled + 1);
                events.extend(self.refused(asked, answer));
                // What was recorded after it did not happen.
                (events, self.recording.lines.len())
            }
            None => (self.events(from, to), to),
        };
        self.position = position;
        Step {
            events: events.into_iter().map(NewEvent::agent).collect(),
            position: position as u64,
        }
    }

    fn refused(&self, asked: &AskedLine, answer: &Answer) -> Vec<Box<RawValue>> {
        let played = self.values(asked.settled + 1);
        let moment = self.restamp.base + self.recording.lines[asked.settled].at;
        let seed = self.restamp.seed;
        let call = asked
            .call
            .as_ref()
            .map(|call| ids::call(seed, call.as_str()));
        let root = &self.restamp.root;
        refuse_v2::refuse(&played, root, call.as_deref(), answer, moment, seed)
            .iter()
            .map(raw)
            .collect()
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
        let played = self.values(end);
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

    fn events(&self, from: usize, to: usize) -> Vec<Box<RawValue>> {
        self.recording.lines[from..to]
            .iter()
            .zip(from..)
            .filter_map(|(line, index)| {
                let event = self.restamp.event(&self.recording, &line.event)?;
                Some(self.as_answered(event, index))
            })
            .collect()
    }

    /// The events before a line, to be looked into.
    fn values(&self, to: usize) -> Vec<Value> {
        let events = self.events(0, to).into_iter();
        events
            .filter_map(|event| serde_json::from_str(event.get()).ok())
            .collect()
    }

    /// An event as it is after what the person has said.
    fn as_answered(&self, event: Box<RawValue>, line: usize) -> Box<RawValue> {
        let asked = self.recording.asked.iter();
        let answered = asked
            .filter(|asked| asked.settled <= line)
            .filter_map(|asked| Some((asked, self.answer_to(asked)?)));
        let mut changed: Option<Value> = None;
        for (asked, answer) in answered {
            if changed.is_none() {
                changed = serde_json::from_str(event.get()).ok();
            }
            if let Some(value) = &mut changed {
                answer_v2::answer(value, asked, line, self.restamp.seed, answer);
            }
        }
        changed.map_or(event, |value| raw(&value))
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
    pub(super) fn restamp_value(&self, value: &mut Value) {
        self.restamp.walk(&self.recording, value);
    }
}
