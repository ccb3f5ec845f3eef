//! One session in the order of its project's sessions, live or ended.
//!
#![doc = include_str!("session/docs.md")]

mod component;
mod ended;

pub(crate) use component::SessionView;
