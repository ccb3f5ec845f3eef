//! The messages of one V1 session.
//!
#![doc = include_str!("v1_session_messages/docs.md")]

mod answers;
mod asides;
mod component;
mod generation;
mod kinds;
mod row;
mod tools;

pub use component::{V1SessionMessages, V1SessionMessagesProps};
pub(crate) use generation::V1;
