//! Gathers the blocks inside a container.

use std::rc::Rc;

use crate::markdown::{
    block::{Block, BlockId, BlockKind},
    inline::Inline,
};

/// Blocks of a container, and the loose words of a tight list's item, which become paragraphs.
#[derive(Debug, Default)]
pub(super) struct Children {
    blocks: Vec<Rc<Block>>,
    loose: Vec<Inline>,
}

impl Children {
    pub(super) fn block(&mut self, kind: BlockKind) {
        self.close_loose();
        let id = BlockId::at(self.blocks.len());
        self.blocks.push(Rc::new(Block { id, kind }));
    }

    pub(super) fn loose(&mut self) -> &mut Vec<Inline> {
        &mut self.loose
    }

    pub(super) fn finish(mut self) -> Vec<Rc<Block>> {
        self.close_loose();
        self.blocks
    }

    fn close_loose(&mut self) {
        if self.loose.is_empty() {
            return;
        }
        let content = super::inlines::finish(std::mem::take(&mut self.loose), false);
        let id = BlockId::at(self.blocks.len());
        self.blocks.push(Rc::new(Block {
            id,
            kind: BlockKind::Paragraph(content),
        }));
    }
}
