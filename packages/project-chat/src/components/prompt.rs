//! What an agent asks, to be answered.
//!
#![doc = include_str!("prompt/docs.md")]

mod choices;
mod chunk;
mod desk;
mod dock;
mod draft;
mod failure;
mod focus;
mod form;
mod permission;
mod place;
mod question;
mod settled;
mod subject;
mod tabs;

pub(crate) use chunk::{PromptDock, PromptPlace};
pub(crate) use desk::{Desk, use_desk, use_desk_provider};
pub(crate) use form::title;
pub(crate) use settled::settled;
