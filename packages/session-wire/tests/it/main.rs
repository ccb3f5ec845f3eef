//! What is read, kept, written back and refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

mod calls;
mod frames;
mod streams;
mod tolerance;
