//! What travels: serde types of the calls, frames and messages of coding-agent sessions.
