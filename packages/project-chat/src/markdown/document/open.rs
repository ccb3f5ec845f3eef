//! The part of a text that can still change.

use std::borrow::Cow;

use crate::markdown::{fence::Fence, read::Reading, stem::Stem};

/// The part of the source that can still change.
#[derive(Clone, Debug)]
pub(super) enum Open {
    /// Read again when text comes.
    Prose {
        /// Where it begins.
        start: usize,
        /// What is held of the block that goes on at `start`.
        stem: Option<Box<Stem>>,
        /// How far its blocks have been told apart.
        seen: Option<Sight>,
        /// How far the source was there when it was last read.
        read: usize,
    },
    /// Grows by lines.
    Fence(Fence),
}

/// How far the blocks of an open text have been told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sight {
    /// Where its last line begins.
    pub(super) whole: usize,
    /// Whether that line counts.
    pub(super) decided: bool,
    /// The length of that line, roughly.
    pub(super) length: usize,
}

impl Default for Open {
    fn default() -> Self {
        Self::prose(0)
    }
}

impl Open {
    /// A text that begins at `start` with a block of its own.
    pub(super) fn prose(start: usize) -> Self {
        Self::Prose {
            start,
            stem: None,
            seen: None,
            read: start,
        }
    }

    /// Whether it is time to read what is open of `source`.
    ///
    /// What can neither be settled nor cut, such as an address, a cell or a line of code without
    /// end, is read whole each time. Where that is long it is read in steps in proportion to its
    /// length, so that what is read adds up to some times the text, and when a long line ends or a
    /// blank one comes.
    pub(super) fn is_due(&self, source: &str) -> bool {
        let Self::Prose { start, read, .. } = self else {
            return true;
        };
        let (Some(held), Some(fresh)) = (source.get(*start..*read), source.get(*read..)) else {
            return true;
        };
        if held.len() < LONG || fresh.len() >= held.len() / STEPS {
            return true;
        }
        let Some(end) = fresh.find('\n') else {
            return false;
        };
        let line = held.len() - held.rfind('\n').map_or(0, |newline| newline + 1);
        line + end >= LONG || end == 0 && held.ends_with('\n') || fresh.contains("\n\n")
    }

    /// Notes that everything up to `end` of the source was read.
    pub(super) fn was_read(&mut self, end: usize) {
        if let Self::Prose { read, .. } = self {
            *read = end;
        }
    }
}

/// An open text is read at every push up to this many bytes.
const LONG: usize = 4_096;

/// A longer one is read again when it has grown by one of this many parts.
const STEPS: usize = 64;

/// What is read of an open text: its rest, behind what opens its first block again.
pub(super) fn joined<'a>(stem: Option<&Stem>, rest: &'a str) -> Cow<'a, str> {
    match stem {
        Some(stem) => Cow::Owned(format!("{}{rest}", stem.preface())),
        None => Cow::Borrowed(rest),
    }
}

pub(super) fn skipped(stem: Option<&Stem>) -> usize {
    stem.map_or(0, |stem| stem.preface().len())
}

/// Completes the first block of a reading with what is held of it.
pub(super) fn graft_first(
    stem: Option<Box<Stem>>,
    mut reading: Reading,
) -> (Option<Box<Stem>>, Reading) {
    if let Some(stem) = &stem
        && let Some(top) = reading.tops.first_mut()
        && let Some(kind) = stem.graft(top.kind.clone())
    {
        top.kind = kind;
    }
    (stem, reading)
}
