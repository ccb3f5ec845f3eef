//! The sign that the agent works.
//!
#![doc = include_str!("working/docs.md")]

mod component;

pub(crate) use component::Working;
