//! What the person says to what an agent asks, and how it gets there.

use session_wire::{ProjectId, RequestId};

use super::{Life, Marks, Session};
use crate::change::Step;
use crate::effect::Effect;
use crate::input::CallError;
use crate::version::{Transcript, Version};

/// What the person says to a question or to a request for permission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// To a question: what was chosen or said, a list for each part of it in the order of asking.
    Question(Vec<Vec<String>>),
    /// The question is dismissed.
    DismissQuestion,
    /// Allowed, this time.
    AllowOnce,
    /// Allowed from now on, for the patterns that the request names.
    AllowAlways,
    /// Refused.
    Refuse {
        /// What the agent should do instead, where the person says so.
        message: Option<String>,
    },
}

/// How far something that an agent asks is answered. That it is settled only the agent says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PromptState {
    /// The agent waits for the person.
    #[default]
    Open,
    /// An answer is on its way, or the agent has it and has not said so yet.
    Answering,
    /// The last answer did not get to the agent.
    Failed(CallError),
}

impl Answer {
    /// Whether it answers a question, not a request for permission.
    pub fn is_to_question(&self) -> bool {
        matches!(self, Self::Question(_) | Self::DismissQuestion)
    }
}

impl<V: Version> Session<V> {
    /// Sends the person's answer, where the agent waits for one of that kind.
    pub(crate) fn answer(
        &mut self,
        project: &ProjectId,
        request: RequestId,
        answer: Answer,
        step: &mut Step,
    ) {
        let Some(cloud_session) = self.info.cloud_session.clone() else {
            return;
        };
        if !matches!(self.life, Life::Live(_)) {
            return;
        }
        let mut marks = Marks::new(self.key, step);
        if !self.transcript.answer(&request, &answer, &mut marks) {
            return;
        }
        step.ask(Effect::Answer {
            project: project.clone(),
            session: self.key,
            cloud_session,
            request,
            answer,
        });
    }

    /// An answer has got to the backend, or has not.
    pub(crate) fn answered(
        &mut self,
        request: &RequestId,
        result: Result<(), CallError>,
        step: &mut Step,
    ) {
        let mut marks = Marks::new(self.key, step);
        if let Err(error) = result {
            self.transcript.answer_failed(request, error, &mut marks);
        }
    }
}
