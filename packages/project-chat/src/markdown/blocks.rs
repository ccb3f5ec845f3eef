//! The list of a document's blocks, cheap to hand to a renderer.

use std::rc::Rc;

use super::block::{Block, BlockId, BlockKind};
use super::share;

/// Blocks in a section.
const SECTION: usize = 32;

/// A run of neighbouring blocks.
///
/// Two sections are equal when they are the same one in memory: a change in any of its blocks makes
/// a new section.
#[derive(Clone, Debug)]
pub struct Section(Rc<Vec<Rc<Block>>>);

impl Section {
    /// The blocks, in their order.
    pub fn blocks(&self) -> &[Rc<Block>] {
        &self.0
    }
}

impl PartialEq for Section {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Section {}

/// The blocks of a document at one moment.
///
/// Cloning and comparing cost one step per 32 blocks, so that a renderer that draws sections, and
/// blocks in them, does not touch a whole long text for one new word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks {
    sections: Vec<Section>,
}

impl Blocks {
    /// The blocks in groups; a group's position names it for good.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The blocks, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<Block>> {
        self.sections.iter().flat_map(|section| section.0.iter())
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        match self.sections.split_last() {
            Some((last, full)) => full.len() * SECTION + last.0.len(),
            None => 0,
        }
    }

    /// Whether there is no block.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty()
    }

    /// The block at `position`.
    pub fn get(&self, position: usize) -> Option<&Rc<Block>> {
        self.sections
            .get(position / SECTION)?
            .0
            .get(position % SECTION)
    }

    /// Puts a block at `position`, at most one behind the last; what did not change stays the same.
    pub(crate) fn put(&mut self, position: usize, kind: BlockKind) {
        let block = match self.get(position) {
            Some(old) => {
                let block = share::replace(old, kind);
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
        let (section, index) = (position / SECTION, position % SECTION);
        if section >= self.sections.len() {
            self.sections
                .push(Section(Rc::new(Vec::with_capacity(SECTION))));
        }
        if let Some(section) = self.sections.get_mut(section) {
            let blocks = Rc::make_mut(&mut section.0);
            match blocks.get_mut(index) {
                Some(place) => *place = block,
                None => blocks.push(block),
            }
        }
    }

    /// Drops every block from `length` on.
    pub(crate) fn truncate(&mut self, length: usize) {
        if length >= self.len() {
            return;
        }
        self.sections.truncate(length.div_ceil(SECTION));
        let rest = length % SECTION;
        if rest > 0
            && let Some(last) = self.sections.last_mut()
        {
            Rc::make_mut(&mut last.0).truncate(rest);
        }
    }
}
