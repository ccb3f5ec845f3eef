//! A text that is still being written, and the blocks that it makes.

mod open;
mod settle;

use std::{ops::Range, rc::Rc};

use self::open::{Open, joined};
use super::{
    block::{Block, BlockId, BlockKind, Blocks},
    definitions::{Definitions, Label},
    links::Policy,
    read::{Reading, read},
    repair::repair,
    share,
    source::Source,
    stem::Stem,
};

/// A markdown text that arrives bit by bit.
///
/// Only what can still change is read again when text comes: a block that is settled keeps its
/// [`Rc`](std::rc::Rc) until the document is dropped, unless a definition that arrives later turns
/// words of it into a link or a footnote mark. The open end of the text is shown without half
/// marks: what is open is closed, what is undecided waits. [`finish`](Self::finish) shows all of it
/// as `CommonMark` reads it.
///
/// ```
/// use project_chat::markdown::{BlockKind, Document, Inline};
///
/// let mut document = Document::new();
/// document.push("Some **bold");
/// let open = document.blocks().get(0).cloned().unwrap();
/// let words = |text: &str| Inline::Text(text.into());
/// let bold = Inline::Strong(vec![words("bold")]);
/// let BlockKind::Paragraph(pieces) = &open.kind else { unreachable!() };
/// assert_eq!(**pieces.get(0).unwrap(), [words("Some "), bold]);
///
/// document.push(" words** and more");
/// document.finish();
/// assert_eq!(document.blocks().get(0).unwrap().id, open.id);
/// ```
#[derive(Clone, Debug)]
pub struct Document {
    source: Source,
    blocks: Blocks,
    settled: Vec<Settled>,
    open: Open,
    definitions: Definitions,
    finished: bool,
    /// The least length of a piece of a paragraph, in bytes.
    piece: usize,
}

/// What is remembered of a settled block.
#[derive(Clone, Debug)]
struct Settled {
    /// Its source, from the end of the block before it.
    range: Range<usize>,
    /// Labels in it that are not defined so far.
    wants: Vec<Label>,
}

/// A long paragraph is read and drawn in pieces of this many bytes or a little more.
const PIECE: usize = 384;

impl Default for Document {
    fn default() -> Self {
        Self {
            source: Source::default(),
            blocks: Blocks::default(),
            settled: Vec::new(),
            open: Open::default(),
            definitions: Definitions::default(),
            finished: false,
            piece: PIECE,
        }
    }
}

impl Document {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty text whose paragraphs are cut wherever they can be.
    #[cfg(test)]
    pub(super) fn finely_cut() -> Self {
        Self {
            piece: 2,
            ..Self::default()
        }
    }

    /// The same, and marks without a partner soon stand for themselves.
    #[cfg(test)]
    pub(super) fn impatient() -> Self {
        Self {
            definitions: Definitions::with_patience(6),
            ..Self::finely_cut()
        }
    }

    /// An empty text whose links and images the host has a say in.
    pub fn with_policy(policy: Rc<Policy>) -> Self {
        Self {
            definitions: Definitions::under(policy),
            ..Self::default()
        }
    }

    /// Adds `delta` at the end.
    ///
    /// Where more than some kilobytes can be neither settled nor cut, such as an address or a line
    /// of indented code, the last few hundredths of them may be shown with a later push, and with
    /// [`finish`](Self::finish) at the latest.
    ///
    /// Text that comes after [`finish`](Self::finish) opens the document again.
    pub fn push(&mut self, delta: &str) {
        if delta.is_empty() {
            return;
        }
        if self.finished {
            self.reopen();
        }
        self.source.push(delta);
        self.advance();
    }

    /// Makes the text equal to `full`: an addition where it begins with the text so far, else
    /// everything is read anew and only blocks that say the same keep their identity.
    pub fn replace(&mut self, full: &str) {
        let full = Source::from(full);
        let same_start = full.text().strip_prefix(self.source.text());
        match same_start {
            Some("") => self.source = full,
            Some(_) if !self.finished => {
                self.source = full;
                self.advance();
            }
            _ => {
                self.source = full;
                self.reopen();
                self.advance();
            }
        }
    }

    /// Says that no more text comes: everything is shown as it stands.
    pub fn finish(&mut self) {
        if self.finished {
            return;
        }
        self.finished = true;
        self.settle_lines();
        let end = self.source.text().len();
        match std::mem::take(&mut self.open) {
            Open::Prose { start, stem, .. } => {
                let (start, stem, reading) = self.read_open(start, stem, end);
                let blocks = reading.tops.len();
                let wants = stem.map(|stem| stem.wants).unwrap_or_default();
                self.settle(reading, blocks, start, end, wants);
            }
            Open::Fence(fence) => self.settle_fence(&fence, end),
        }
        self.open = Open::prose(end);
        self.blocks.truncate(self.settled.len());
    }

    /// Whether [`finish`](Self::finish) was called and no text came since.
    pub fn is_finished(&self) -> bool {
        self.finished
    }

    /// The blocks as they stand.
    pub fn blocks(&self) -> &Blocks {
        &self.blocks
    }

    /// How many blocks, from the first, can no longer change by what is added behind them.
    pub fn settled(&self) -> usize {
        self.settled.len()
    }

    /// The text that is not read again, settled blocks first.
    #[cfg(test)]
    pub(super) fn closed_source(&self) -> &str {
        let end = match &self.open {
            Open::Prose { start, .. } => *start,
            Open::Fence(fence) => fence.start,
        };
        &self.source.text()[..end]
    }

    /// The text so far, with every line ending as one newline.
    pub fn source(&self) -> &str {
        self.source.text()
    }

    fn reopen(&mut self) {
        self.settled.clear();
        self.definitions.clear();
        self.open = Open::default();
        self.finished = false;
    }

    fn advance(&mut self) {
        if !self.open.is_due(self.source.text()) {
            return;
        }
        self.settle_lines();
        self.show_open();
        self.open.was_read(self.source.text().len());
    }

    /// Reads the open text from `start` to `end`, from further back where what is held of it turns
    /// out to be wrong. The reading's offsets count from the start that is given back.
    fn read_open(
        &self,
        start: usize,
        stem: Option<Box<Stem>>,
        end: usize,
    ) -> (usize, Option<Box<Stem>>, Reading) {
        let text = joined(stem.as_deref(), &self.source.text()[start..end]);
        let mut reading = read(&text, &self.definitions);
        let Some(stem) = stem else {
            return (start, None, reading);
        };
        if !stem.is_reached(&text)
            && let Some(top) = reading.tops.first_mut()
            && let Some(kind) = stem.graft(top.kind.clone())
        {
            top.kind = kind;
            reading.shift(stem.preface().len());
            return (start, Some(stem), reading);
        }
        let reading = read(&self.source.text()[stem.base..end], &self.definitions);
        (stem.base, None, reading)
    }

    fn show_open(&mut self) {
        let first = self.settled.len();
        let mut shown = first;
        match &mut self.open {
            Open::Prose { start, stem, .. } => {
                let view = joined(stem.as_deref(), &self.source.text()[*start..]);
                let mut tops = read(&repair(&view), &self.definitions).tops;
                if let Some(stem) = stem {
                    let first = tops.first().filter(|_| !stem.is_reached(&view));
                    let whole = first.and_then(|top| stem.graft(top.kind.clone()));
                    if let (Some(kind), Some(top)) = (whole, tops.first_mut()) {
                        top.kind = kind;
                    } else {
                        let text = repair(&self.source.text()[stem.base..]);
                        tops = read(&text, &self.definitions).tops;
                    }
                }
                for top in tops {
                    self.show(shown, top.kind);
                    shown += 1;
                }
            }
            Open::Fence(fence) => {
                let before = self.blocks.get(shown).map(|block| &block.kind);
                if let Some(kind) = fence.news(self.source.text(), before) {
                    self.put(shown, kind);
                }
                shown += 1;
            }
        }
        self.blocks.truncate(shown);
    }

    /// Shows a block at `position`, at most one behind the last; what did not change stays the same.
    fn show(&mut self, position: usize, mut kind: BlockKind) {
        if let Some(old) = self.blocks.get(position) {
            share::share_kind(&old.kind, &mut kind);
        }
        self.put(position, kind);
    }

    /// Shows a block that has shared with the one at `position` already.
    fn put(&mut self, position: usize, kind: BlockKind) {
        let block = match self.blocks.get(position) {
            Some(old) => {
                let block = share::follow(old, kind);
                if Rc::ptr_eq(old, &block) {
                    return;
                }
                block
            }
            None => Rc::new(Block {
                id: BlockId::at(position),
                kind,
            }),
        };
        self.blocks.put(position, block);
    }
}
