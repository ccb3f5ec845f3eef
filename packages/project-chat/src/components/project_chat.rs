//! The whole chat of a project.
//!
#![doc = include_str!("project_chat/docs.md")]

mod body;
mod component;
mod header;
mod new_session;

pub use component::{ProjectChat, ProjectChatProps};
