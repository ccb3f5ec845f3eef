//! Finding words in the conversation, drawn or not.
//!
#![doc = include_str!("find/docs.md")]

mod component;
mod matches;
mod plain;

pub(crate) use component::{FindBar, use_find};
