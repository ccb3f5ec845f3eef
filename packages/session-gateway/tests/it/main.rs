//! The gateway from outside: real sockets, a real log.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod calls;
mod client;
mod origins;
mod program;
mod prompts;
mod queue;
mod restarts;
mod runs;
mod streams;
mod transcript;
