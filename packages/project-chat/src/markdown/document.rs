//! A text that is still being written, and the blocks that it makes.

use std::{mem::discriminant, ops::Range};

use super::{
    block::BlockKind,
    blocks::Blocks,
    boundary,
    definitions::{Definitions, Label},
    fence::Fence,
    read::{Found, Reading, Top, read},
    repair::repair,
    source::Source,
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
/// assert_eq!(open.kind, BlockKind::Paragraph(vec![words("Some "), bold]));
///
/// document.push(" words** and more");
/// document.finish();
/// assert_eq!(document.blocks().get(0).unwrap().id, open.id);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Document {
    source: Source,
    blocks: Blocks,
    settled: Vec<Settled>,
    open: Open,
    definitions: Definitions,
    finished: bool,
}

/// What is remembered of a settled block.
#[derive(Clone, Debug)]
struct Settled {
    /// Its source, from the end of the block before it.
    range: Range<usize>,
    /// Labels in it that are not defined so far.
    wants: Vec<Label>,
}

/// The part of the source that can still change.
#[derive(Clone, Debug)]
enum Open {
    /// Read again when text comes.
    Prose {
        /// Where it begins.
        start: usize,
        /// How far its blocks have been told apart: whole lines, and whether the last one counts.
        seen: Option<(usize, bool)>,
    },
    /// Grows by lines.
    Fence(Fence),
}

impl Default for Open {
    fn default() -> Self {
        Self::Prose {
            start: 0,
            seen: None,
        }
    }
}

impl Document {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `delta` at the end.
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
            Open::Prose { start, .. } => {
                let reading = read(&self.source.text()[start..], &self.definitions);
                let blocks = reading.tops.len();
                self.settle(reading, blocks, start, end);
            }
            Open::Fence(fence) => self.settle_fence(&fence, end),
        }
        self.open = Open::Prose {
            start: end,
            seen: None,
        };
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

    /// The text so far, with every line ending as one newline.
    pub fn source(&self) -> &str {
        self.source.text()
    }

    fn reopen(&mut self) {
        self.settled.clear();
        self.definitions = Definitions::default();
        self.open = Open::default();
        self.finished = false;
    }

    fn advance(&mut self) {
        self.settle_lines();
        self.show_open();
    }

    /// Settles whatever the whole lines of the source settle.
    fn settle_lines(&mut self) {
        loop {
            let moved = match &mut self.open {
                Open::Prose { start, seen } => {
                    let start = *start;
                    let text = &self.source.text()[start..];
                    let decided = boundary::decided_len(text);
                    let whole = text.rfind('\n').map_or(0, |at| at + 1);
                    let sight = (start + whole, decided > whole);
                    if decided == 0 || *seen == Some(sight) {
                        return;
                    }
                    *seen = Some(sight);
                    self.settle_prose(start, decided)
                }
                Open::Fence(fence) => match fence.grow(self.source.text()) {
                    Some(end) => {
                        let fence = fence.clone();
                        self.open = Open::Prose {
                            start: end,
                            seen: None,
                        };
                        self.settle_fence(&fence, end);
                        true
                    }
                    None => false,
                },
            };
            if !moved {
                return;
            }
        }
    }

    /// Settles blocks in the `decided` bytes from `start`; whether there is more to look at.
    fn settle_prose(&mut self, start: usize, decided: usize) -> bool {
        let text = &self.source.text()[start..start + decided];
        let reading = read(text, &self.definitions);
        let point = boundary::point(text, &reading);
        let fence = reading
            .tops
            .get(point.blocks)
            .and_then(|top| match &top.kind {
                BlockKind::Code(code) if top.fenced => {
                    Fence::open(self.source.text(), start + top.range.start, code)
                }
                _ => None,
            });
        let end = fence
            .as_ref()
            .map_or(start + point.end, |fence| fence.start);
        if end == start && fence.is_none() {
            return false;
        }
        self.settle(reading, point.blocks, start, end);
        self.open = fence.map_or(
            Open::Prose {
                start: end,
                seen: None,
            },
            Open::Fence,
        );
        true
    }

    fn settle_fence(&mut self, fence: &Fence, end: usize) {
        let top = Top {
            range: 0..end - fence.start,
            kind: fence.whole(&self.source.text()[..end]),
            uses: Vec::new(),
            fenced: true,
        };
        let reading = Reading {
            tops: vec![top],
            found: Vec::new(),
        };
        self.settle(reading, 1, fence.start, end);
    }

    /// Settles the first `blocks` of a reading that began at `start`, and what it defines up to `end`.
    fn settle(&mut self, reading: Reading, blocks: usize, start: usize, end: usize) {
        for top in reading.tops.into_iter().take(blocks) {
            let wordless = matches!(top.kind, BlockKind::Code(_) | BlockKind::Html(_));
            let wants = if wordless { Vec::new() } else { top.uses };
            let before = self.settled.last().map_or(0, |settled| settled.range.end);
            let range = before..start + top.range.end;
            self.blocks.put(self.settled.len(), top.kind);
            self.settled.push(Settled { range, wants });
        }
        let mut fresh = false;
        for found in reading
            .found
            .into_iter()
            .filter(|found| start + found.at < end)
        {
            fresh |= self.define(found);
        }
        if fresh {
            self.read_again();
        }
        let definitions = &self.definitions;
        for settled in self.settled.iter_mut().rev().take(blocks) {
            settled.wants.retain(|label| !definitions.has(label));
        }
    }

    fn define(&mut self, found: Found) -> bool {
        match found.target {
            Some(target) => self.definitions.add_link(found.label, target),
            None => self.definitions.add_footnote(found.label),
        }
    }

    /// Reads the settled blocks again that wait for a label that is defined now.
    fn read_again(&mut self) {
        for (position, settled) in self.settled.iter_mut().enumerate() {
            let before = settled.wants.len();
            settled.wants.retain(|label| !self.definitions.has(label));
            if settled.wants.len() == before {
                continue;
            }
            let text = &self.source.text()[settled.range.clone()];
            let mut tops = read(text, &self.definitions).tops;
            // A definition changes words, never what a block is.
            if tops.len() == 1
                && let (Some(top), Some(old)) = (tops.pop(), self.blocks.get(position))
                && discriminant(&top.kind) == discriminant(&old.kind)
            {
                self.blocks.put(position, top.kind);
            }
        }
    }

    fn show_open(&mut self) {
        let first = self.settled.len();
        let mut shown = first;
        match &self.open {
            Open::Prose { start, .. } => {
                let text = repair(&self.source.text()[*start..]);
                for top in read(&text, &self.definitions).tops {
                    self.blocks.put(shown, top.kind);
                    shown += 1;
                }
            }
            Open::Fence(fence) => {
                self.blocks.put(shown, fence.so_far(self.source.text()));
                shown += 1;
            }
        }
        self.blocks.truncate(shown);
    }
}
