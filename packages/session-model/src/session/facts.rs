//! What a host's diagnostics may know of a session's connection: no ticket and no word that was said.

use session_wire::EventId;

use super::connection::{Connection, ConnectionState};
use super::{DropReason, Dropped, SessionKey, TooBig};

/// A session's connection in numbers, safe to be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionFacts {
    /// Whose connection it is.
    pub session: SessionKey,
    /// What it does. While it waits, this holds the moment of the next try.
    pub state: ConnectionState,
    /// How many attempts in a row have failed.
    pub attempts: u32,
    /// How many connections were begun.
    pub openings: u64,
    /// How many connections were given up because frames came faster than they were taken in.
    pub behind: u64,
    /// The last event that is known.
    pub cursor: Option<EventId>,
    /// How many frames have come, over all connections.
    pub frames: u64,
    /// How long they were together, in bytes.
    pub bytes: u64,
    /// How many of them could not be used.
    pub dropped: u64,
    /// Why the last of those could not.
    pub last_dropped: Option<DropReason>,
    /// Those of them that were too big to be taken in.
    pub too_big: TooBig,
}

impl ConnectionFacts {
    pub(super) fn of(session: SessionKey, connection: &Connection, dropped: &Dropped) -> Self {
        let (frames, bytes) = connection.received();
        Self {
            session,
            state: connection.state().clone(),
            attempts: connection.attempts(),
            openings: connection.epoch().0,
            behind: connection.times_behind(),
            cursor: connection.cursor(),
            frames,
            bytes,
            dropped: dropped.count,
            last_dropped: dropped.reason,
            too_big: dropped.too_big,
        }
    }
}
