//! A button that unfolds a few things to do.
//!
#![doc = include_str!("menu/docs.md")]

mod component;

pub(crate) use component::{Entry, Menu};
