//! What the reader asks of a block, kept while the block is not drawn.

use std::rc::Rc;

use dioxus::prelude::*;

use crate::components::fold::Fold;

/// What holds blocks or items: a document, or one of those.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Holder {
    /// What is known of the row that it is in.
    fold: Fold,
    /// The places of what holds it, and its own, with a dot between.
    path: Rc<str>,
}

/// Where a block or an item stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    holder: Holder,
    position: usize,
}

/// What the reader may ask of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// That long lines go on below.
    Wrap,
    /// That all of it is shown.
    Whole,
    /// That all of its columns are shown.
    Columns,
}

/// Something that the reader may ask of a block.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Asked {
    place: Place,
    wish: Wish,
    is_on: Signal<bool>,
}

impl Holder {
    /// The document at `position` among those of a row.
    pub(super) fn document(fold: Fold, position: u16) -> Self {
        Self {
            fold,
            path: position.to_string().into(),
        }
    }

    /// The place of what stands at `position` in it.
    pub(super) fn at(&self, position: usize) -> Place {
        Place {
            holder: self.clone(),
            position,
        }
    }
}

impl Place {
    /// What stands here, as what holds others.
    pub(super) fn holder(&self) -> Holder {
        Holder {
            fold: self.holder.fold,
            path: format!("{}.{}", self.holder.path, self.position).into(),
        }
    }

    /// The name of what is asked of what stands here.
    fn name(&self, wish: Wish) -> String {
        let wish = match wish {
            Wish::Wrap => "wrap",
            Wish::Whole => "whole",
            Wish::Columns => "columns",
        };
        format!("{wish} {}.{}", self.holder.path, self.position)
    }
}

/// Whether the reader has asked for something of the block at `place`; known again when it is drawn
/// another time.
pub(super) fn use_asked(place: &Place, wish: Wish) -> Asked {
    let is_on = use_signal(|| place.holder.fold.has(|| place.name(wish)));
    Asked {
        place: place.clone(),
        wish,
        is_on,
    }
}

impl Asked {
    /// Whether it is asked for.
    pub(super) fn is_on(&self) -> bool {
        (self.is_on)()
    }

    /// Asks for it, or no longer.
    pub(super) fn set(&self, is_on: bool) {
        let mut own = self.is_on;
        own.set(is_on);
        let place = &self.place;
        place.holder.fold.ask(place.name(self.wish), is_on);
    }

    /// Asks for it if it is not, else no longer.
    pub(super) fn toggle(&self) {
        let is_on = *self.is_on.peek();
        self.set(!is_on);
    }
}
