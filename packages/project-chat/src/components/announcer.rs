//! What screen readers are told while a conversation goes on.
//!
#![doc = include_str!("announcer/docs.md")]

mod component;

pub(crate) use component::Announcer;
