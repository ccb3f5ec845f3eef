//! What a V1 session and its turns have taken and cost.

use super::transcript::Transcript;
use crate::rows::{ChangeTotals, RowId, Totals, TurnId, TurnTotals};

impl Transcript {
    /// What the answers have taken and cost so far.
    pub fn totals(&self) -> Totals {
        self.sum(&self.order)
    }

    /// What a turn has taken and cost so far. Read under the turn's change.
    ///
    /// A message says when it was begun, so a turn ends at its last one's beginning.
    pub fn turn_totals(&self, turn: TurnId) -> TurnTotals {
        let messages = self.messages_of(turn);
        let made = |row: &RowId| Some(self.entry(*row)?.message.ts);
        let last = messages.last();
        let is_open = last.is_some_and(|row| {
            self.is_last(*row)
                && self
                    .entry(*row)
                    .is_some_and(|entry| entry.message.is_partial())
        });
        TurnTotals {
            answers: self.sum(messages),
            began: messages.first().and_then(made),
            ended: last
                .and_then(made)
                .filter(|_| messages.len() > 1 && !is_open),
            changes: ChangeTotals::of(&self.turn_changes(turn)),
        }
    }

    fn sum(&self, messages: &[RowId]) -> Totals {
        let entries = messages.iter().filter_map(|row| self.entry(*row));
        entries.filter_map(|entry| entry.taken).sum()
    }
}
