//! Streaming markdown: text goes in bit by bit, typed blocks come out.
//!
//! A [`Document`] reads `CommonMark` with GitHub's tables, task lists, strikethrough, footnotes,
//! alerts, bare addresses and, with the feature `math`, formulas. What comes out is data: no HTML is ever made, source that looks like
//! HTML is text, and an address becomes a link or an image only where [`links`] allows it.

mod autolink;
mod block;
mod boundary;
mod code;
mod definitions;
mod document;
mod fence;
mod inline;
pub mod links;
#[cfg(feature = "math")]
pub mod math;
mod read;
mod repair;
mod seq;
mod share;
mod source;
mod stem;
#[cfg(test)]
mod tests;

pub use self::{
    block::{
        AlertKind, Alignment, Block, BlockId, BlockKind, Blocks, Code, Item, List, Row, Table,
    },
    code::CodeText,
    document::Document,
    inline::{Inline, plain_text},
    seq::{Group, Section, Seq},
};
