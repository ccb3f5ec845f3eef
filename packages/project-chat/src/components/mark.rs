//! A quiet line that marks a place of the conversation.
//!
#![doc = include_str!("mark/docs.md")]

mod component;

pub(crate) use component::{Mark, checkpoint, draw, patch, texts};
