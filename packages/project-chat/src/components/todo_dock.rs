//! The live session's to-do list, above the message box.
//!
#![doc = include_str!("todo_dock/docs.md")]

mod component;
mod list;

pub(crate) use component::TodoDock;
