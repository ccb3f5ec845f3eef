//! The part of the chat that scrolls.
//!
#![doc = include_str!("scroll_area/docs.md")]

mod component;
mod follow;
mod handle;

pub(crate) use component::{JumpToLatest, ScrollArea};
pub(crate) use handle::{ScrollHandle, use_scroll};
