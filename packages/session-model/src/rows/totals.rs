//! What answers have taken and cost.

use std::iter::Sum;
use std::time::Duration;

use session_wire::Timestamp;

use super::ChangeTotals;

/// What the answers of a thread have taken and cost.
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

/// Sums are made from the first answer on each time, so that they are the same after a replay.
impl Sum for Totals {
    fn sum<I: Iterator<Item = Self>>(answers: I) -> Self {
        answers.fold(Self::default(), |sum, answer| Self {
            cost: sum.cost + answer.cost,
            input: sum.input + answer.input,
            output: sum.output + answer.output,
            reasoning: sum.reasoning + answer.reasoning,
            cached: sum.cached + answer.cached,
            // An answer that says nothing of it leaves it as it was.
            context: match answer.context {
                0 => sum.context,
                context => context,
            },
        })
    }
}

/// What a turn has taken and cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TurnTotals {
    /// What its answers have taken; `context` is how full the context was at its end.
    pub answers: Totals,
    /// When it began, where known.
    pub began: Option<Timestamp>,
    /// When its last answer was complete; none while one is open.
    pub ended: Option<Timestamp>,
    /// How much was changed in it.
    pub changes: ChangeTotals,
}

impl TurnTotals {
    /// How long it took, once it has ended.
    pub fn duration(&self) -> Option<Duration> {
        Some(self.ended?.since(self.began?))
    }
}

/// What a request to the language model has taken and cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StepTaken {
    /// What it has taken; `context` is how full the context was behind it.
    pub taken: Totals,
    /// The model that answered, where it is told.
    pub model: Option<String>,
    /// Whose model that is, where it is told.
    pub provider: Option<String>,
    /// Why the model stopped, in its agent's words: `stop`, `tool-calls`, …
    pub reason: Option<String>,
}
