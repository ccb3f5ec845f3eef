//! What is read, kept, written back and refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod calls;
mod captures;
mod events;
mod exercise;
mod frames;
mod history;
mod numbers;
mod parts;
mod streams;
mod tolerance;
mod v1;
