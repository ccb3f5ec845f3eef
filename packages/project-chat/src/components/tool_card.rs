//! The card of one use of a tool.
//!
#![doc = include_str!("tool_card/docs.md")]

mod card;
mod component;
mod diff;
mod fields;
mod sections;

pub(crate) use card::{Asked, CardState, Head, Section, Stat, TodoLine};
pub(crate) use component::draw;
pub(crate) use diff::{count, is_diff};
pub(crate) use fields::{pretty, short_path, string, strings};
pub(crate) use sections::more;
