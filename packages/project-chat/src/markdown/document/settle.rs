//! Moves what can no longer change out of the open text.

use std::mem::discriminant;

use super::{
    Document, Settled,
    open::{Open, Sight, graft_first, joined, skipped},
};
use crate::markdown::{
    block::BlockKind,
    boundary,
    definitions::Label,
    fence::Fence,
    read::{Found, Reading, Top, read},
    stem::{self, Stem, View},
};

impl Document {
    /// Settles whatever the whole lines of the source settle.
    pub(super) fn settle_lines(&mut self) {
        loop {
            let moved = match &mut self.open {
                Open::Prose {
                    start, stem, seen, ..
                } => {
                    let start = *start;
                    let view = joined(stem.as_deref(), &self.source.text()[start..]);
                    let skip = skipped(stem.as_deref());
                    let decided = boundary::decided_len(&view);
                    let whole = view.rfind('\n').map_or(0, |at| at + 1);
                    let length = view.len() - whole.max(skip);
                    let sight = Sight {
                        whole: start + whole.saturating_sub(skip),
                        decided: decided > whole,
                        length: if decided > whole {
                            length / self.piece
                        } else {
                            0
                        },
                    };
                    if decided <= skip || *seen == Some(sight) {
                        return;
                    }
                    *seen = Some(sight);
                    self.settle_prose(start, start + decided - skip)
                }
                Open::Fence(fence) => match fence.grow(self.source.text()) {
                    Some(end) => {
                        let fence = fence.clone();
                        self.open = Open::prose(end);
                        self.settle_fence(&fence, end);
                        true
                    }
                    None => false,
                },
            };
            if !moved {
                return;
            }
        }
    }

    /// Settles blocks between `start` and `decided`, or cuts the open one; whether there is more to
    /// look at.
    fn settle_prose(&mut self, start: usize, decided: usize) -> bool {
        let Open::Prose { stem, .. } = &self.open else {
            return false;
        };
        let text = joined(stem.as_deref(), &self.source.text()[start..decided]);
        let skip = skipped(stem.as_deref());
        let reading = read(&text, &self.definitions);
        let fits = stem.as_deref().is_none_or(|stem| {
            let first = reading.tops.first();
            !stem.is_reached(&text)
                && first.is_some_and(|top| stem.graft(top.kind.clone()).is_some())
        });
        if !fits {
            let base = stem.as_deref().map_or(start, |stem| stem.base);
            self.open = Open::prose(base);
            return true;
        }
        let point = boundary::point(&text, &reading);
        let source = |at: usize| start + at.saturating_sub(skip);
        let open = reading.tops.get(point.blocks);
        let fence = open.and_then(|top| match &top.kind {
            BlockKind::Code(code) if top.is_fenced() && top.range.start >= skip => {
                Fence::open(self.source.text(), source(top.range.start), code)
            }
            _ => None,
        });
        let end = fence
            .as_ref()
            .map_or(source(point.end), |fence| fence.start);
        if end == start && point.blocks == 0 && fence.is_none() {
            let view = View {
                text: &text,
                skip,
                stem: stem.as_deref(),
            };
            let base = stem.as_deref().map_or(start, |stem| stem.base);
            let shown = self.blocks.get(self.settled.len());
            let alone = open.filter(|_| reading.tops.len() == 1);
            let cut = alone.and_then(|top| {
                stem::cut(
                    view,
                    &reading,
                    top,
                    base,
                    shown,
                    &self.definitions,
                    self.piece,
                )
            });
            let Some(cut) = cut else {
                return false;
            };
            let at = source(cut.at);
            let defined = reading.found.into_iter().filter(|found| found.at < cut.at);
            self.cut(at, cut.stem, defined.collect());
            return true;
        }
        let (stem, mut reading) = graft_first(stem.clone(), reading);
        reading.shift(skip);
        let wants = stem.map(|stem| stem.wants).unwrap_or_default();
        self.settle(reading, point.blocks, start, end, wants);
        self.open = fence.map_or_else(|| Open::prose(end), Open::Fence);
        true
    }

    /// Goes on at `at` behind what `stem` holds, which the words `found` before it define.
    fn cut(&mut self, at: usize, stem: Stem, found: Vec<Found>) {
        let mut fresh = false;
        for found in found {
            fresh |= self.define(found);
        }
        if fresh {
            self.read_again();
        }
        let stale = fresh && stem.wants.iter().any(|label| self.definitions.has(label));
        self.open = if stale {
            Open::prose(stem.base)
        } else {
            Open::Prose {
                start: at,
                stem: Some(Box::new(stem)),
                seen: None,
                read: at,
            }
        };
    }

    pub(super) fn settle_fence(&mut self, fence: &Fence, end: usize) {
        let top = Top {
            range: 0..end - fence.start,
            kind: fence.whole(&self.source.text()[..end]),
            uses: Vec::new(),
            trail: Vec::new(),
        };
        let reading = Reading {
            tops: vec![top],
            found: Vec::new(),
        };
        self.settle(reading, 1, fence.start, end, Vec::new());
    }

    /// Settles the first `blocks` of a reading that began at `start`, and what it defines up to
    /// `end`. The part of the first block before `start` refers to `held`.
    pub(super) fn settle(
        &mut self,
        reading: Reading,
        blocks: usize,
        start: usize,
        end: usize,
        mut held: Vec<Label>,
    ) {
        for top in reading.tops.into_iter().take(blocks) {
            let wordless = matches!(top.kind, BlockKind::Code(_) | BlockKind::Html(_));
            let mut wants = std::mem::take(&mut held);
            if !wordless {
                wants.extend(top.uses.into_iter().map(|(_, label)| label));
            }
            let before = self.settled.last().map_or(0, |settled| settled.range.end);
            let range = before..start + top.range.end;
            self.show(self.settled.len(), top.kind);
            self.settled.push(Settled { range, wants });
        }
        let mut fresh = false;
        for found in reading
            .found
            .into_iter()
            .filter(|found| start + found.at < end)
        {
            fresh |= self.define(found);
        }
        if fresh {
            self.read_again();
        }
        let definitions = &self.definitions;
        for settled in self.settled.iter_mut().rev().take(blocks) {
            settled.wants.retain(|label| !definitions.has(label));
        }
    }

    fn define(&mut self, found: Found) -> bool {
        match found.target {
            Some(target) => self.definitions.add_link(found.label, target),
            None => self.definitions.add_footnote(found.label),
        }
    }

    /// Reads the settled blocks again that wait for a label that is defined now.
    fn read_again(&mut self) {
        let mut again = Vec::new();
        for (position, settled) in self.settled.iter_mut().enumerate() {
            let before = settled.wants.len();
            settled.wants.retain(|label| !self.definitions.has(label));
            if settled.wants.len() == before {
                continue;
            }
            let text = &self.source.text()[settled.range.clone()];
            let mut tops = read(text, &self.definitions).tops;
            // A definition changes words, never what a block is.
            if tops.len() == 1
                && let (Some(top), Some(old)) = (tops.pop(), self.blocks.get(position))
                && discriminant(&top.kind) == discriminant(&old.kind)
            {
                again.push((position, top.kind));
            }
        }
        for (position, kind) in again {
            self.show(position, kind);
        }
    }
}
