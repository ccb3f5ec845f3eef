//! The person's messages that the agent's stream has not shown yet.

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

    /// The messages that the stream has not shown yet.
    pub fn waiting(&self) -> &[Outgoing] {
        &self.waiting
    }

    pub(crate) fn add(&mut self, outgoing: Outgoing) {
        self.waiting.push(outgoing);
    }

    /// The backend took the message; false when its echo had come before.
    pub(crate) fn accepted(&mut self, id: SendId) -> bool {
        let waiting = self.waiting.iter_mut().find(|outgoing| outgoing.id == id);
        waiting.map(|outgoing| outgoing.accepted = true).is_some()
    }

    pub(crate) fn remove(&mut self, id: SendId) -> Option<Outgoing> {
        let index = self.waiting.iter().position(|outgoing| outgoing.id == id)?;
        Some(self.waiting.remove(index))
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
