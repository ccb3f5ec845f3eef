//! The components, a folder each: `component.rs`, `style.css`, `docs.md`.

mod announcer;
mod cap;
mod composer;
mod connection;
mod divider;
mod fold;
mod icon;
pub mod markdown;
mod message;
mod notice;
mod placeholder;
pub mod project_chat;
mod reasoning;
mod record;
mod scroll_area;
mod session;
mod thread;
mod tool_card;
pub mod v1_session_messages;
pub mod v2_session_messages;
mod words;
mod working;
