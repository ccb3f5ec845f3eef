//! The connection of the live session.
//!
#![doc = include_str!("connection/docs.md")]

mod badge;
mod banner;
mod state;

pub(crate) use badge::ConnectionBadge;
pub(crate) use banner::ConnectionBanner;
pub(crate) use state::{Link, link};
