//! Draws the chunks of a text so that a new line touches few of the others.

use dioxus::prelude::*;

use super::super::shared::Shared;
use super::{diff::DiffChunk, lines::ChunkView, paint::Painted};
use crate::markdown::{CodeText, Group, Section, Seq};

/// What lines are drawn as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Words, coloured as far as they have been read.
    Words,
    /// What changed in files.
    Diff,
}

/// How much of a run of chunks is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    chunks: usize,
    /// Whether nothing is drawn behind them.
    ends: bool,
}

impl Shown {
    /// The part of it in a smaller run of up to `most` chunks that begins at `first`.
    fn within(self, first: usize, most: usize) -> Option<Self> {
        let rest = self.chunks.checked_sub(first).filter(|rest| *rest > 0)?;
        Some(Self {
            chunks: rest.min(most),
            ends: self.ends && rest <= most,
        })
    }
}

/// Draws the first `shown` chunks of `text` in the colours that are known.
///
/// The first section belongs to the component that asks, since most texts have no other; the rest
/// is drawn in sections of groups.
pub(super) fn chunks(text: &CodeText, shown: usize, painted: &Seq<Painted>, look: Look) -> Element {
    let chunks = text.chunks();
    let shown = Shown {
        chunks: chunks.len().min(shown),
        ends: true,
    };
    let first = chunks.group(0).and_then(|group| {
        let painted = painted.group(0).and_then(|group| group.section(0));
        let shown = shown.within(0, SECTION)?;
        Some(drawn(group.section(0)?, painted, shown, look))
    });
    let is_long = chunks.len() > SECTION;
    let groups = chunks.groups().take(if is_long { usize::MAX } else { 0 });
    let groups = groups.enumerate().filter_map(|(at, group)| {
        Some(rsx! {
            GroupView {
                key: "{at}",
                group: group.clone(),
                painted: painted.group(at).cloned(),
                begins: at == 0,
                shown: shown.within(at * GROUP, GROUP)?,
                look,
            }
        })
    });
    rsx! {
        {first}
        {groups}
    }
}

const SECTION: usize = Seq::<str>::SECTION;
const GROUP: usize = Seq::<str>::GROUP;

#[component]
fn GroupView(
    group: Group<str>,
    painted: Option<Group<Painted>>,
    begins: bool,
    shown: Shown,
    look: Look,
) -> Element {
    let sections = group.sections().enumerate().skip(usize::from(begins));
    let sections = sections.filter_map(|(at, section)| {
        let painted = painted.as_ref().and_then(|painted| painted.section(at));
        Some(rsx! {
            SectionView {
                key: "{at}",
                section: section.clone(),
                painted: painted.cloned(),
                shown: shown.within(at * SECTION, SECTION)?,
                look,
            }
        })
    });
    rsx! { {sections} }
}

/// A section that is not the first, which the browser may skip.
#[component]
fn SectionView(
    section: Section<str>,
    painted: Option<Section<Painted>>,
    shown: Shown,
    look: Look,
) -> Element {
    let lines = drawn(&section, painted.as_ref(), shown, look);
    rsx! {
        span { class: "pc-md-code-section", {lines} }
    }
}

/// Each chunk is a block of its own, so that the browser lays out no other one for what comes to it
/// or is coloured in it.
fn drawn(
    section: &Section<str>,
    painted: Option<&Section<Painted>>,
    shown: Shown,
    look: Look,
) -> Element {
    let painted = painted.map(Section::parts).unwrap_or_default();
    let chunks = section.parts().iter().take(shown.chunks).enumerate();
    let chunks = chunks.map(|(at, chunk)| {
        let chunk = Shared::from(chunk);
        let last = shown.ends && at + 1 == shown.chunks;
        let lines = match look {
            Look::Words => {
                let painted = painted.get(at).map(Shared::from);
                rsx! { ChunkView { chunk, last, painted } }
            }
            Look::Diff => rsx! { DiffChunk { chunk, last } },
        };
        rsx! {
            span { key: "{at}", class: "pc-md-code-chunk", {lines} }
        }
    });
    rsx! { {chunks} }
}
