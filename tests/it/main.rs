//! Integration tests of all crates, in one binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests fail by panicking"
)]

mod captures;
mod changes;
mod connection;
mod drawn;
mod facts;
mod faults;
mod fold;
mod names;
mod network;
mod outages;
mod peer;
mod picture;
mod preview;
mod project;
mod prompts;
mod queue;
mod rows;
mod streams;
mod surprises;
mod v1;
mod v2;
