//! What the agent thinks.
//!
#![doc = include_str!("reasoning/docs.md")]

mod component;

pub(crate) use component::{Thinking, draw};
