//! The state of a session's stream connection, apart from any socket.

use std::time::Duration;

use session_wire::frame::{ErrorCode, ErrorFrame};
use session_wire::{EventId, Timestamp};

use super::applying::Arrival;
use super::backoff;
use crate::input::{CallError, CallErrorKind};

/// How long a connection may take from its ticket to its first frame, unless others took longer.
const OPENING: Duration = Duration::from_secs(45);

/// After how long without a frame a connection is suspected to be dead: after more than 30 s; the
/// server beats every 20 s.
pub(super) const SUSPICION: Duration = Duration::from_millis(30_001);

/// After how long without a frame a connection is taken for dead, unless others were silent for longer.
const LIVENESS: Duration = Duration::from_secs(45);

/// How often the time that is given to a silent connection doubles: a long message may take a slow
/// line that long, and would be asked for again and again.
const MAX_SILENCES: u32 = 2;

/// A connection that was open for so long has not failed, even if nothing came that is stored.
const LASTING: Duration = Duration::from_secs(10);

/// The close code for a message that is too big, whoever finds it so: a server, a proxy on the way or
/// this side.
const TOO_BIG: u16 = 1009;

/// Which of a session's connections: what belongs to an older one is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epoch(pub(crate) u64);

/// A session's stream connection.
#[derive(Clone, Debug, Default)]
pub struct Connection {
    state: ConnectionState,
    epoch: Epoch,
    cursor: EventId,
    attempts: u32,
    /// Whether the last close was for want of a valid ticket: a second one in a row is final.
    unauthorised: bool,
    /// How many connections in a row were given up for their silence.
    silences: u32,
    /// When the first frame of this one came.
    heard_since: Timestamp,
    /// Whether the server has said that it sends live from now on.
    is_caught_up: bool,
    /// Whether a run has ended since it was begun, and none has begun after that.
    has_run_ended: bool,
    refusal: Option<ErrorFrame>,
    /// After which event the connection was last ended by a message that is too big: a second time
    /// at the same place is final.
    too_big_after: Option<EventId>,
    frames: u64,
    bytes: u64,
    /// How many connections were given up because frames came faster than they were taken in.
    behind: u64,
}

/// What a connection does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ConnectionState {
    /// Nothing; nobody asked for it.
    #[default]
    Closed,
    /// It is being opened; nothing has been heard yet.
    Opening,
    /// Frames come.
    Open {
        /// When the last one came.
        last_heard: Timestamp,
    },
    /// Frames came, but none has for so long that it may be dead. It is replaced if that goes on.
    Suspect {
        /// When the last one came.
        last_heard: Timestamp,
    },
    /// It was lost and is tried again.
    Waiting {
        /// When.
        until: Timestamp,
    },
    /// It was lost and is not tried again unless somebody asks or the world comes back.
    Lost(LostReason),
}

/// Why a connection is not tried again by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LostReason {
    /// Too many attempts in a row failed.
    Exhausted,
    /// The backend refuses this person.
    NotAuthorized,
    /// The backend does not know the session.
    NotFound,
    /// The next message is too big for the connection, or for something on the way, and ends each
    /// one that is to bring it.
    TooBig,
}

/// What to do about a connection that was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    RetryNow,
    RetryAfter(Duration),
    GiveUp,
}

/// What a valid frame is to its connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    First,
    AfterSuspicion,
    Again,
}

impl Connection {
    /// What it does.
    pub fn state(&self) -> &ConnectionState {
        &self.state
    }

    /// Whether frames come, as far as is known: a suspected connection may still live.
    pub fn is_open(&self) -> bool {
        self.last_heard().is_some()
    }

    fn last_heard(&self) -> Option<Timestamp> {
        match self.state {
            ConnectionState::Open { last_heard } | ConnectionState::Suspect { last_heard } => {
                Some(last_heard)
            }
            _ => None,
        }
    }

    /// Whether it is being opened, or will be by itself.
    pub fn is_connecting(&self) -> bool {
        matches!(
            self.state,
            ConnectionState::Opening | ConnectionState::Waiting { .. }
        )
    }

    /// How many attempts in a row have failed.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The last event that is known; the stream goes on after it.
    pub fn cursor(&self) -> Option<EventId> {
        (self.cursor.0 > 0).then_some(self.cursor)
    }

    /// What the server last refused, where it said so in a frame.
    pub fn refusal(&self) -> Option<&ErrorFrame> {
        self.refusal.as_ref()
    }

    /// How many frames and bytes have come, whatever they were.
    pub(super) fn received(&self) -> (u64, u64) {
        (self.frames, self.bytes)
    }

    pub(super) fn times_behind(&self) -> u64 {
        self.behind
    }

    pub(super) fn receive(&mut self, bytes: u64) {
        self.frames += 1;
        self.bytes += bytes;
    }

    pub(crate) fn epoch(&self) -> Epoch {
        self.epoch
    }

    pub(crate) fn is_opening(&self) -> bool {
        self.state == ConnectionState::Opening
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.state == ConnectionState::Closed
    }

    /// Whether a sign of life from the backend is reason enough to open it.
    pub(crate) fn is_worth_reopening(&self) -> bool {
        matches!(
            self.state,
            ConnectionState::Closed | ConnectionState::Lost(LostReason::Exhausted)
        )
    }

    pub(crate) fn is_current(&self, epoch: Epoch) -> bool {
        self.epoch == epoch && (self.is_opening() || self.is_open())
    }

    pub(crate) fn is_waiting_in(&self, epoch: Epoch) -> bool {
        self.epoch == epoch && matches!(self.state, ConnectionState::Waiting { .. })
    }

    pub(crate) fn silent_for(&self, now: Timestamp) -> Duration {
        self.last_heard()
            .map_or(Duration::MAX, |last_heard| now.since(last_heard))
    }

    pub(crate) fn is_suspect(&self) -> bool {
        matches!(self.state, ConnectionState::Suspect { .. })
    }

    /// Nothing has been heard for a while.
    pub(crate) fn suspect(&mut self) {
        if let Some(last_heard) = self.last_heard() {
            self.state = ConnectionState::Suspect { last_heard };
        }
    }

    /// How long it may take from its ticket to its first frame.
    pub(crate) fn opening_time(&self) -> Duration {
        self.longer(OPENING)
    }

    /// After how long without a frame it is taken for dead.
    pub(crate) fn liveness_time(&self) -> Duration {
        self.longer(LIVENESS)
    }

    fn longer(&self, time: Duration) -> Duration {
        time * 2_u32.pow(self.silences.min(MAX_SILENCES))
    }

    /// Nothing was heard of it at all, which nobody told either.
    pub(crate) fn opened_for_nothing(&mut self, roll: f64, now: Timestamp) -> Verdict {
        self.silences += 1;
        self.back_off(roll, now)
    }

    /// Nothing was heard of it any more; it is replaced at once.
    pub(crate) fn fell_silent(&mut self) {
        self.reset_attempts();
        self.silences += 1;
    }

    /// The epoch that a transport still works on.
    pub(crate) fn epoch_to_close(&self) -> Option<Epoch> {
        (self.is_opening() || self.is_open()).then_some(self.epoch)
    }

    /// Forgets failed attempts, because somebody asked or the world came back.
    pub(crate) fn reset_attempts(&mut self) {
        self.attempts = 0;
        self.unauthorised = false;
        self.refusal = None;
    }

    /// Begins a new connection; what belongs to older ones is ignored from now on.
    pub(crate) fn begin(&mut self) -> Epoch {
        self.epoch.0 += 1;
        self.is_caught_up = false;
        self.has_run_ended = false;
        self.state = ConnectionState::Opening;
        self.epoch
    }

    /// A valid frame came.
    pub(crate) fn heard(&mut self, now: Timestamp) -> Heard {
        let heard = match self.state {
            ConnectionState::Open { .. } => Heard::Again,
            ConnectionState::Suspect { .. } => Heard::AfterSuspicion,
            _ => Heard::First,
        };
        self.state = ConnectionState::Open { last_heard: now };
        self.refusal = None;
        if heard == Heard::First {
            self.heard_since = now;
        }
        self.forgive_if_lasting(now);
        heard
    }

    fn forgive_if_lasting(&mut self, now: Timestamp) {
        if self.is_open() && now.since(self.heard_since) >= LASTING {
            self.reset_attempts();
        }
    }

    /// Moves the cursor forward, never back, and tells where the event stands.
    ///
    /// Only then is a connection of use: one that is ended each time by what it is to bring next may
    /// have said before that all is well.
    pub(crate) fn advance(&mut self, event: EventId) -> Arrival {
        let is_repeat = event.0 > 0 && event <= self.cursor;
        if event > self.cursor {
            self.cursor = event;
            self.silences = 0;
            self.reset_attempts();
        }
        Arrival { event, is_repeat }
    }

    /// The server tells how things stand, which it does once. What is not numbered may come late or
    /// again: true where it says less than what was heard since.
    pub(crate) fn caught_up(&mut self, is_working: Option<bool>) -> bool {
        let was_caught_up = std::mem::replace(&mut self.is_caught_up, true);
        was_caught_up || is_working == Some(true) && self.has_run_ended
    }

    /// A run has begun or ended.
    pub(crate) fn run_heard(&mut self, has_ended: bool) {
        self.has_run_ended = has_ended;
    }

    /// The server refuses in a frame; the close that follows decides what to do.
    pub(crate) fn refused(&mut self, error: ErrorFrame) {
        self.refusal = Some(error);
    }

    /// Closes for good; gives the epoch that a transport still works on.
    pub(crate) fn close(&mut self) -> Option<Epoch> {
        let epoch = self.epoch_to_close();
        self.state = ConnectionState::Closed;
        epoch
    }

    pub(crate) fn no_ticket(&mut self, error: &CallError, roll: f64, now: Timestamp) -> Verdict {
        match error.kind {
            CallErrorKind::NotAuthorized => self.give_up(LostReason::NotAuthorized),
            CallErrorKind::NotFound => self.give_up(LostReason::NotFound),
            _ => self.back_off(roll, now),
        }
    }

    pub(crate) fn closed(&mut self, code: u16, reason: &str, roll: f64, now: Timestamp) -> Verdict {
        let refusal = self.refusal.take().map(|error| error.code);
        self.forgive_if_lasting(now);
        if refusal == Some(ErrorCode::SessionNotFound) {
            return self.give_up(LostReason::NotFound);
        }
        if refusal == Some(ErrorCode::Auth) || is_auth_close(code, reason) {
            if self.unauthorised {
                return self.give_up(LostReason::NotAuthorized);
            }
            // Every opening gets a fresh ticket, so trying again is the refresh.
            self.unauthorised = true;
            return Verdict::RetryNow;
        }
        if code == TOO_BIG {
            let before = self.too_big_after.replace(self.cursor);
            // The first time it may have been one that is not stored, and so does not come again.
            if before == Some(self.cursor) {
                return self.give_up(LostReason::TooBig);
            }
        }
        self.back_off(roll, now)
    }

    /// It was given up because frames came faster than they were taken in; all that came were, and
    /// the next one goes on after them.
    pub(crate) fn fell_behind(&mut self, roll: f64, now: Timestamp) -> Verdict {
        self.behind += 1;
        self.back_off(roll, now)
    }

    fn give_up(&mut self, reason: LostReason) -> Verdict {
        self.state = ConnectionState::Lost(reason);
        Verdict::GiveUp
    }

    fn back_off(&mut self, roll: f64, now: Timestamp) -> Verdict {
        if self.attempts >= backoff::MAX_ATTEMPTS {
            return self.give_up(LostReason::Exhausted);
        }
        let after = backoff::delay(self.attempts, roll);
        self.attempts += 1;
        self.state = ConnectionState::Waiting { until: now + after };
        Verdict::RetryAfter(after)
    }
}

/// Whether a close was for want of a valid ticket. A bare 1006 is the network's.
fn is_auth_close(code: u16, reason: &str) -> bool {
    let reason = reason.to_ascii_lowercase();
    matches!(code, 1008 | 4001)
        || ["unauthorized", "401", "auth", "ticket"]
            .iter()
            .any(|word| reason.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_000_000);

    #[test]
    fn attempts_grow_apart_from_the_state_and_run_out() {
        let mut connection = Connection::default();
        for attempt in 0..backoff::MAX_ATTEMPTS {
            connection.begin();
            let wait = backoff::delay(attempt, 0.5);
            assert_eq!(
                connection.closed(1006, "", 0.5, NOW),
                Verdict::RetryAfter(wait)
            );
        }
        connection.begin();
        assert_eq!(connection.closed(1006, "", 0.5, NOW), Verdict::GiveUp);
        assert_eq!(
            connection.state(),
            &ConnectionState::Lost(LostReason::Exhausted)
        );
    }

    #[test]
    fn only_an_event_or_a_while_resets_the_attempts() {
        let mut connection = Connection::default();
        connection.begin();
        connection.closed(1006, "", 0.5, NOW);
        connection.begin();
        assert_eq!(connection.attempts(), 1);
        connection.heard(NOW);
        assert_eq!(connection.attempts(), 1);
        connection.advance(EventId(1));
        assert_eq!(connection.attempts(), 0);
        connection.closed(1006, "", 0.5, NOW);
        connection.begin();
        connection.heard(NOW);
        connection.heard(NOW + LASTING);
        assert_eq!(connection.attempts(), 0);
    }

    #[test]
    fn a_quiet_session_is_followed_however_often_its_connection_is_lost() {
        let mut connection = Connection::default();
        let mut now = NOW;
        for _ in 0..3 * backoff::MAX_ATTEMPTS {
            connection.begin();
            connection.heard(now);
            now = now + LASTING;
            let verdict = connection.closed(1006, "", 0.5, now);
            assert_eq!(verdict, Verdict::RetryAfter(backoff::delay(0, 0.5)));
        }
    }

    #[test]
    fn the_cursor_only_moves_forward() {
        let mut connection = Connection::default();
        assert_eq!(connection.cursor(), None);
        assert!(!connection.advance(EventId(42)).is_repeat);
        assert!(!connection.advance(EventId(0)).is_repeat);
        assert!(connection.advance(EventId(7)).is_repeat);
        assert_eq!(connection.cursor(), Some(EventId(42)));
    }

    #[test]
    fn a_second_auth_close_in_a_row_is_final() {
        for (code, reason, is_auth) in [
            (1008, "", true),
            (4001, "", true),
            (1006, "Unauthorized: invalid ticket", true),
            (1000, "401 Authentication required", true),
            (1000, "Auth token expired", true),
            (1000, "Invalid ticket", true),
            (1006, "", false),
            (1001, "going away", false),
        ] {
            let mut connection = Connection::default();
            connection.begin();
            let first = connection.closed(code, reason, 0.5, NOW);
            assert_eq!(first == Verdict::RetryNow, is_auth, "{code} {reason}");
            connection.begin();
            let second = connection.closed(code, reason, 0.5, NOW);
            assert_eq!(second == Verdict::GiveUp, is_auth, "{code} {reason}");
        }
    }
}
