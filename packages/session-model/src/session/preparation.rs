//! How the machine that an agent runs on is made ready, as far as its server tells.

use session_wire::stream::{self, PreparationAction, Preparing, PreparingStep};

use crate::rows::ToolStage;

/// The attempt to make an agent's machine ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preparation {
    /// Its name, where the server gives it one.
    attempt: Option<String>,
    /// How often it has changed; what is older is ignored.
    revision: u64,
    /// How far it is.
    pub stage: ToolStage,
    /// What happens, or why it failed, in the server's words.
    pub message: Option<String>,
    /// Its steps, in the order of their beginning.
    pub steps: Vec<PreparationStep>,
}

/// A step of a [`Preparation`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreparationStep {
    /// Its name in the attempt.
    pub id: String,
    /// What kind of step it is, where the server says so.
    pub kind: Option<String>,
    /// How far it is.
    pub stage: ToolStage,
    /// What happens, or why it failed, in the server's words.
    pub message: Option<String>,
    /// What it has printed so far.
    pub output: String,
}

impl Preparation {
    fn new(attempt: Option<&str>) -> Self {
        Self {
            attempt: attempt.map(str::to_owned),
            revision: 0,
            stage: ToolStage::Running,
            message: None,
            steps: Vec::new(),
        }
    }

    /// Whether the machine is still made ready.
    pub fn is_running(&self) -> bool {
        self.stage.is_running()
    }

    /// The step that goes on, else the last one.
    pub fn current(&self) -> Option<&PreparationStep> {
        let mut steps = self.steps.iter().rev();
        let running = steps.find(|step| step.stage.is_running());
        running.or_else(|| self.steps.last())
    }

    /// The preparation after the server's news.
    pub(super) fn after(known: Option<Self>, news: &Preparing) -> Self {
        match news {
            Preparing::Step(step) => known.unwrap_or_else(|| Self::new(None)).at(step),
            Preparing::Attempt(news) => {
                let known = known.filter(|known| known.attempt.as_ref() == Some(&news.attempt_id));
                let mut next = known.unwrap_or_else(|| Self::new(Some(&news.attempt_id)));
                next.follow(news);
                next
            }
        }
    }

    /// The first form names the step that it is at; what came before is done.
    fn at(mut self, news: &PreparingStep) -> Self {
        self.message.clone_from(&news.message);
        let Some(name) = news.step.as_deref() else {
            return self;
        };
        match name {
            "ready" => self.finish(ToolStage::Done),
            "failed" | "error" => self.finish(ToolStage::Failed),
            _ => {
                self.stage = ToolStage::Running;
                if self.steps.last().is_none_or(|step| step.id != name) {
                    self.finish_steps(ToolStage::Done);
                }
                let step = self.step(name);
                step.stage = ToolStage::Running;
                step.message.clone_from(&news.message);
            }
        }
        self
    }

    fn follow(&mut self, news: &stream::Preparation) {
        let revision = news.revision.unwrap_or(self.revision);
        if revision < self.revision {
            return;
        }
        self.revision = revision;
        let words = news.error.as_ref().or(news.message.as_ref());
        match &news.action {
            PreparationAction::AttemptStarted => self.stage = ToolStage::Running,
            PreparationAction::AttemptCompleted => self.finish(ToolStage::Done),
            PreparationAction::AttemptFailed => self.finish(ToolStage::Failed),
            PreparationAction::AttemptSnapshot => match told_stage(news.status.as_deref()) {
                ToolStage::Running => self.stage = ToolStage::Running,
                stage => self.finish(stage),
            },
            action => {
                let Some(id) = news.step_id.as_deref() else {
                    return;
                };
                let step = self.step(id);
                step.follow(action, news);
                if words.is_some() {
                    step.message = words.cloned();
                }
                return;
            }
        }
        if words.is_some() {
            self.message = words.cloned();
        }
    }

    /// The attempt is over.
    pub(super) fn finish(&mut self, stage: ToolStage) {
        self.stage = stage;
        self.finish_steps(stage);
    }

    fn finish_steps(&mut self, stage: ToolStage) {
        for step in self.steps.iter_mut().filter(|step| step.stage.is_open()) {
            step.stage = stage;
        }
    }

    fn step(&mut self, id: &str) -> &mut PreparationStep {
        let known = self.steps.iter().position(|step| step.id == id);
        let index = known.unwrap_or_else(|| {
            self.steps.push(PreparationStep {
                id: id.to_owned(),
                kind: None,
                stage: ToolStage::Running,
                message: None,
                output: String::new(),
            });
            self.steps.len() - 1
        });
        &mut self.steps[index]
    }
}

impl PreparationStep {
    fn follow(&mut self, action: &PreparationAction, news: &stream::Preparation) {
        if news.kind.is_some() {
            self.kind.clone_from(&news.kind);
        }
        let output = news.output.as_deref();
        match action {
            PreparationAction::StepCompleted => self.stage = ToolStage::Done,
            PreparationAction::StepFailed => self.stage = ToolStage::Failed,
            PreparationAction::StepSnapshot => {
                self.stage = told_stage(news.status.as_deref());
                output.unwrap_or_default().clone_into(&mut self.output);
                return;
            }
            _ => self.stage = ToolStage::Running,
        }
        self.output.push_str(output.unwrap_or_default());
    }
}

fn told_stage(status: Option<&str>) -> ToolStage {
    match status {
        Some("completed" | "ready" | "success") => ToolStage::Done,
        Some("failed" | "error") => ToolStage::Failed,
        _ => ToolStage::Running,
    }
}
