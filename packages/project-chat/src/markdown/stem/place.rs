//! Chooses where an open block is cut.

use super::View;
use crate::markdown::read::{
    Reading, Top,
    reach::Safe,
    trail::{Level, LinesKind},
    waits::Waits,
};

/// Where a block is cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The index of the level that is cut.
    pub(super) level: usize,
    /// The byte of the text.
    pub(super) at: usize,
    /// Whether a paragraph is cut in the middle.
    pub(super) in_words: bool,
    /// The marks that wait before the place, where a paragraph is cut.
    pub(super) waits: Waits,
    /// How many lines of code stand behind it, where code is cut.
    pub(super) lines_behind: usize,
}

impl Place {
    /// The innermost place behind the opening at which `top` can be cut; a paragraph only behind at
    /// least `piece` bytes.
    pub(super) fn find(view: View<'_>, reading: &Reading, top: &Top, piece: usize) -> Option<Self> {
        let mut levels = top.trail.iter().enumerate().rev();
        levels.find_map(|(index, level)| Self::at_level(view, reading, index, level, piece))
    }

    fn at_level(
        view: View<'_>,
        reading: &Reading,
        index: usize,
        level: &Level,
        piece: usize,
    ) -> Option<Self> {
        let text = view.text;
        let mut place = Self {
            level: index,
            at: 0,
            in_words: false,
            waits: Waits::default(),
            lines_behind: 0,
        };
        let (before, last) = match level {
            Level::List { items: starts }
            | Level::Container {
                children: starts, ..
            }
            | Level::Table { rows: starts, .. } => {
                let [.., before, last] = starts.as_slice() else {
                    return None;
                };
                (*before, *last)
            }
            Level::Lines { kind, lines, .. } => {
                let blank = |at: usize| {
                    text[at..]
                        .lines()
                        .next()
                        .is_none_or(|line| line.trim().is_empty())
                };
                let last = match kind {
                    LinesKind::Fenced => lines.len().checked_sub(1)?,
                    _ => lines.iter().rposition(|at| !blank(*at))?,
                };
                place.lines_behind = lines.len() - last;
                (*lines.get(last.checked_sub(1)?)?, *lines.get(last)?)
            }
            Level::Words { at, cut } => {
                let Safe { at: cut, waits } = (*cut)?;
                if cut < (*at).max(view.skip) + piece || may_define(&text[*at..cut]) {
                    return None;
                }
                place.at = cut;
                let held = view.stem.filter(|_| *at < view.skip);
                place.waits = held.map_or(waits, |stem| waits.and(stem.waits));
                place.in_words = true;
                return (!continues_definition(text, reading, *at)).then_some(place);
            }
            Level::Other => return None,
        };
        place.at = line_start(text, last);
        let fits = before < place.at && place.at > view.skip;
        (fits && !continues_definition(text, reading, last)).then_some(place)
    }
}

/// Whether the words may yet turn out to be a link's definition.
fn may_define(words: &str) -> bool {
    words.starts_with('[') && words.contains("]:")
}

/// Whether what begins at `at` may yet be the title of a definition right above it.
fn continues_definition(text: &str, reading: &Reading, at: usize) -> bool {
    let links = reading.found.iter().filter(|found| found.target.is_some());
    let above = links.map(|found| found.at).rfind(|found| *found < at);
    above.is_some_and(|found| {
        let blank = |line: &str| line.trim_matches([' ', '\t', '>']).is_empty();
        !text[found..at].lines().any(blank)
    })
}

/// The start of the line that `at` is in.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}
