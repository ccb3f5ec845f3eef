//! A line across the conversation that says what happened there.
//!
#![doc = include_str!("divider/docs.md")]

mod component;

pub use component::DividerView;
pub(crate) use component::draw;
