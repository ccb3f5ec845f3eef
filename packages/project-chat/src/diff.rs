//! Differences of files, as typed lines with the words that changed in them.

mod compute;
mod patch;
mod words;

pub(crate) use compute::compute;
pub(crate) use patch::{is_patch, parse};

use std::ops::Range;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileDiff {
    /// Its path as it was told; empty where it was not.
    pub(crate) path: String,
    pub(crate) change: FileChange,
    pub(crate) hunks: Vec<Hunk>,
}

/// What happened to a file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileChange {
    Modified,
    Added,
    Deleted,
}

/// Lines that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hunk {
    /// The number of its first line before and after, from 1, where that is known.
    pub(crate) start: Option<(u32, u32)>,
    pub(crate) lines: Vec<DiffLine>,
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DiffLine {
    pub(crate) kind: LineKind,
    pub(crate) text: String,
    /// The bytes of `text` that the line differs in from the one that it replaces; in order.
    pub(crate) changed: Vec<Range<usize>>,
}

/// What a line of a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    Add,
    Remove,
    Context,
}

impl LineKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Context => "context",
        }
    }
}

impl FileChange {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Modified => "modified",
            Self::Added => "added",
            Self::Deleted => "deleted",
        }
    }
}

impl FileDiff {
    /// How many lines it adds and removes.
    pub(crate) fn count(&self) -> (u64, u64) {
        let mut count = (0, 0);
        for line in self.hunks.iter().flat_map(|hunk| &hunk.lines) {
            match line.kind {
                LineKind::Add => count.0 += 1,
                LineKind::Remove => count.1 += 1,
                LineKind::Context => {}
            }
        }
        count
    }

    /// Finds the words that changed, in every pair of lines that replace each other.
    pub(crate) fn mark_words(&mut self) {
        for hunk in &mut self.hunks {
            words::mark(&mut hunk.lines);
        }
    }
}

impl DiffLine {
    pub(crate) fn new(kind: LineKind, text: &str) -> Self {
        Self {
            kind,
            text: text.to_owned(),
            changed: Vec::new(),
        }
    }

    /// Its text in pieces, each with whether it changed.
    pub(crate) fn pieces(&self) -> Vec<(bool, &str)> {
        let mut pieces = Vec::new();
        let mut at = 0;
        for range in &self.changed {
            pieces.push((false, &self.text[at..range.start]));
            pieces.push((true, &self.text[range.clone()]));
            at = range.end;
        }
        pieces.push((false, &self.text[at..]));
        pieces.retain(|(_, piece)| !piece.is_empty());
        pieces
    }
}
