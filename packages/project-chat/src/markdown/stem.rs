//! The closed part of a block that is still open, so that only its end is read again.
//!
//! An open block ends in a chain of open blocks: a list in its last item, that in its last child, and
//! so on. What stands before the innermost place at which the chain can be cut is held; what stands
//! behind it is read behind an *opening*, which opens the same containers again with a placeholder
//! in each, and is then grafted onto what is held. Places to cut are the start of a list's last
//! item, of a container's last child, of a table's last row, of the last line of code, and a space
//! in a paragraph that no mark reaches across, or only one that has waited for its partner for long:
//! should that come after all, the block is read whole once. A reading that does not fit shows that the guess was
//! wrong, and the block is read whole.

mod graft;
mod opening;
mod place;

use std::rc::Rc;

use self::{graft::Held, opening::Opening, place::Place};
use super::{
    block::{Block, BlockId, BlockKind},
    definitions::{Definitions, Label},
    read::{Reading, Top, read, waits::Waits},
    share,
};

/// What is held of an open block.
#[derive(Clone, Debug)]
pub(crate) struct Stem {
    /// Where the block begins in the source.
    pub(crate) base: usize,
    /// Labels that the held part refers to and that were not defined.
    pub(crate) wants: Vec<Label>,
    /// Marks in the held words of a paragraph that stand for themselves unless a partner comes.
    waits: Waits,
    opening: Opening,
    preface: String,
    held: Vec<Held>,
}

/// A text whose first bytes are the opening of a stem.
#[derive(Clone, Copy, Debug)]
pub(crate) struct View<'a> {
    /// The opening and the end of the source.
    pub(crate) text: &'a str,
    /// The length of the opening.
    pub(crate) skip: usize,
    /// The stem whose opening it is.
    pub(crate) stem: Option<&'a Stem>,
}

impl Stem {
    /// What has to stand in front of the rest of the block for it to be read on its own.
    pub(crate) fn preface(&self) -> &str {
        &self.preface
    }

    /// Whether `view`, the rest of the block behind its opening, may change how the held part reads.
    pub(crate) fn is_reached(&self, view: &str) -> bool {
        self.waits.may_end(view, self.preface.len())
    }

    /// The whole block, given the rest of it; `None` where the rest is no continuation.
    pub(crate) fn graft(&self, rest: BlockKind) -> Option<BlockKind> {
        graft::graft(&self.held, rest)
    }
}

/// A place behind which an open block can be read on its own.
#[derive(Debug)]
pub(crate) struct Cut {
    /// The byte of the text behind which the rest begins.
    pub(crate) at: usize,
    /// What is held of the part before it.
    pub(crate) stem: Stem,
}

/// Cuts the open block `top` that was read in `view`, if it can be cut further than it is.
///
/// `base` is where the block begins in the source, `shown` is how it is shown so far. A paragraph is
/// cut into pieces of at least `piece` bytes.
pub(crate) fn cut(
    view: View<'_>,
    reading: &Reading,
    top: &Top,
    base: usize,
    shown: Option<&Rc<Block>>,
    definitions: &Definitions,
    piece: usize,
) -> Option<Cut> {
    let place = Place::find(view, reading, top, piece)?;
    let trail = top.trail.get(..=place.level)?;
    let opening = Opening::of(view, top, &place)?;
    let kind = if place.in_words {
        let before = read(&view.text[..place.at], definitions);
        // Without what is behind it, a line may be another block, such as a rule or a fence.
        let last = before.tops.into_iter().next_back()?;
        if last.range.start != top.range.start {
            return None;
        }
        last.trail.get(place.level)?;
        last.kind
    } else {
        top.kind.clone()
    };
    let kind = match view.stem {
        Some(stem) => stem.graft(kind)?,
        None => kind,
    };
    let block = match shown {
        Some(old) => share::replace(old, kind),
        None => Rc::new(Block {
            id: BlockId::at(0),
            kind,
        }),
    };
    let mut held = Vec::new();
    graft::hold(&block.kind, trail, &place, &mut held)?;
    let before = top.uses.iter().filter(|(at, _)| *at < place.at);
    let mut wants = view.stem.map(|stem| stem.wants.clone()).unwrap_or_default();
    wants.extend(
        before
            .map(|(_, label)| label)
            .filter(|label| !definitions.has(label))
            .cloned(),
    );
    wants.sort_unstable();
    wants.dedup();
    let stem = Stem {
        base,
        wants,
        waits: place.waits,
        preface: opening.text(),
        opening,
        held,
    };
    let rest = format!("{}{}", stem.preface, &view.text[place.at..]);
    (!stem.is_reached(&rest)).then_some(Cut { at: place.at, stem })
}
