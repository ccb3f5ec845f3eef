//! The sign that the agent works.
//!
#![doc = include_str!("working/docs.md")]

mod component;
mod doing;

pub(crate) use component::Working;
pub(crate) use doing::Doing;
