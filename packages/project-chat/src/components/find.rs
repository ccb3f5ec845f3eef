//! Finding words in the conversation, drawn or not.
//!
#![doc = include_str!("find/docs.md")]

mod component;
mod found;
mod plain;
mod query;
mod search;

pub(crate) use component::{FindBar, use_find};
#[cfg(test)]
pub(crate) use {
    found::Found,
    search::{STEP, Search},
};
