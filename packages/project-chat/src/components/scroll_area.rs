//! The part of the chat that scrolls.
//!
#![doc = include_str!("scroll_area/docs.md")]

mod area;
mod component;
mod follow;
mod handle;
mod heights;
mod jump;
mod page;
mod places;
pub(crate) mod transcript;
mod window;

pub(crate) use area::TurnPlace;
pub(crate) use component::ScrollArea;
pub(crate) use handle::{ScrollHandle, use_scroll};
pub(crate) use jump::Jump;
pub(crate) use page::{Inside, Mark};
pub(crate) use window::Item;
