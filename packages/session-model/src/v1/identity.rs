//! Telling which message of the list an incoming one is: its time alone does not say.

use std::fmt;
use std::time::Duration;

use session_wire::Timestamp;
use session_wire::v1::{Ask, Author, CloudMessage, Say};

use super::transcript::Transcript;
use crate::rows::RowId;
use crate::session::{Arrival, Marks, Outbox};

/// How far apart two times of the same words may lie: clocks differ, and sending takes a while.
const WINDOW: Duration = Duration::from_secs(180);

/// What an incoming message is to the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A newer state of a message that is there.
    Known(RowId),
    /// The next state of the last message, which its program has given a new time or kind.
    Successor(RowId),
    /// The person's message that was sent from here.
    Echo(RowId),
    /// Nothing that is not there already.
    Stale,
    /// A message of its own.
    New,
}

/// The time and kind of a message; two may share them nevertheless.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Identity {
    ts: Timestamp,
    say: Option<Say>,
    ask: Option<Ask>,
}

impl Identity {
    pub(super) fn of(message: &CloudMessage) -> Self {
        Self {
            ts: message.ts,
            say: message.say.clone(),
            ask: message.ask.clone(),
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let say = self.say.as_ref().map_or("", Say::as_str);
        let ask = self.ask.as_ref().map_or("", Ask::as_str);
        write!(formatter, "{} {say} {ask}", self.ts.as_millis())
    }
}

impl Transcript {
    pub(super) fn find(
        &self,
        message: &CloudMessage,
        arrival: Arrival,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> Place {
        if let Some(known) = self.by_identity.get(&Identity::of(message)) {
            return self.among(known, message, arrival);
        }
        // Everything up to the cursor has been here: what is not there any more was taken out.
        if arrival.is_repeat {
            return Place::Stale;
        }
        if let Some(row) = claim(message, outbox) {
            marks.session();
            return Place::Echo(row);
        }
        if self.is_repeated_feedback(message) {
            return Place::Stale;
        }
        match self.last() {
            Some(last) if self.is_succeeded_by(last, message) => Place::Successor(last),
            _ => Place::New,
        }
    }

    /// Chunks of a command's output come under one time as messages of their own.
    fn among(&self, known: &[RowId], message: &CloudMessage, arrival: Arrival) -> Place {
        let entries = || {
            known
                .iter()
                .rev()
                .filter_map(|row| Some((*row, self.entry(*row)?)))
        };
        if arrival.is_repeat {
            // A repeat is the state that its own event left, or lies behind a later one.
            if let Some((row, _)) = entries().find(|(_, known)| known.changed_by == arrival.event) {
                return Place::Known(row);
            }
            if entries().any(|(_, known)| arrival.is_older_than(known.changed_by)) {
                return Place::Stale;
            }
        }
        let same_words = entries().find(|(_, known)| known.message.words() == message.words());
        let extended =
            || entries().find(|(_, known)| message.words().starts_with(known.message.words()));
        let latest = || entries().next();
        let is_chunk = family(message) == "command_output" && !message.is_partial();
        let found = same_words
            .or_else(extended)
            .or_else(|| latest().filter(|_| !is_chunk));
        match found {
            Some((_, known)) if arrival.is_older_than(known.changed_by) => Place::Stale,
            Some((row, _)) => Place::Known(row),
            None if arrival.is_repeat => Place::Stale,
            None => Place::New,
        }
    }

    /// Some programs finish a message under a new time, or turn a question into a statement.
    fn is_succeeded_by(&self, last: RowId, next: &CloudMessage) -> bool {
        let Some(last) = self.entry(last).map(|entry| &entry.message) else {
            return false;
        };
        if family(last) != family(next) {
            return false;
        }
        let grows = last.metadata.is_some() || next.words().starts_with(last.words());
        last.is_partial() && grows
    }

    fn is_repeated_feedback(&self, message: &CloudMessage) -> bool {
        let is_near = |known: &CloudMessage| {
            known.ts.since(message.ts).max(message.ts.since(known.ts)) <= WINDOW
        };
        message.say == Some(Say::UserFeedback)
            && self
                .order
                .iter()
                .rev()
                .filter_map(|row| self.entry(*row))
                .any(|entry| {
                    let known = &entry.message;
                    known.author == Author::User
                        && known.say.is_none()
                        && known.words() == message.words()
                        && is_near(known)
                })
    }
}

/// The message in the outbox whose words these are.
fn claim(message: &CloudMessage, outbox: &mut Outbox) -> Option<RowId> {
    let could_be = matches!(message.say, Some(Say::UserFeedback | Say::Text | Say::Task));
    let words = message.words().trim();
    let claimed = outbox.claim(|outgoing| could_be && outgoing.draft.text.trim() == words)?;
    Some(claimed.row)
}

/// The kind of a message, whether it says or asks.
fn family(message: &CloudMessage) -> &str {
    let say = message.say.as_ref().map(Say::as_str);
    say.or_else(|| message.ask.as_ref().map(Ask::as_str))
        .unwrap_or_default()
}
