//! What a thread has cost so far.

use session_wire::v2::{AssistantMessage, Info, Tokens};

use super::transcript::Transcript;
use crate::rows::ThreadId;

/// What the answers of a thread have cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// In US dollars.
    pub cost: f64,
    /// Tokens read by the models, without those that a cache served.
    pub input: u64,
    /// Tokens written by the models.
    pub output: u64,
    /// Tokens thought by the models.
    pub reasoning: u64,
    /// Tokens that caches served or took in.
    pub cached: u64,
    /// Tokens that the model held at its last answer: how full its context is.
    pub context: u64,
}

impl Transcript {
    /// What the answers of a thread have cost so far.
    pub fn totals(&self, thread: ThreadId) -> Totals {
        let mut totals = Totals::default();
        let order = self
            .thread(thread)
            .map(|thread| thread.order.as_slice())
            .unwrap_or_default();
        for answer in order.iter().filter_map(|row| self.answer(*row)) {
            totals.cost += answer.cost.unwrap_or_default();
            let Some(tokens) = answer.tokens else {
                continue;
            };
            totals.input += tokens.input;
            totals.output += tokens.output;
            totals.reasoning += tokens.reasoning;
            totals.cached += tokens.cache.read + tokens.cache.write;
            let held = held(&tokens);
            if held > 0 {
                totals.context = held;
            }
        }
        totals
    }

    fn answer(&self, row: crate::rows::RowId) -> Option<&AssistantMessage> {
        match self.message(row)?.known()? {
            Info::Assistant(answer) => Some(answer),
            Info::User(_) | Info::Other { .. } => None,
        }
    }
}

fn held(tokens: &Tokens) -> u64 {
    tokens.input + tokens.output + tokens.reasoning + tokens.cache.read + tokens.cache.write
}
