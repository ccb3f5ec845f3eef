//! Telling a message that the person sent from here when it comes back in the stream.

use std::time::Duration;

use session_wire::v1::{Author, CloudMessage, Say};

use super::transcript::{Identity, Transcript};
use crate::rows::RowId;
use crate::session::{Marks, Outbox};

/// How far apart two times of the same words may lie: clocks differ, and sending takes a while.
const WINDOW: Duration = Duration::from_secs(180);

impl Transcript {
    /// Takes a message for one that is shown already, if it is. True when it was.
    pub(super) fn take_echo(
        &mut self,
        message: &CloudMessage,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> bool {
        let could_be = matches!(message.say, Some(Say::UserFeedback | Say::Text | Say::Task));
        if !could_be {
            return false;
        }
        let words = message.words().trim();
        if let Some(outgoing) = outbox.claim(|outgoing| outgoing.draft.text.trim() == words) {
            self.by_identity.insert(Identity::of(message), outgoing.row);
            self.replace(outgoing.row, message.clone(), marks);
            marks.session();
            return true;
        }
        message.say == Some(Say::UserFeedback) && self.same_words(message).is_some()
    }

    fn same_words(&self, message: &CloudMessage) -> Option<RowId> {
        let near = |known: &CloudMessage| {
            known.ts.since(message.ts).max(message.ts.since(known.ts)) <= WINDOW
        };
        self.order.iter().rev().copied().find(|row| {
            self.entry(*row).is_some_and(|entry| {
                let known = &entry.message;
                known.author == Author::User
                    && known.say.is_none()
                    && known.words() == message.words()
                    && near(known)
            })
        })
    }
}
