//! Watching for the preview of what the agent builds: asking until it runs, with growing waits.

use std::time::Duration;

use session_wire::call::{self, PreviewStatus as Status};

use super::Project;
use crate::change::{Change, Step};
use crate::effect::{Effect, Timer};
use crate::input::CallError;

const MAX_ATTEMPTS: u32 = 30;
const BASE: Duration = Duration::from_secs(2);
const FACTOR: f64 = 1.5;
const CAP: Duration = Duration::from_secs(10);
/// One idle answer may be a build that has not begun yet; two in a row are none.
const IDLES_BEFORE_BUILD: u32 = 2;

/// The preview of a project, where the host watches it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    is_watched: bool,
    status: PreviewStatus,
    url: Option<String>,
    poll: Option<Poll>,
    polls: u32,
}

/// How far a preview is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PreviewStatus {
    /// Nobody has asked for it.
    #[default]
    Idle,
    /// It is being built.
    Building,
    /// It runs.
    Running,
    /// It does not come: it failed, or took too long.
    Error,
}

/// A series of questions for one preview.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Poll {
    number: u32,
    attempts: u32,
    idles: u32,
}

impl Preview {
    /// How far it is.
    pub fn status(&self) -> PreviewStatus {
        self.status
    }

    /// Where it runs; the last place while the next is being built.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    fn is_current(&self, number: u32) -> bool {
        self.poll.as_ref().is_some_and(|poll| poll.number == number)
    }
}

impl Project {
    /// The host shows previews: the current one is asked for, and the next after every run.
    pub(super) fn watch_preview(&mut self, step: &mut Step) {
        self.preview.is_watched = true;
        self.poll_preview(step);
    }

    /// A run has ended, so there may be something new to see.
    pub(super) fn run_ended(&mut self, step: &mut Step) {
        if self.preview.is_watched {
            self.poll_preview(step);
        }
    }

    fn poll_preview(&mut self, step: &mut Step) {
        if self.preview.poll.is_some() {
            return;
        }
        self.preview.polls += 1;
        let number = self.preview.polls;
        self.preview.poll = Some(Poll {
            number,
            attempts: 0,
            idles: 0,
        });
        // A preview that runs goes on being shown while the next one is asked for.
        if self.preview.status != PreviewStatus::Running {
            self.set_preview(PreviewStatus::Building, step);
        }
        self.ask_for_preview(number, step);
    }

    pub(super) fn ask_for_preview(&mut self, number: u32, step: &mut Step) {
        if self.preview.is_current(number) {
            step.ask(Effect::GetPreview {
                project: self.id.clone(),
                poll: number,
            });
        }
    }

    pub(super) fn preview_answered(
        &mut self,
        number: u32,
        result: Result<call::Preview, CallError>,
        step: &mut Step,
    ) {
        let Some(poll) = self
            .preview
            .poll
            .as_mut()
            .filter(|poll| poll.number == number)
        else {
            return;
        };
        match result {
            Ok(call::Preview {
                status: Status::Running,
                preview_url: Some(url),
                ..
            }) => {
                self.preview.url = Some(url);
                self.stop_polling(PreviewStatus::Running, step);
                return;
            }
            Ok(call::Preview {
                status: Status::Error,
                ..
            })
            | Err(_) => {
                self.stop_polling(PreviewStatus::Error, step);
                return;
            }
            Ok(call::Preview {
                status: Status::Idle,
                ..
            }) => poll.idles += 1,
            // What runs without saying where is not there yet.
            Ok(_) => poll.idles = 0,
        }
        if poll.idles >= IDLES_BEFORE_BUILD {
            step.ask(Effect::TriggerBuild {
                project: self.id.clone(),
            });
        }
        poll.attempts += 1;
        if poll.attempts >= MAX_ATTEMPTS {
            self.stop_polling(PreviewStatus::Error, step);
            return;
        }
        let after = wait(poll.attempts - 1);
        step.ask(Effect::SetTimer {
            timer: Timer::Preview(number),
            after,
        });
    }

    /// The backend was asked to build. That it could not shows in the answers that follow.
    pub(super) fn build_triggered(&mut self, result: &Result<(), CallError>, step: &mut Step) {
        if result.is_ok() && self.preview.poll.is_some() {
            self.set_preview(PreviewStatus::Building, step);
        }
    }

    fn stop_polling(&mut self, status: PreviewStatus, step: &mut Step) {
        self.preview.poll = None;
        self.set_preview(status, step);
    }

    fn set_preview(&mut self, status: PreviewStatus, step: &mut Step) {
        self.preview.status = status;
        step.mark(Change::Project);
    }
}

/// The wait after an attempt, counted from zero.
fn wait(attempt: u32) -> Duration {
    let factor = FACTOR.powi(i32::try_from(attempt).unwrap_or(i32::MAX));
    BASE.mul_f64(factor.min(f64::from(u16::MAX))).min(CAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_up_to_the_cap() {
        let waits: Vec<u128> = (0..6).map(|attempt| wait(attempt).as_millis()).collect();
        assert_eq!(waits, [2_000, 3_000, 4_500, 6_750, 10_000, 10_000]);
        assert_eq!(wait(u32::MAX), CAP);
    }
}
