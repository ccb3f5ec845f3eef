//! Who wants to know that a session's log has grown.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use session_wire::CloudSessionId;
use tokio::sync::watch;

/// The last event id of every session that somebody follows.
#[derive(Default)]
pub(super) struct Tails {
    senders: Mutex<HashMap<CloudSessionId, watch::Sender<u64>>>,
}

impl Tails {
    pub(super) fn follow(&self, session: &CloudSessionId) -> watch::Receiver<u64> {
        self.lock()
            .entry(session.clone())
            .or_insert_with(|| watch::Sender::new(0))
            .subscribe()
    }

    pub(super) fn publish(&self, session: &CloudSessionId, last: u64) {
        let mut senders = self.lock();
        if let Some(sender) = senders.get(session) {
            if sender.is_closed() {
                senders.remove(session);
            } else {
                sender.send_replace(last);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<CloudSessionId, watch::Sender<u64>>> {
        self.senders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
