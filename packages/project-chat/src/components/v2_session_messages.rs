//! The messages of one V2 session.
//!
#![doc = include_str!("v2_session_messages/docs.md")]

mod asides;
mod component;
mod generation;
mod notices;
mod queued;
mod row;
mod tools;

pub use component::{V2SessionMessages, V2SessionMessagesProps};
pub(crate) use generation::V2;
