//! The box that messages are written in.
//!
#![doc = include_str!("composer/docs.md")]

mod component;
mod field;
mod logic;
mod state;

pub(crate) use component::Composer;
