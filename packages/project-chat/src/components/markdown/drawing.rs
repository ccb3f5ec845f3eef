//! What every part of a document has to know to be drawn.

use std::rc::Rc;

use super::labels::MarkdownLabels;
use crate::markdown::Alignment;

/// What parts are drawn with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Drawing {
    pub(super) labels: Rc<MarkdownLabels>,
    /// How many lists, quotations, alerts and footnotes are around.
    pub(super) depth: usize,
    /// What the rows of a table know of its columns.
    pub(super) columns: Columns,
}

/// The columns of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Columns {
    pub(super) alignments: Rc<[Alignment]>,
    /// How many of them are drawn.
    pub(super) shown: usize,
}

impl Drawing {
    /// What the blocks of a document are drawn with.
    pub(super) fn new(labels: Rc<MarkdownLabels>) -> Self {
        let columns = Columns {
            alignments: Rc::from([]),
            shown: 0,
        };
        Self {
            labels,
            depth: 0,
            columns,
        }
    }

    /// What the blocks inside one of these are drawn with.
    pub(super) fn inside(&self) -> Self {
        Self {
            depth: self.depth + 1,
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
