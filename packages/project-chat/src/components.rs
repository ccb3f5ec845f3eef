//! The components, a folder each: `component.rs`, `style.css`, `docs.md`.

mod announcer;
mod composer;
mod connection;
mod copy;
pub(crate) mod divider;
mod drawing;
mod extent;
pub(crate) mod file;
pub(crate) mod fold;
mod icon;
pub mod markdown;
mod message;
mod more;
mod notice;
mod placeholder;
pub mod project_chat;
mod prompt;
mod reasoning;
mod record;
mod scroll_area;
mod session;
mod thread;
pub(crate) mod tool_card;
pub mod v1_session_messages;
pub mod v2_session_messages;
mod words;
mod working;
