//! What the whole engine promises, held against samples and generated texts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod definitions;
mod nesting;
mod properties;
mod reading;
mod repairs;
mod samples;
mod show;

use super::{BlockKind, Document, definitions::Definitions, read::read};

/// The kinds of a document's blocks.
fn kinds(document: &Document) -> Vec<BlockKind> {
    document
        .blocks()
        .iter()
        .map(|block| block.kind.clone())
        .collect()
}

/// A finished document that was given `text` in one piece.
fn finished(text: &str) -> Document {
    let mut document = Document::new();
    document.push(text);
    document.finish();
    document
}

/// What the parser reads in `text`, taken as a whole.
fn whole(text: &str) -> Vec<BlockKind> {
    read(text, &Definitions::default())
        .tops
        .into_iter()
        .map(|top| top.kind)
        .collect()
}
