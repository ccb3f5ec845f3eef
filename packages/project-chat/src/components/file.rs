//! A file of the conversation: its picture, or its name, kind and size.
//!
#![doc = include_str!("file/docs.md")]

mod component;
mod lightbox;

pub use component::FileView;
pub(crate) use component::draw;
pub(crate) use lightbox::Lightbox;
