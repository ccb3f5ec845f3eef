//! A list of turns, each a message and what answers it.
//!
#![doc = include_str!("thread/docs.md")]

mod child;
mod component;
mod context;
mod members;
mod slot;
mod turn;
mod window;

pub(crate) use child::{Child, MAX_DEPTH};
pub(crate) use component::Thread;
pub(crate) use context::draw as draw_context;
