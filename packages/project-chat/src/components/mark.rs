//! A quiet line that marks a place of the conversation.
//!
#![doc = include_str!("mark/docs.md")]

mod component;

pub(crate) use component::{checkpoint, patch};
