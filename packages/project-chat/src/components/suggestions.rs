//! Answers and next steps that an agent suggests, to be sent with a click.
//!
#![doc = include_str!("suggestions/docs.md")]

mod component;
mod offer;

pub(crate) use component::Suggestions;
pub(crate) use offer::Offer;
