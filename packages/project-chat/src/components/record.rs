//! A record of a kind that has no drawing of its own.
//!
#![doc = include_str!("record/docs.md")]

mod component;

pub(crate) use component::{draw, text, texts};
