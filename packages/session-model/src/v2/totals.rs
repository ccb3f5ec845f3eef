//! What the threads and turns of a V2 session have taken and cost.

use session_wire::v2::{AssistantMessage, Info, Tokens};

use super::transcript::Transcript;
use crate::rows::{ChangeTotals, RowId, ThreadId, Totals, TurnId, TurnTotals};

impl Transcript {
    /// What the answers of a thread have taken and cost so far; added up anew each time.
    pub fn totals(&self, thread: ThreadId) -> Totals {
        let order = self.thread(thread).map_or(&[][..], |thread| &thread.order);
        let answers = order.iter().filter_map(|row| self.answer(*row));
        answers.map(taken).sum()
    }

    /// What a turn has taken and cost so far. Read under the turn's change.
    pub fn turn_totals(&self, turn: TurnId) -> TurnTotals {
        let messages = self.messages_of(turn);
        let began = messages
            .first()
            .and_then(|row| self.message(*row)?.known()?.created());
        let answers = || messages.iter().filter_map(|row| self.answer(*row));
        let is_open = answers().any(|answer| answer.time.completed.is_none());
        TurnTotals {
            answers: answers().map(taken).sum(),
            began,
            ended: answers()
                .filter_map(|answer| answer.time.completed)
                .max()
                .filter(|_| !is_open),
            changes: ChangeTotals::of(&self.turn_changes(turn)),
        }
    }

    fn answer(&self, row: RowId) -> Option<&AssistantMessage> {
        match self.message(row)?.known()? {
            Info::Assistant(answer) => Some(answer),
            Info::User(_) | Info::Other { .. } => None,
        }
    }
}

fn taken(answer: &AssistantMessage) -> Totals {
    totals_of(answer.cost, answer.tokens)
}

/// What a request has taken and cost, as far as its agent says so.
pub(super) fn totals_of(cost: Option<f64>, tokens: Option<Tokens>) -> Totals {
    let tokens = tokens.unwrap_or_default();
    Totals {
        cost: cost.unwrap_or_default(),
        input: tokens.input,
        output: tokens.output,
        reasoning: tokens.reasoning,
        cached: tokens.cache.read + tokens.cache.write,
        context: held(&tokens),
    }
}

fn held(tokens: &Tokens) -> u64 {
    tokens.input + tokens.output + tokens.reasoning + tokens.cache.read + tokens.cache.write
}
