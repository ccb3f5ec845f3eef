//! The whole chat of a project.
//!
#![doc = include_str!("project_chat/docs.md")]

mod body;
mod component;

pub use component::{ProjectChat, ProjectChatProps};
