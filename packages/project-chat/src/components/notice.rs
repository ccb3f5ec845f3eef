//! Something that the person should know.
//!
#![doc = include_str!("notice/docs.md")]

mod component;

pub(crate) use component::{Notice, Tone, draw};
