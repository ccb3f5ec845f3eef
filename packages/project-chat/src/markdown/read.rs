//! Reads source text into typed blocks.

mod build;
mod children;
mod close;
mod frame;
mod inlines;
pub(crate) mod reach;
pub(crate) mod trail;
pub(crate) mod waits;

use std::{cell::RefCell, ops::Range};

use pulldown_cmark::{BrokenLink, CowStr, Event, OffsetIter, Options, Parser, Tag};

use self::{
    build::Builder,
    trail::{Level, LinesKind},
};
use super::{
    block::BlockKind,
    definitions::{Definitions, Label, Target},
};

/// What a text says.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Its blocks, in their order.
    pub(crate) tops: Vec<Top>,
    /// The definitions in it, in their order.
    pub(crate) found: Vec<Found>,
}

/// A block that stands in no other.
#[derive(Debug)]
pub(crate) struct Top {
    /// The bytes of the text that it was read from.
    pub(crate) range: Range<usize>,
    /// What it is.
    pub(crate) kind: BlockKind,
    /// The labels that it refers to, defined or not, and where it does.
    pub(crate) uses: Vec<(usize, Label)>,
    /// The blocks that it ends in, from itself to the innermost.
    pub(crate) trail: Vec<Level>,
}

impl Reading {
    /// Counts all offsets from byte `by`, the start being the least of them.
    pub(crate) fn shift(&mut self, by: usize) {
        for top in &mut self.tops {
            top.range = top.range.start.saturating_sub(by)..top.range.end.saturating_sub(by);
        }
        // What opens a block again defines nothing.
        self.found.retain(|found| found.at >= by);
        for found in &mut self.found {
            found.at -= by;
        }
    }
}

impl Top {
    /// Whether it is code behind a fence.
    pub(crate) fn is_fenced(&self) -> bool {
        let kind = LinesKind::Fenced;
        matches!(self.trail.as_slice(), [Level::Lines { kind: found, .. }] if *found == kind)
    }
}

/// A definition and the byte of the text that it begins at.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) at: usize,
    pub(crate) label: Label,
    /// `None` for a footnote.
    pub(crate) target: Option<Target>,
}

/// What says where a reference leads that the text does not define.
type Resolve<'r, 'text> =
    &'r mut dyn FnMut(BrokenLink<'text>) -> Option<(CowStr<'text>, CowStr<'text>)>;

/// Reads a text in our dialect. With one type for whatever resolves references, the reader is
/// compiled once.
pub(super) fn events<'r, 'text>(
    text: &'text str,
    resolve: Option<Resolve<'r, 'text>>,
) -> OffsetIter<'text, Resolve<'r, 'text>> {
    #[cfg(test)]
    count(text.len());
    Parser::new_with_broken_link_callback(text, options(), resolve).into_offset_iter()
}

/// The dialect.
fn options() -> Options {
    let math = if cfg!(feature = "math") {
        Options::ENABLE_MATH
    } else {
        Options::empty()
    };
    math | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// Reads `text`, taking what it does not define itself from `definitions`.
pub(crate) fn read(text: &str, definitions: &Definitions) -> Reading {
    let footnotes = footnote_labels(text);
    let preface = preface(&footnotes, definitions);
    if preface.is_empty() {
        return read_from(text, 0, &footnotes, definitions);
    }
    let skip = preface.len();
    read_from(&format!("{preface}{text}"), skip, &footnotes, definitions)
}

fn read_from(
    text: &str,
    skip: usize,
    footnotes: &[(usize, &str)],
    definitions: &Definitions,
) -> Reading {
    let uses = RefCell::new(Vec::new());
    let mut resolve = |link: BrokenLink<'_>| {
        uses.borrow_mut()
            .push((link.span.start, Label::link(&link.reference)));
        let target = definitions.target(&link.reference)?;
        Some((
            CowStr::from(target.url.clone()),
            CowStr::from(target.title.clone()),
        ))
    };
    let mut events = events(text, Some(&mut resolve));

    let mut found: Vec<Found> = events
        .reference_definitions()
        .iter()
        .filter(|(_, definition)| definition.span.start >= skip)
        .map(|(label, definition)| Found {
            at: definition.span.start - skip,
            label: Label::link(label),
            target: Some(Target {
                url: definition.dest.to_string(),
                title: definition.title.as_deref().unwrap_or_default().to_owned(),
            }),
        })
        .collect();

    let mut builder = Builder::new(text, skip, definitions);
    let mut tops = Vec::new();
    for (event, range) in events.by_ref() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = &event
            && range.start >= skip
        {
            found.push(Found {
                at: range.start - skip,
                label: Label::footnote(label),
                target: None,
            });
        }
        if let Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) = &event
            && !id.is_empty()
        {
            uses.borrow_mut().push((range.start, Label::link(id)));
        }
        let Some(read) = builder.take(event, &range) else {
            continue;
        };
        let labels = uses.take();
        if range.start < skip {
            continue;
        }
        let counted = labels.into_iter().map(|(at, label)| (at - skip, label));
        let mut labels: Vec<_> = counted.collect();
        let range = range.start - skip..range.end.min(text.len()) - skip;
        labels.extend(
            footnotes
                .iter()
                .filter(|(at, _)| range.contains(at))
                .map(|(at, label)| (*at, Label::footnote(label))),
        );
        tops.push(Top {
            range,
            kind: read.kind,
            uses: labels,
            trail: read.trail,
        });
    }
    found.sort_by_key(|found| found.at);
    Reading { tops, found }
}

/// Every `[^label]` in `text`, with the byte that it begins at.
fn footnote_labels(text: &str) -> Vec<(usize, &str)> {
    text.match_indices("[^")
        .filter_map(|(at, mark)| {
            let rest = &text[at + mark.len()..];
            let end = rest.find([']', '['])?;
            let label = &rest[..end];
            let named = rest[end..].starts_with(']') && !label.is_empty();
            (named && !label.contains(['\\', '\n'])).then_some((at, label))
        })
        .collect()
}

/// Source text that defines the footnotes that are defined elsewhere in the document.
///
/// The comment at its end keeps the text behind it out of the last footnote.
fn preface(labels: &[(usize, &str)], definitions: &Definitions) -> String {
    let mut preface = String::new();
    for (_, label) in labels {
        if definitions.has(&Label::footnote(label)) {
            preface.push_str("[^");
            preface.push_str(label);
            preface.push_str("]: x\n\n");
        }
    }
    if !preface.is_empty() {
        preface.push_str("<!---->\n\n");
    }
    preface
}

#[cfg(test)]
thread_local! {
    static READ: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts bytes given to the parser, for the tests that hold what a push may cost.
#[cfg(test)]
fn count(bytes: usize) {
    READ.set(READ.get() + bytes);
}

/// The bytes given to the parser since the last call.
#[cfg(test)]
pub(super) fn take_count() -> usize {
    READ.replace(0)
}
