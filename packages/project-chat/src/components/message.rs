//! The person's message.
//!
#![doc = include_str!("message/docs.md")]

mod component;

pub(crate) use component::{Said, draw};
