//! The person's message.
//!
#![doc = include_str!("message/docs.md")]

mod component;
mod tools;

pub(crate) use component::{Said, draw};
