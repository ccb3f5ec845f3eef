//! What stands in the place of a conversation that is not there.
//!
#![doc = include_str!("placeholder/docs.md")]

mod component;

pub(crate) use component::{Bones, Empty, Failed, Skeleton};
