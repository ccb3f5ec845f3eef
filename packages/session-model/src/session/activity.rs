//! What a session's agent does now, for the sign that it works.

use session_wire::stream::{CloudStatus, Command};

use super::{Preparation, Session};
use crate::version::{Transcript, Version};

/// What a session's agent does now: the most particular that is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Activity {
    /// Nothing.
    #[default]
    Idle,
    /// The person's message is on its way to the backend.
    Sending,
    /// The machine that the agent runs on is made ready; see [`Session::preparation`].
    Preparing,
    /// It works on an answer.
    Working,
    /// It waits to try a request again.
    Retrying,
    /// It condenses its context.
    Compacting,
    /// It waits for the person to answer.
    Waiting,
    /// The answer is written, what was changed is being committed.
    Committing,
    /// The answer is written, the worker puts away what was done.
    Finalizing,
}

impl<V: Version> Session<V> {
    /// What its agent does now. Read under the session's change, as all that is here.
    pub fn activity(&self) -> Activity {
        let Some(live) = self.live() else {
            return Activity::Idle;
        };
        if !self.progress().is_live() {
            return if live.outbox.is_sending() {
                Activity::Sending
            } else if live.connection.is_open() && live.worker.is_preparing() {
                Activity::Preparing
            } else {
                Activity::Idle
            };
        }
        if live.worker.is_committing() {
            return Activity::Committing;
        }
        if live.phase.is_settling() {
            return Activity::Finalizing;
        }
        match self.transcript().activity() {
            Activity::Working if live.worker.is_preparing() => Activity::Preparing,
            activity => activity,
        }
    }

    /// What goes on besides the agent's own messages, in the server's words, where it says so.
    pub fn status_line(&self) -> Option<&str> {
        self.live()?.worker.words()
    }

    /// How the machine that the agent runs on was or is made ready, where the server tells it.
    pub fn preparation(&self) -> Option<&Preparation> {
        self.live()?.worker.preparation()
    }

    /// The state of the machine that the agent runs on, where the server tells it.
    pub fn cloud_status(&self) -> Option<&CloudStatus> {
        self.live()?.worker.cloud()
    }

    /// The commands that the agent knows, where the server tells them.
    pub fn commands(&self) -> &[Command] {
        self.live().map_or(&[], |live| live.worker.commands())
    }
}
