//! The requests to the language model that the turns of a V1 session consist of.

use session_wire::v1::Say;

use super::transcript::Transcript;
use crate::rows::{StepTaken, TurnId};

impl Transcript {
    /// The requests of a turn that have ended, in order. Read under the turn's change.
    pub fn steps(&self, turn: TurnId) -> Vec<StepTaken> {
        let entries = self
            .messages_of(turn)
            .iter()
            .filter_map(|row| self.entry(*row));
        let requests = entries.filter(|entry| entry.message.say == Some(Say::ApiReqStarted));
        let taken = requests.filter_map(|entry| {
            let taken = entry.taken.filter(|taken| taken.context > 0)?;
            Some(StepTaken {
                taken,
                model: None,
                provider: entry
                    .message
                    .request()
                    .and_then(|request| request.inference_provider),
                reason: None,
            })
        });
        taken.collect()
    }
}
