//! Where the blocks at the end of a text begin, from the outermost to the innermost.

use super::reach::Safe;

/// One of the blocks that a text ends in; offsets are bytes of the text read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    /// A list.
    List {
        /// Where each of its items begins.
        items: Vec<usize>,
    },
    /// An item, a quotation, an alert or a footnote.
    Container {
        /// Where it begins.
        at: usize,
        /// What it is.
        kind: ContainerKind,
        /// Where each of the blocks in it begins.
        children: Vec<usize>,
    },
    /// A table.
    Table {
        /// Where it begins.
        at: usize,
        /// Where each row below the header begins.
        rows: Vec<usize>,
    },
    /// Code behind a fence, indented code, or source that looks like HTML.
    Lines {
        /// Where it begins.
        at: usize,
        /// What it is.
        kind: LinesKind,
        /// Where each of its lines begins.
        lines: Vec<usize>,
    },
    /// A paragraph.
    Words {
        /// Where it begins.
        at: usize,
        /// The last byte behind which nothing reaches back across it.
        cut: Option<Safe>,
    },
    /// Anything else.
    Other,
}

/// What holds other blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ContainerKind {
    /// An item of a list.
    Item,
    /// A quotation or an alert.
    Quote,
    /// The text of a footnote.
    Footnote,
}

/// What a block of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinesKind {
    /// Code behind a fence.
    Fenced,
    /// Indented code.
    Indented,
    /// Source that looks like HTML.
    Html,
}
