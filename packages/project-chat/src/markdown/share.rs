//! Keeps the identity of what did not change when a block is read again.

use std::rc::Rc;

use super::block::{Block, BlockKind, Item};

/// `kind` as a block that takes the place of `old`: `old` itself where it says the same, else a new
/// block that shares every part with `old` that says the same.
pub(crate) fn replace(old: &Rc<Block>, mut kind: BlockKind) -> Rc<Block> {
    share_kind(&old.kind, &mut kind);
    follow(old, kind)
}

/// `kind`, which has shared with `old` already, as a block that takes its place: `old` itself where
/// it says the same.
pub(crate) fn follow(old: &Rc<Block>, kind: BlockKind) -> Rc<Block> {
    if old.kind == kind {
        return Rc::clone(old);
    }
    Rc::new(Block { id: old.id, kind })
}

/// Takes over every part of the `old` block that says the same.
pub(crate) fn share_kind(old: &BlockKind, new: &mut BlockKind) {
    match (old, new) {
        (BlockKind::Paragraph(old), BlockKind::Paragraph(new)) => new.share(old, share_equal),
        (BlockKind::Code(old), BlockKind::Code(new)) => new.text.share(&old.text),
        (BlockKind::Html(old), BlockKind::Html(new)) => new.share(old),
        (BlockKind::List(old), BlockKind::List(new)) => new.items.share(&old.items, share_item),
        (BlockKind::Table(old), BlockKind::Table(new)) => {
            share_equal(&old.header, &mut new.header);
            new.rows.share(&old.rows, share_equal);
        }
        (BlockKind::Quote(old), BlockKind::Quote(new))
        | (BlockKind::Alert { children: old, .. }, BlockKind::Alert { children: new, .. })
        | (BlockKind::Footnote { children: old, .. }, BlockKind::Footnote { children: new, .. }) => {
            new.share(old, share_block);
        }
        _ => {}
    }
}

fn share_item(old: &Rc<Item>, new: &mut Rc<Item>) {
    if let Some(item) = Rc::get_mut(new) {
        item.children.share(&old.children, share_block);
    }
    share_equal(old, new);
}

fn share_block(old: &Rc<Block>, new: &mut Rc<Block>) {
    if let Some(block) = Rc::get_mut(new) {
        share_kind(&old.kind, &mut block.kind);
    }
    share_equal(old, new);
}

/// Takes `old` over where it says the same.
pub(super) fn share_equal<T: Eq + ?Sized>(old: &Rc<T>, new: &mut Rc<T>) {
    if old == new {
        *new = Rc::clone(old);
    }
}
