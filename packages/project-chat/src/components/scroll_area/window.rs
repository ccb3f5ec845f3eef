//! Which turns of a conversation are drawn, and how high the gaps between them are.

use std::ops::Range;

use super::heights::Heights;

/// How many turns at the end are drawn before it is known how much can be seen: few, because they
/// are what somebody waits for who opens a conversation, and mostly more than fits.
const FIRST: usize = 2;

/// How many turns around one that is wanted are drawn with it.
const AROUND: usize = 3;

/// How far beyond what is seen turns are drawn, in CSS pixels; more where more can be seen.
const OVERSCAN: f64 = 1_200.0;

/// A stretch of a conversation, in CSS pixels below its beginning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Stretch {
    fn wider(self, by: f64) -> Self {
        Self {
            top: self.top - by,
            bottom: self.bottom + by,
        }
    }
}

/// What has to be drawn whether it can be seen or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// The end.
    pub(super) end: bool,
    /// A turn to which the reader is on the way.
    pub(super) target: Option<u32>,
    /// Turns from one to another: what is selected, what has the focus.
    pub(super) spans: Vec<(u32, u32)>,
    /// Everything.
    pub(super) all: bool,
}

/// Something that is drawn in the place of one or more turns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Item {
    /// Nothing, as high as the turns that are not drawn.
    Gap {
        /// The turn that comes after it; none at the end.
        before: Option<u32>,
        /// In CSS pixels.
        height: f64,
    },
    /// A turn by its place.
    Turn(usize),
}

/// The turns of a conversation of which some are drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Window {
    heights: Heights,
    drawn: Vec<Range<usize>>,
    seen: Option<Stretch>,
    /// Whether gaps are drawn that are as high as what is in them was taken for before.
    is_estimated_anew: bool,
}

impl Window {
    /// How high the turns are.
    pub(super) fn heights(&self) -> &Heights {
        &self.heights
    }

    /// Takes in which turns there are. Those that were drawn are drawn on.
    pub(super) fn set_turns(&mut self, turns: &[u32], kept: &Kept) {
        if self.heights.turns() == turns {
            return;
        }
        let names = |range: &Range<usize>| {
            let turns = self.heights.turns().get(range.clone())?;
            Some((*turns.first()?, *turns.last()?))
        };
        let drawn: Vec<_> = self.drawn.iter().filter_map(names).collect();
        // What is seen moves with an end that is followed, else as far as turns that came above have
        // moved what is drawn.
        let first = drawn.first().map(|(first, _)| *first);
        let moves_with = |heights: &Heights| match first? {
            _ if kept.end => Some(heights.offset(heights.len())),
            first => Some(heights.offset(heights.place(first)?)),
        };
        let before = moves_with(&self.heights);
        self.heights.set_turns(turns);
        let after = moves_with(&self.heights);
        let spans = drawn.iter().filter_map(|span| self.span(*span)).collect();
        self.drawn = united(spans);
        if let (Some(before), Some(after), Some(seen)) = (before, after, &mut self.seen) {
            seen.top += after - before;
            seen.bottom += after - before;
        }
        if first.is_none() && kept.end {
            // What was seen before there was anything is not where the end will be.
            self.seen = None;
        }
        self.choose(kept);
    }

    /// Takes in how high a turn is.
    pub(super) fn measure(&mut self, turn: u32, height: f64) {
        self.is_estimated_anew |= self.heights.measure(turn, height);
    }

    /// What can be seen of a page whose top edge is so far below the beginning that is on the page.
    ///
    /// Gaps on the page are as high as what is in them was taken for when they were drawn, so the
    /// turn that is read tells better where that is by now: the turn at the top edge, and how far
    /// below the edge it begins.
    pub(super) fn seen(&self, top: f64, view: f64, read: Option<(u32, f64)>) -> Stretch {
        let top = read
            .and_then(|(turn, below)| Some(self.offset_of(turn)? - below))
            .unwrap_or(top);
        Stretch {
            top,
            bottom: top + view,
        }
    }

    /// Takes in what can be seen. Whether other turns are drawn from now on, or other gaps.
    pub(super) fn look(&mut self, seen: Stretch, kept: &Kept) -> bool {
        self.seen = Some(seen);
        let is_other = self.choose(kept);
        std::mem::take(&mut self.is_estimated_anew) || is_other
    }

    /// Draws what has to be drawn, wherever it is.
    pub(super) fn look_again(&mut self, kept: &Kept) {
        self.choose(kept);
    }

    /// What is drawn, from top to bottom.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut at = 0;
        for range in &self.drawn {
            items.extend(self.gap(at..range.start));
            items.extend(range.clone().map(Item::Turn));
            at = range.end;
        }
        items.extend(self.gap(at..self.heights.len()));
        items
    }

    fn gap(&self, range: Range<usize>) -> Option<Item> {
        let height = self.heights.offset(range.end) - self.heights.offset(range.start);
        let before = self.heights.turns().get(range.end).copied();
        (!range.is_empty()).then_some(Item::Gap { before, height })
    }

    /// Draws something else where what is drawn is not enough. Whether it was not.
    fn choose(&mut self, kept: &Kept) -> bool {
        let overscan = self
            .seen
            .map_or(0.0, |seen| OVERSCAN.max((seen.bottom - seen.top) * 1.5));
        let wanted = self.ranges(overscan, kept);
        let is_enough = covers(&self.drawn, &self.ranges(overscan / 2.0, kept));
        // What was drawn goes when it is far from what is seen: the browser pays for it with every
        // picture. But not at once, so that who goes to and fro finds it there.
        let is_near = covers(&self.ranges(overscan * 2.0, kept), &self.drawn);
        if is_enough && is_near {
            return false;
        }
        let is_other = self.drawn != wanted;
        self.drawn = wanted;
        is_other
    }

    fn ranges(&self, overscan: f64, kept: &Kept) -> Vec<Range<usize>> {
        let count = self.heights.len();
        if count == 0 {
            return Vec::new();
        }
        if kept.all {
            return std::iter::once(0..count).collect();
        }
        let mut ranges: Vec<_> = kept
            .spans
            .iter()
            .filter_map(|span| self.span(*span))
            .collect();
        match self.seen.map(|seen| seen.wider(overscan)) {
            None => ranges.push(count.saturating_sub(FIRST)..count),
            Some(seen) if seen.bottom < 0.0 || seen.top > self.heights.offset(count) => {}
            Some(seen) => ranges.push(self.heights.at(seen.top)..self.heights.at(seen.bottom) + 1),
        }
        if kept.end {
            ranges.push(count - 1..count);
        }
        if let Some(place) = kept.target.and_then(|turn| self.heights.place(turn)) {
            ranges.push(place.saturating_sub(AROUND)..(place + 2 * AROUND).min(count));
        }
        united(ranges)
    }

    fn offset_of(&self, turn: u32) -> Option<f64> {
        Some(self.heights.offset(self.heights.place(turn)?))
    }

    fn span(&self, (from, to): (u32, u32)) -> Option<Range<usize>> {
        let (from, to) = (self.heights.place(from)?, self.heights.place(to)?);
        Some(from.min(to)..from.max(to) + 1)
    }
}

/// Whether every one of the inner ranges is within one of the outer.
fn covers(outer: &[Range<usize>], inner: &[Range<usize>]) -> bool {
    inner.iter().all(|inner| {
        let holds = |outer: &Range<usize>| outer.start <= inner.start && inner.end <= outer.end;
        outer.iter().any(holds)
    })
}

/// Ranges in order, those that touch as one.
fn united(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_unstable_by_key(|range| range.start);
    let mut united: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match united.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => united.push(range),
        }
    }
    united
}

#[cfg(test)]
mod tests;
