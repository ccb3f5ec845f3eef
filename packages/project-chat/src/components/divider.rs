//! A line across the conversation that says what happened there.
//!
#![doc = include_str!("divider/docs.md")]

mod component;

pub(crate) use component::draw;
