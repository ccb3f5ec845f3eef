//! The blocks of a document: what a renderer draws one below the other.

use std::rc::Rc;

use super::{code::CodeText, inline::Inline, seq::Seq};

/// Names a block among its siblings, for its whole life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(u32);

impl BlockId {
    /// The id of the block at `position` (from 0) among its siblings.
    ///
    /// Blocks are only ever added behind the ones that exist, so a position names one block for good.
    pub fn at(position: usize) -> Self {
        Self(u32::try_from(position).unwrap_or(u32::MAX))
    }

    /// The number behind the id, for keys and attributes.
    pub fn get(self) -> u32 {
        self.0
    }
}

/// Blocks one below the other.
pub type Blocks = Seq<Block>;

/// One block, with its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Names the block among its siblings.
    pub id: BlockId,
    /// What the block is.
    pub kind: BlockKind,
}

impl Blocks {
    /// Adds a block at the end.
    pub(crate) fn add(&mut self, kind: BlockKind) {
        let id = BlockId::at(self.len());
        self.push(Rc::new(Block { id, kind }));
    }
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph of text, in pieces that are read one after the other: together they are its words.
    Paragraph(Seq<Vec<Inline>>),
    /// A heading; `level` is 1 to 6.
    Heading {
        /// The rank, 1 (highest) to 6.
        level: u8,
        /// The words.
        content: Vec<Inline>,
    },
    /// A code block, fenced or indented.
    Code(Code),
    /// An ordered or unordered list.
    List(List),
    /// A quotation.
    Quote(Blocks),
    /// A quotation that carries a label such as "Note".
    Alert {
        /// Which label.
        kind: AlertKind,
        /// What it says.
        children: Blocks,
    },
    /// A table.
    Table(Table),
    /// A line across.
    Rule,
    /// Source text that `CommonMark` would hand to an HTML parser: to be shown as text.
    Html(CodeText),
    /// The text of a footnote.
    Footnote {
        /// The name that references use.
        label: String,
        /// What it says.
        children: Blocks,
    },
}

/// A code block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The first word of the info string, where there is one.
    pub language: Option<String>,
    /// The whole info string behind the opening fence, empty where there is none.
    pub info: String,
    /// The lines.
    pub text: CodeText,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The first number of an ordered list, `None` where the list is unordered.
    pub start: Option<u64>,
    /// Whether paragraphs directly in items are drawn without space between them.
    pub tight: bool,
    /// The items.
    pub items: Seq<Item>,
}

/// One item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// `Some(done)` where the item is a task.
    pub task: Option<bool>,
    /// What the item holds.
    pub children: Blocks,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// One for each column.
    pub alignments: Vec<Alignment>,
    /// The first row.
    pub header: Rc<Row>,
    /// The rows below it.
    pub rows: Seq<Row>,
}

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As many cells as the table has columns.
    pub cells: Vec<Vec<Inline>>,
}

/// Where the text of a table's column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the language's direction says.
    Unset,
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// At the end of the line.
    End,
}

/// The label of an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertKind {
    /// Useful to know.
    Note,
    /// Advice.
    Tip,
    /// Needed to succeed.
    Important,
    /// Needs care at once.
    Warning,
    /// Names a risk.
    Caution,
}
