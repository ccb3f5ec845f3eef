//! Draws lists of parts so that one new part touches few of the others.

use std::rc::Rc;

use dioxus::prelude::*;

use super::{
    asked::{Asked, Place, Wish, use_asked},
    drawing::Drawing,
    more::MoreButton,
};
use crate::markdown::{Group, Section, Seq};

/// A part of a document that can be drawn on its own.
pub(super) trait Part: Clone + PartialEq + 'static {
    /// Draws the part at `position`; the element carries that as its key.
    fn draw(part: &Rc<Self>, position: usize, drawing: &Drawing) -> Element;

    /// Puts something around a section of its list.
    fn section(parts: Element, _drawing: &Drawing) -> Element {
        parts
    }
}

/// How many parts of one list are drawn at first, and how to ask for the others.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cap {
    shown: usize,
    all: Asked,
}

impl Cap {
    /// How many parts are drawn.
    pub(super) fn limit(&self) -> usize {
        if self.is_lifted() {
            usize::MAX
        } else {
            self.shown
        }
    }

    /// Whether the reader asked for everything.
    pub(super) fn is_lifted(&self) -> bool {
        self.all.is_on()
    }

    /// A button that shows the `hidden` others; `label` says what they are.
    pub(super) fn button(&self, hidden: usize, label: &str) -> Element {
        let all = self.all.clone();
        rsx! {
            MoreButton { label: "{label} ({hidden})", onmore: move |()| all.set(true) }
        }
    }

    /// The button, where more than the cap's are there.
    pub(super) fn button_for(&self, count: usize, label: &str) -> Option<Element> {
        let hidden = count.saturating_sub(self.limit());
        (hidden > 0).then(|| self.button(hidden, label))
    }
}

/// A cap of `shown` parts of the block at `place`, which the reader may lift.
pub(super) fn use_cap(shown: usize, place: &Place) -> Cap {
    use_cap_for(shown, place, Wish::Whole)
}

/// A cap that the reader lifts by this wish.
pub(super) fn use_cap_for(shown: usize, place: &Place, wish: Wish) -> Cap {
    let all = use_asked(place, wish);
    Cap { shown, all }
}

/// Draws `parts`, as many as `cap` lets.
///
/// The first part belongs to the component that asks, since most lists have no other; the rest is
/// drawn in sections of groups, so that a new part makes few components compare what they show.
pub(super) fn parts<T: Part>(parts: &Seq<T>, cap: Option<&Cap>, drawing: &Drawing) -> Element {
    let until = cap.map_or(usize::MAX, Cap::limit);
    let first = parts.get(0).map(|part| T::draw(part, 0, drawing));
    let groups = parts
        .groups()
        .take(if parts.len() > 1 { usize::MAX } else { 0 });
    rsx! {
        {first}
        for (position, group) in groups.enumerate() {
            GroupView::<T> {
                key: "{position}",
                group: group.clone(),
                position,
                until,
                drawing: drawing.clone(),
            }
        }
    }
}

#[component]
fn GroupView<T: Part>(group: Group<T>, position: usize, until: usize, drawing: Drawing) -> Element {
    let first = position * Seq::<T>::GROUP;
    let sections = group.sections().enumerate();
    let sections = sections.map(|(index, section)| (first + index * Seq::<T>::SECTION, section));
    rsx! {
        for (first, section) in sections.take_while(|(first, _)| *first < until) {
            SectionView::<T> {
                key: "{first}",
                section: section.clone(),
                first,
                until,
                drawing: drawing.clone(),
            }
        }
    }
}

#[component]
fn SectionView<T: Part>(
    section: Section<T>,
    first: usize,
    until: usize,
    drawing: Drawing,
) -> Element {
    let parts = section.parts().iter().enumerate();
    let parts = parts.map(|(index, part)| (first + index, part));
    let parts = rsx! {
        for (position, part) in parts.filter(|(at, _)| (1..until).contains(at)) {
            {T::draw(part, position, &drawing)}
        }
    };
    T::section(parts, &drawing)
}
