//! Draws the blocks of a markdown document.
#![doc = include_str!("markdown/docs.md")]

mod asked;
mod bidi;
mod block;
pub(crate) mod clipboard;
mod code;
mod component;
mod drawing;
mod fences;
mod html;
mod inline;
mod labels;
mod list;
#[cfg(feature = "math")]
mod math;
mod more;
mod parts;
mod policy;
mod shared;
mod table;
#[cfg(test)]
mod tests;

pub use self::{
    component::{Markdown, MarkdownProps},
    fences::{Fences, use_fences_provider},
    labels::MarkdownLabels,
    policy::{use_link_policy, use_link_policy_provider},
};

/// The style sheet of [`Markdown`]; its colours, spaces and fonts are custom properties of the theme.
pub const STYLE: &str = include_str!("markdown/style.css");
