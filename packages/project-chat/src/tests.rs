//! What the whole chat draws, and how often it does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attacks;
mod budget;
mod composing;
mod fixture;
mod hooks;
mod html;
mod screen;
mod snapshots;
pub(crate) mod timers;
