//! Gathers the blocks inside a container.

use crate::markdown::{
    block::{BlockKind, Blocks},
    inline::Inline,
};

/// Blocks of a container, and the loose words of a tight list's item, which become paragraphs.
#[derive(Debug, Default)]
pub(super) struct Children {
    blocks: Blocks,
    loose: Vec<Inline>,
    loose_at: usize,
    starts: Vec<usize>,
}

impl Children {
    /// Adds a block that begins at byte `at`.
    pub(super) fn block(&mut self, kind: BlockKind, at: usize) {
        self.close_loose();
        self.starts.push(at);
        self.blocks.add(kind);
    }

    /// The loose words so far; the next of them begin at byte `at`.
    pub(super) fn loose(&mut self, at: usize) -> &mut Vec<Inline> {
        if self.loose.is_empty() {
            self.loose_at = at;
        }
        &mut self.loose
    }

    /// Where the loose words at the end begin, if there are any.
    pub(super) fn loose_at(&self) -> Option<usize> {
        (!self.loose.is_empty()).then_some(self.loose_at)
    }

    /// The blocks and where each of them begins.
    pub(super) fn finish(mut self) -> (Blocks, Vec<usize>) {
        self.close_loose();
        (self.blocks, self.starts)
    }

    fn close_loose(&mut self) {
        if self.loose.is_empty() {
            return;
        }
        let content = super::inlines::finish(std::mem::take(&mut self.loose), false);
        self.starts.push(self.loose_at);
        self.blocks.add(super::inlines::paragraph(content));
    }
}
