//! What the worker around an agent tells of itself: its machine, what it commits, what it can do.

use session_wire::stream::{CloudPhase, CloudStatus, Command, CommitStarted, StreamEvent};

use super::phase::is_end;
use super::preparation::Preparation;
use crate::rows::ToolStage;

/// What the worker around an agent has told, as far as it still holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Worker {
    cloud: Option<CloudStatus>,
    preparation: Option<Box<Preparation>>,
    commit: Option<CommitStarted>,
    /// What it said last that it does.
    note: Option<String>,
    commands: Vec<Command>,
}

impl Worker {
    /// The state of the agent's machine.
    pub(super) fn cloud(&self) -> Option<&CloudStatus> {
        self.cloud.as_ref()
    }

    pub(super) fn preparation(&self) -> Option<&Preparation> {
        self.preparation.as_deref()
    }

    /// The commands that the agent knows.
    pub(super) fn commands(&self) -> &[Command] {
        &self.commands
    }

    pub(super) fn is_committing(&self) -> bool {
        self.commit.is_some()
    }

    pub(super) fn is_preparing(&self) -> bool {
        let is_running = self.preparation().is_some_and(Preparation::is_running);
        is_running || self.is_in(&CloudPhase::Preparing)
    }

    fn is_in(&self, phase: &CloudPhase) -> bool {
        self.cloud().is_some_and(|cloud| cloud.phase == *phase)
    }

    /// What goes on, in the server's words: the most particular ones.
    pub(super) fn words(&self) -> Option<&str> {
        let commit = self.commit.as_ref().map(|commit| commit.message.as_deref());
        let preparation = self.preparation().filter(|known| known.is_running());
        let step = preparation.and_then(|known| known.current()?.message.as_deref());
        let cloud = self
            .cloud()
            .filter(|cloud| cloud.phase != CloudPhase::Ready);
        let words = commit
            .flatten()
            .or(step)
            .or_else(|| preparation?.message.as_deref())
            .or_else(|| cloud?.message.as_deref());
        words
            .or(self.note.as_deref())
            .filter(|words| !words.is_empty())
    }

    /// Takes in an event of the stream's own.
    pub(super) fn apply(&mut self, event: &StreamEvent<'_>) {
        match event {
            StreamEvent::Preparing(news) => {
                let known = self.preparation.take().map(|known| *known);
                self.preparation = Some(Box::new(Preparation::after(known, news)));
            }
            StreamEvent::CloudStatus(status) => self.set_cloud(status),
            StreamEvent::Connected(connected) => {
                if let Some(status) = &connected.cloud_status {
                    self.set_cloud(status);
                }
            }
            StreamEvent::CommitStarted(commit) => self.commit = Some(commit.clone()),
            StreamEvent::CommitCompleted(_) => self.commit = None,
            StreamEvent::Status { message } => self.note = Some(message.clone()),
            StreamEvent::Commands(commands) => self.commands.clone_from(commands),
            StreamEvent::Started => self.note = None,
            event if is_end(event) => self.run_ended(),
            _ => {}
        }
    }

    /// The agent itself works, so its machine is ready. True where that is news.
    pub(super) fn agent_works(&mut self) -> bool {
        let is_news = self.is_preparing();
        if let Some(known) = self.preparation.as_mut().filter(|known| known.is_running()) {
            known.finish(ToolStage::Done);
        }
        if self.is_in(&CloudPhase::Preparing) {
            self.cloud = None;
        }
        is_news
    }

    fn set_cloud(&mut self, status: &CloudStatus) {
        let stage = match status.phase {
            CloudPhase::Ready | CloudPhase::Finalizing => Some(ToolStage::Done),
            CloudPhase::Error => Some(ToolStage::Failed),
            CloudPhase::Preparing | CloudPhase::Other(_) => None,
        };
        let running = self.preparation.as_mut().filter(|known| known.is_running());
        if let (Some(known), Some(stage)) = (running, stage) {
            known.finish(stage);
        }
        self.cloud = Some(status.clone());
    }

    /// Nothing goes on any more; that the machine cannot be used still holds.
    fn run_ended(&mut self) {
        self.commit = None;
        self.note = None;
        if !self.is_in(&CloudPhase::Error) {
            self.cloud = None;
        }
        let running = self.preparation.as_mut().filter(|known| known.is_running());
        if let Some(known) = running {
            known.finish(ToolStage::Abandoned);
        }
    }
}
