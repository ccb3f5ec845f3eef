//! The person's messages that the agent's stream has not shown yet.

use session_wire::MessageId;

use crate::input::Draft;
use crate::rows::RowId;

/// A message on its way, by the order of sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SendId(pub(crate) u64);

/// A message that is shown before the agent has confirmed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Which message.
    pub id: SendId,
    /// What the person wrote, to give back if it cannot be sent.
    pub draft: Draft,
    /// Where it is shown.
    pub row: RowId,
    /// Whether the backend has taken it.
    pub accepted: bool,
    /// The name that the agent's stream will show it under, once it is known.
    pub message: Option<MessageId>,
    /// Whether the stream has said that it waits for the agent.
    pub is_queued: bool,
}

/// The messages on their way, in the order of sending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outbox {
    waiting: Vec<Outgoing>,
}

impl Outbox {
    /// Whether a message is on its way to the backend.
    pub fn is_sending(&self) -> bool {
        self.waiting.iter().any(|outgoing| !outgoing.accepted)
    }

    /// Whether the backend has a message that the stream has not told of.
    pub(crate) fn is_awaited(&self) -> bool {
        let mut waiting = self.waiting.iter();
        waiting.any(|outgoing| outgoing.accepted && !outgoing.is_queued)
    }

    /// The messages that the stream has not shown yet.
    pub fn waiting(&self) -> &[Outgoing] {
        &self.waiting
    }

    pub(crate) fn add(&mut self, outgoing: Outgoing) {
        self.waiting.push(outgoing);
    }

    /// The backend took the message; false when its echo had come before.
    pub(crate) fn accepted(&mut self, id: SendId, message: Option<MessageId>) -> bool {
        let waiting = self.waiting.iter_mut().find(|outgoing| outgoing.id == id);
        let Some(outgoing) = waiting else {
            return false;
        };
        outgoing.accepted = true;
        if message.is_some() {
            outgoing.message = message;
        }
        true
    }

    /// Takes out a message that the backend refused; none where the stream has shown that it has
    /// it all the same.
    pub(crate) fn refused(&mut self, id: SendId) -> Option<Outgoing> {
        self.claim(|outgoing| outgoing.id == id && !outgoing.is_queued)
    }

    /// The stream says that a message waits for the agent: the one of that name, else the first
    /// of the same words, else the first one on its way. Gives where it is shown.
    pub(crate) fn queued(
        &mut self,
        message: &MessageId,
        words: Option<&str>,
    ) -> Option<(RowId, Draft)> {
        let is_named = |outgoing: &Outgoing| outgoing.message.as_ref() == Some(message);
        let is_fitting = |outgoing: &Outgoing| match words {
            _ if outgoing.message.is_some() => false,
            Some(words) => outgoing.draft.text.trim() == words.trim(),
            None => true,
        };
        let waiting = &mut self.waiting;
        let index = waiting.iter().position(is_named);
        let index = index.or_else(|| waiting.iter().position(is_fitting))?;
        let outgoing = &mut waiting[index];
        outgoing.accepted = true;
        outgoing.is_queued = true;
        outgoing.message = Some(message.clone());
        Some((outgoing.row, outgoing.draft.clone()))
    }

    /// Takes out all of them.
    pub(crate) fn take(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.waiting)
    }

    /// The stream shows a message of the person: the first one on its way that `is_echo` accepts.
    pub(crate) fn claim(&mut self, is_echo: impl Fn(&Outgoing) -> bool) -> Option<Outgoing> {
        let index = self.waiting.iter().position(is_echo)?;
        Some(self.waiting.remove(index))
    }
}
