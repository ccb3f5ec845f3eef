//! What the whole chat draws, and how often it does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod allowed;
mod asking;
mod attacks;
mod budget;
mod burst;
mod changed;
mod composing;
mod copying;
mod files;
mod finding;
mod fixture;
mod hooks;
mod html;
mod kinds;
mod nesting;
mod outline;
mod renderers;
mod screen;
mod sizes;
mod snapshots;
mod states;
pub(crate) mod timers;
mod unfolded;
