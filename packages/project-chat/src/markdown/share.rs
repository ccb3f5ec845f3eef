//! Keeps the identity of what did not change when a block is read again.

use std::rc::Rc;

use super::block::{Block, BlockKind, Item};

/// `kind` as a block that takes the place of `old`: `old` itself where it says the same, else a new
/// block that shares every part with `old` that says the same.
pub(crate) fn replace(old: &Rc<Block>, mut kind: BlockKind) -> Rc<Block> {
    share_kind(&old.kind, &mut kind);
    if old.kind == kind {
        return Rc::clone(old);
    }
    Rc::new(Block { id: old.id, kind })
}

fn share_kind(old: &BlockKind, new: &mut BlockKind) {
    match (old, new) {
        (BlockKind::Code(old), BlockKind::Code(new)) => new.text.share(&old.text),
        (BlockKind::List(old), BlockKind::List(new)) => {
            for (old, new) in old.items.iter().zip(&mut new.items) {
                share_item(old, new);
            }
        }
        (BlockKind::Table(old), BlockKind::Table(new)) => {
            share_equal(&old.header, &mut new.header);
            for (old, new) in old.rows.iter().zip(&mut new.rows) {
                share_equal(old, new);
            }
        }
        (BlockKind::Quote(old), BlockKind::Quote(new))
        | (BlockKind::Alert { children: old, .. }, BlockKind::Alert { children: new, .. })
        | (BlockKind::Footnote { children: old, .. }, BlockKind::Footnote { children: new, .. }) => {
            share_blocks(old, new);
        }
        _ => {}
    }
}

fn share_item(old: &Rc<Item>, new: &mut Rc<Item>) {
    if let Some(item) = Rc::get_mut(new) {
        share_blocks(&old.children, &mut item.children);
    }
    share_equal(old, new);
}

fn share_blocks(old: &[Rc<Block>], new: &mut [Rc<Block>]) {
    for (old, new) in old.iter().zip(new) {
        if let Some(block) = Rc::get_mut(new) {
            share_kind(&old.kind, &mut block.kind);
        }
        share_equal(old, new);
    }
}

fn share_equal<T: Eq>(old: &Rc<T>, new: &mut Rc<T>) {
    if old == new {
        *new = Rc::clone(old);
    }
}
