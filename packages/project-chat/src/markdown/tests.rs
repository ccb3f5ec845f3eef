//! What the whole engine promises, held against samples and generated texts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod definitions;
mod examples;
mod flat;
mod nesting;
mod properties;
mod reading;
mod reference;
mod repairs;
mod samples;
mod show;
mod spec;
mod streams;

use self::show::show;
use super::{BlockKind, Document, definitions::Definitions, read::read};

/// A document's blocks, written down.
fn kinds(document: &Document) -> String {
    show(document.blocks().iter())
}

/// A finished document that was given `text` in one piece.
fn finished(text: &str) -> Document {
    let mut document = Document::new();
    document.push(text);
    document.finish();
    document
}

/// What the parser reads in `text`, taken as a whole.
fn whole(text: &str) -> String {
    let tops = read(text, &Definitions::default()).tops;
    let kinds: Vec<BlockKind> = tops.into_iter().map(|top| top.kind).collect();
    show::show_kinds(&kinds)
}
