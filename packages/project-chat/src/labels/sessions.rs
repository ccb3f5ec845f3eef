//! The strings of sessions and of their connections.

use std::time::Duration;

use super::Text;
use super::age::{Age, english_age};
use super::size::english_size;

/// The strings of sessions that have ended.
#[derive(Clone, Debug)]
pub struct SessionLabels {
    /// The title of a session that has none.
    pub untitled: Text,
    /// When a session ended.
    pub ended: fn(Age) -> String,
    /// A session whose end is not known.
    pub ended_sometime: Text,
    /// What its answers have cost, in US dollars.
    pub cost: fn(f64) -> String,
    /// Its messages are being loaded.
    pub loading: Text,
    /// Its messages could not be loaded.
    pub failed: Text,
    /// It has no message.
    pub empty: Text,
    /// The heading of the list of what the agent does.
    pub todos: Text,
}

/// The strings of the live session's connection.
#[derive(Clone, Debug)]
pub struct ConnectionLabels {
    /// Nothing is connected.
    pub closed: Text,
    /// It is being opened.
    pub opening: Text,
    /// It is there.
    pub open: Text,
    /// It may be dead: nothing has come for a while.
    pub suspect: Text,
    /// It was lost, and is tried again in this long; the number is of the attempt that follows.
    pub waiting: fn(Duration, u32) -> String,
    /// The same, in a word or two.
    pub waiting_short: Text,
    /// Too many attempts failed.
    pub exhausted: Text,
    /// The backend refuses this person.
    pub not_authorized: Text,
    /// The backend does not know the session.
    pub not_found: Text,
    /// The next message is too big for the connection.
    pub too_big: Text,
    /// So many messages were too big to be shown, the last one of so many bytes.
    pub left_out: fn(u64, u64) -> String,
    /// It was lost, in a word or two.
    pub lost_short: Text,
    /// The button that tries again.
    pub reconnect: Text,
}

impl Default for SessionLabels {
    fn default() -> Self {
        Self {
            untitled: "Chat session".into(),
            ended: |age| format!("ended {}", english_age(age)),
            ended_sometime: "ended".into(),
            cost: |dollars| format!("${dollars:.2}"),
            loading: "Loading messages…".into(),
            failed: "The messages could not be loaded.".into(),
            empty: "This session has no messages.".into(),
            todos: "Tasks".into(),
        }
    }
}

impl Default for ConnectionLabels {
    fn default() -> Self {
        Self {
            closed: "Not connected".into(),
            opening: "Connecting…".into(),
            open: "Connected".into(),
            suspect: "No sign of life…".into(),
            waiting: |wait, attempt| match wait.as_secs() {
                0 => format!("Connection lost. Reconnecting… (attempt {attempt})"),
                seconds => {
                    format!("Connection lost. Reconnecting in {seconds} s (attempt {attempt})")
                }
            },
            waiting_short: "Reconnecting…".into(),
            exhausted: "The connection is lost. The agent may still be working.".into(),
            not_authorized: "The server refuses the connection. Sign in again, then reconnect."
                .into(),
            not_found: "The server does not know this session any more. Send a message to start \
                        a new one."
                .into(),
            too_big: "The agent has sent something that is too big to get here, and nothing after \
                      it can be shown. Reconnect to try again, or start a new session to go on."
                .into(),
            left_out: |count, bytes| {
                let size = english_size(bytes);
                let what = match count {
                    1 => format!(
                        "Something of {size} that the agent has sent is too big to be shown here \
                         and was"
                    ),
                    _ => format!(
                        "{count} things that the agent has sent, the last one of {size}, are too \
                         big to be shown here and were"
                    ),
                };
                format!("{what} left out. Ask the agent for the part that matters.")
            },
            lost_short: "Disconnected".into(),
            reconnect: "Reconnect".into(),
        }
    }
}
