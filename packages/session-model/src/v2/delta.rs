//! How text grows: the one path that every token takes.

use session_wire::v2::{Part, PartBody, TextPart};
use session_wire::{MessageId, PartId, SessionId};

use super::parts::{ended, text_of_mut};
use super::transcript::Transcript;
use crate::session::{Arrival, Marks};

impl Transcript {
    pub(super) fn part_delta(
        &mut self,
        session: &SessionId,
        message: &MessageId,
        id: &PartId,
        delta: &str,
        arrival: Arrival,
        marks: &mut Marks<'_>,
    ) {
        let Some(row) = self.parts.get(id).copied() else {
            if arrival.is_repeat {
                return;
            }
            // Whoever joins late hears of a part by its deltas first.
            let text = TextPart {
                text: delta.to_owned(),
                ..TextPart::default()
            };
            let part = Part {
                id: id.clone(),
                session_id: session.clone(),
                message_id: message.clone(),
                body: PartBody::Text(text),
            };
            self.add_part(part, arrival, marks);
            return;
        };
        let Some(entry) = self.part_mut(row) else {
            return;
        };
        // Text that came once must not come twice, in a repeat or after the whole.
        if ended(&entry.part.body) || arrival.is_applied_in(entry.changed_by) {
            return;
        }
        entry.changed_by = entry.changed_by.max(arrival.event);
        let Some(text) = text_of_mut(&mut entry.part.body) else {
            return;
        };
        let was_blank = text.len() < BLANK_LIMIT && text.trim().is_empty();
        push(text, delta);
        marks.row(row);
        self.mark_message_of(row, marks);
        if was_blank {
            self.project_turn_of_part(row, marks);
        }
    }
}

/// Longer texts are taken for not blank without a look, so that a token's cost stays flat.
const BLANK_LIMIT: usize = 64;

/// Adds words to a text, which grows its room by a quarter at a time: doubling it would hold up to
/// twice the text, and a room that always fits would be moved with every token.
fn push(text: &mut String, delta: &str) {
    if text.capacity() - text.len() < delta.len() {
        text.reserve_exact(delta.len().max(text.len() / 4));
    }
    text.push_str(delta);
}
