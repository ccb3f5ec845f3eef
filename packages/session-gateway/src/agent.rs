//! Who answers: the seam between the gateway and the programs that it speaks for.

pub(crate) mod recorded;
pub(crate) mod scripted;

use serde::{Deserialize, Serialize};
use session_wire::{ExecutionId, RequestId, Timestamp};

use self::recorded::{Recital, Recorded};
use self::scripted::{Playback, Scripted};
use crate::log::{NewEvent, Progress, SessionRecord};

/// A program that answers what the person types.
#[derive(Debug)]
pub(crate) enum Agent {
    /// Plays recordings of real agents.
    Scripted(Scripted),
    /// Says one recording, whatever it is asked.
    Recorded(Recorded),
}

/// What an agent is told about a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Task<'a> {
    /// The session that the run belongs to.
    pub(crate) session: &'a SessionRecord,
    /// The run's identity.
    pub(crate) execution: &'a ExecutionId,
    /// What the person typed.
    pub(crate) prompt: &'a str,
}

/// What an agent means to do for a run, decided once and kept in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The agent's note to itself, JSON; enough to go on after a restart.
    pub(crate) note: String,
    /// The latest moment that the run's events will name, where that is known.
    pub(crate) ends_at: Timestamp,
}

/// What is known of a session when a run is planned.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Past {
    /// How many runs came before.
    pub(crate) runs: u64,
    /// The latest moment that they name.
    pub(crate) until: Timestamp,
}

/// A run that goes on.
#[derive(Debug)]
pub(crate) enum Turn {
    /// A recording that is played.
    Scripted(Playback),
    /// A recording that is said as it is.
    Recorded(Recital),
}

/// What the person says to what an agent asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// A list of labels and own words for each question.
    Question(Vec<Vec<String>>),
    /// The question is dismissed.
    Dismiss,
    /// Allowed, this time.
    Once,
    /// Allowed from now on.
    Always,
    /// Refused; what to do instead, where the person said so.
    Refuse(Option<String>),
}

/// What an answer comes to.
#[derive(Debug)]
pub(crate) struct Answered {
    /// The agent's note to itself, in the place of the one before.
    pub(crate) note: String,
    /// What is due because of it.
    pub(crate) step: Step,
}

/// Events that are due together.
#[derive(Debug)]
pub(crate) struct Step {
    /// The events, in order; may be none.
    pub(crate) events: Vec<NewEvent>,
    /// How far the run is once they are stored, in the agent's own count.
    pub(crate) position: u64,
}

/// How a turn that was not stopped has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// The agent has done what it could.
    Complete,
    /// The agent was stopped by somebody else than this gateway's user.
    Interrupted,
}

/// Why an agent cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AgentError {
    /// The note in the log cannot be read, or names what is not there any more.
    #[error("the run cannot be continued: {0}; send the message again")]
    Plan(String),
}

impl Past {
    /// Nothing came before.
    pub(crate) const NONE: Self = Self {
        runs: 0,
        until: Timestamp::from_millis(0),
    };
}

impl Agent {
    /// Decides what to do for a run.
    ///
    /// # Errors
    ///
    /// [`AgentError`] when the session has no identity that the agent could go on from.
    pub(crate) fn plan(
        &self,
        task: Task<'_>,
        past: Past,
        now: Timestamp,
    ) -> Result<Plan, AgentError> {
        match self {
            Self::Scripted(agent) => agent.plan(task, past, now),
            Self::Recorded(_) => Ok(Recorded::plan(now)),
        }
    }

    /// Begins a planned run, or goes on with it where the log ends.
    ///
    /// # Errors
    ///
    /// [`AgentError`] when the plan cannot be followed.
    pub(crate) fn turn(&self, task: Task<'_>, progress: &Progress) -> Result<Turn, AgentError> {
        match self {
            Self::Scripted(agent) => agent.turn(task, progress).map(Turn::Scripted),
            Self::Recorded(agent) => Ok(Turn::Recorded(agent.turn(progress))),
        }
    }
}

impl Turn {
    /// Waits for what comes next; `None` when the run is over.
    ///
    /// May be dropped while it waits: nothing is lost.
    pub(crate) async fn next(&mut self) -> Option<Step> {
        match self {
            Self::Scripted(playback) => playback.next().await,
            Self::Recorded(recital) => recital.next().await,
        }
    }

    /// Gives the person's answer to what the agent asked; none when it does not wait for it.
    pub(crate) fn answer(&mut self, request: &RequestId, answer: Answer) -> Option<Answered> {
        match self {
            Self::Scripted(playback) => playback.answer(request, answer),
            // It goes on as it was recorded, whatever is said.
            Self::Recorded(_) => None,
        }
    }

    /// Stops the run; gives what the agent still says about it.
    pub(crate) async fn interrupt(&self) -> Vec<NewEvent> {
        match self {
            Self::Scripted(playback) => playback.interrupt().await,
            // What was recorded has no words for that.
            Self::Recorded(_) => Vec::new(),
        }
    }

    /// How the run has ended once [`Turn::next`] gave `None`.
    pub(crate) fn ending(&self) -> Ending {
        match self {
            Self::Scripted(playback) => playback.ending(),
            Self::Recorded(_) => Ending::Complete,
        }
    }
}
