//! Something that the person should know.
//!
#![doc = include_str!("notice/docs.md")]

mod component;
mod countdown;

pub(crate) use component::{Notice, Tone, draw, texts};
pub(crate) use countdown::Countdown;
