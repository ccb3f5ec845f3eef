//! Taking back messages that wait for the agent.

use session_wire::{MessageId, ProjectId};

use super::{Life, Marks, Session};
use crate::change::Step;
use crate::effect::Effect;
use crate::input::{CallError, Draft};
use crate::version::{Transcript, Version};

/// What became of the wish to take a waiting message back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TakeBack {
    /// It does not wait, or is being taken back already.
    No,
    /// The backend has to be asked.
    Ask,
    /// The backend had given it up; here it is.
    Done(Draft),
}

impl<V: Version> Session<V> {
    /// Takes a waiting message back; given at once where the backend need not be asked.
    pub(crate) fn cancel_message(
        &mut self,
        project: &ProjectId,
        message: MessageId,
        step: &mut Step,
    ) -> Option<Draft> {
        let cloud_session = self.info.cloud_session.clone()?;
        let Life::Live(live) = &mut self.life else {
            return None;
        };
        let mut marks = Marks::new(self.key, step);
        match self
            .transcript
            .take_back(&message, &mut live.outbox, &mut marks)
        {
            TakeBack::No => None,
            TakeBack::Done(draft) => Some(draft),
            TakeBack::Ask => {
                step.ask(Effect::CancelMessage {
                    project: project.clone(),
                    session: self.key,
                    cloud_session,
                    message,
                });
                None
            }
        }
    }

    /// The backend has taken a message back, which is given, or has not.
    pub(crate) fn message_cancelled(
        &mut self,
        message: &MessageId,
        result: Result<(), CallError>,
        step: &mut Step,
    ) -> Option<Draft> {
        let Life::Live(live) = &mut self.life else {
            return None;
        };
        let mut marks = Marks::new(self.key, step);
        self.transcript
            .taken_back(message, result, &mut live.outbox, &mut marks)
    }
}
