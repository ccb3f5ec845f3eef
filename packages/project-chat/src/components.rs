//! The components, a folder each: `component.rs`, `style.css`, `docs.md`.

pub mod project_chat;
mod thread;
pub mod v1_session_messages;
pub mod v2_session_messages;
