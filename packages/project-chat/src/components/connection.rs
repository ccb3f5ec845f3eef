//! The connection of the live session.
//!
#![doc = include_str!("connection/docs.md")]

mod badge;
mod banner;
mod left_out;
mod state;

pub(crate) use badge::ConnectionBadge;
pub(crate) use banner::ConnectionBanner;
pub(crate) use left_out::LeftOutNotice;
pub(crate) use state::{Link, link, too_big};
