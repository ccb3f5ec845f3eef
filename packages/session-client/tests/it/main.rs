//! Tests of the crate from outside, against servers and worlds of their own.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod backend;
mod drive;
mod report;
