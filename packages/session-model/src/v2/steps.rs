//! The requests to the language model that the turns of a V2 session consist of.

use session_wire::v2::{Info, PartBody, StepFinishPart};

use super::totals::totals_of;
use super::transcript::{MessageEntry, Transcript};
use crate::rows::{StepTaken, TurnId};

impl Transcript {
    /// The requests of a turn that have ended, in order. Read under the turn's change.
    pub fn steps(&self, turn: TurnId) -> Vec<StepTaken> {
        let messages = self.messages_of(turn).iter();
        let messages = messages.filter_map(|row| self.message(*row));
        let steps = messages.flat_map(|message| {
            let parts = message.parts.iter().filter_map(|part| self.part(*part));
            parts.filter_map(move |part| match &part.part.body {
                PartBody::StepFinish(step) => Some(taken(step, message)),
                _ => None,
            })
        });
        steps.collect()
    }
}

fn taken(step: &StepFinishPart, message: &MessageEntry) -> StepTaken {
    let answer = match message.known() {
        Some(Info::Assistant(answer)) => Some(answer),
        _ => None,
    };
    let routed = step.model.as_ref();
    StepTaken {
        taken: totals_of(step.cost, step.tokens),
        model: routed
            .map(|model| model.model_id.clone())
            .or_else(|| answer?.model_id.clone()),
        provider: routed
            .map(|model| model.provider_id.clone())
            .or_else(|| answer?.provider_id.clone()),
        reason: Some(step.reason.clone()).filter(|reason| !reason.is_empty()),
    }
}
