//! What every part of a document has to know to be drawn.

use std::rc::Rc;

use super::{
    asked::{Holder, Place},
    labels::MarkdownLabels,
};
use crate::markdown::Alignment;

/// What parts are drawn with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawing {
    pub(super) labels: Rc<MarkdownLabels>,
    /// What the parts stand in.
    pub(super) holder: Holder,
    /// How many lists, quotations, alerts and footnotes are around.
    pub(super) depth: usize,
    /// From how many on they are shown when the reader asks.
    pub(super) deepest: usize,
    /// What the rows of a table know of its columns.
    pub(super) columns: Columns,
}

/// Blocks that stand in more than this many others are shown when the reader asks, and this many
/// more of them each time.
const DEPTH: usize = 24;

/// The columns of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Columns {
    pub(super) alignments: Rc<[Alignment]>,
    /// How many of them are drawn.
    pub(super) shown: usize,
}

impl Drawing {
    /// What the blocks of a document are drawn with.
    pub(super) fn new(labels: Rc<MarkdownLabels>, holder: Holder) -> Self {
        let columns = Columns {
            alignments: Rc::from([]),
            shown: 0,
        };
        Self {
            labels,
            holder,
            depth: 0,
            deepest: DEPTH,
            columns,
        }
    }

    /// What the parts of the block or item at `place` are drawn with.
    pub(super) fn of(&self, place: &Place) -> Self {
        Self {
            holder: place.holder(),
            ..self.clone()
        }
    }

    /// What the blocks inside the one at `place` are drawn with.
    pub(super) fn inside(&self, place: &Place) -> Self {
        Self {
            depth: self.depth + 1,
            ..self.of(place)
        }
    }

    /// What a block is drawn with whose depth the reader asked for.
    pub(super) fn deeper(&self) -> Self {
        Self {
            deepest: self.depth + DEPTH,
            ..self.clone()
        }
    }

    /// What the rows of a table with these columns are drawn with.
    pub(super) fn with_columns(&self, columns: Columns) -> Self {
        Self {
            columns,
            ..self.clone()
        }
    }
}
