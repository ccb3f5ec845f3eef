//! How much of a long text is on the page.

use serde::{Deserialize, Serialize};

use super::fold::Spot;

/// The most lines that are shown at first.
pub(crate) const MAX_LINES: usize = 72;

/// The most bytes that are shown at first.
pub(crate) const MAX_BYTES: usize = 8 * 1024;

/// The longest text, in bytes, that is ever on the page whole, and that is drawn as more than plain
/// letters.
pub(crate) const MAX_WHOLE: usize = 200 * 1024;

/// How long a page of a longer text is, in bytes; it ends at the end of a line where one is near.
pub(crate) const PAGE: usize = 64 * 1024;

/// Which end of a text is shown at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Start,
    End,
}

/// How much of a text the person wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum View {
    /// What is shown at first.
    #[default]
    Brief,
    /// All of it, or its first page where it is too long for that.
    Whole,
    /// A page of it, from 0.
    Page(usize),
}

/// What has to be shown of a text for something in it to be on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All of it.
    All,
    /// This page of it, from 0.
    Page(usize),
    /// This page of it, from 0, whose end cuts it in two.
    Cut(usize),
    /// At least this much of it, and the part of it that folds by itself there.
    Lines { view: View, part: Spot },
}

/// What is shown of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shown<'a> {
    pub(crate) text: &'a str,
    pub(crate) extent: Extent,
}

/// How what is shown relates to the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// It is short.
    All,
    /// There is more; the number is of all lines.
    Brief { lines: u64 },
    /// There is more than can be shown at once, this many bytes in all.
    BriefOfMany { bytes: u64 },
    /// All of a long text.
    Whole,
    /// A page, from 0, of so many.
    Page { page: usize, pages: usize },
}

impl<'a> Shown<'a> {
    /// What is shown of `text`; line ends at its end are left out. The cost is that of what is
    /// shown, however long the text is.
    pub(crate) fn of(text: &'a str, view: View, side: Side) -> Self {
        let text = text.trim_end_matches(['\n', '\r']);
        match (view, pages(text)) {
            (View::Whole | View::Page(_), Some(pages)) => {
                let page = match (view, side) {
                    (View::Page(page), _) => page.min(pages - 1),
                    (_, Side::Start) => 0,
                    (_, Side::End) => pages - 1,
                };
                Self {
                    text: page_of(text, page),
                    extent: Extent::Page { page, pages },
                }
            }
            (View::Brief, pages) => Self::brief(text, side, pages.is_some()),
            (View::Whole | View::Page(_), None) => {
                let is_brief = Self::brief(text, side, false).text.len() == text.len();
                Self {
                    text,
                    extent: if is_brief { Extent::All } else { Extent::Whole },
                }
            }
        }
    }

    fn brief(text: &'a str, side: Side, is_long: bool) -> Self {
        let shown = match side {
            Side::Start => &text[..end_of_brief(text)],
            Side::End => &text[start_of_brief(text)..],
        };
        let extent = if shown.len() == text.len() {
            Extent::All
        } else if is_long {
            Extent::BriefOfMany {
                bytes: number(text.len()),
            }
        } else {
            let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
            Extent::Brief {
                lines: number(breaks + 1),
            }
        };
        Self {
            text: shown,
            extent,
        }
    }

    /// Whether it is part of a text that is only drawn as plain letters.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.extent, Extent::Page { .. })
    }
}

/// How many pages a text has that is too long to be on the page whole; none where it is not.
pub(crate) fn pages(text: &str) -> Option<usize> {
    let text = text.trim_end_matches(['\n', '\r']);
    (text.len() > MAX_WHOLE).then(|| text.len().div_ceil(PAGE))
}

/// A page of a text that is shown by pages; nothing behind the last one.
pub(crate) fn page_of(text: &str, page: usize) -> &str {
    let text = text.trim_end_matches(['\n', '\r']);
    &text[line_near(text, page * PAGE)..line_near(text, (page + 1) * PAGE)]
}

/// The last place up to `at` that is between two letters.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

/// The first place from `at` on that is between two letters.
pub(crate) fn ceil(text: &str, at: usize) -> usize {
    (at..text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len())
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

fn end_of_brief(text: &str) -> usize {
    let by_bytes = floor(text, MAX_BYTES);
    text[..by_bytes]
        .match_indices('\n')
        .nth(MAX_LINES - 1)
        .map_or(by_bytes, |(at, _)| at)
}

fn start_of_brief(text: &str) -> usize {
    let by_bytes = ceil(text, text.len().saturating_sub(MAX_BYTES));
    text[by_bytes..]
        .rmatch_indices('\n')
        .nth(MAX_LINES - 1)
        .map_or(by_bytes, |(at, _)| by_bytes + at + 1)
}

/// The beginning of the first line behind a place; the place itself where no line is near.
fn line_near(text: &str, at: usize) -> usize {
    if at == 0 || at >= text.len() {
        return at.min(text.len());
    }
    let at = ceil(text, at);
    let near = &text[at..floor(text, at + MAX_BYTES)];
    near.find('\n').map_or(at, |line| at + line + 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, clippy::format_collect)]

    use super::*;

    fn check(text: &str, side: Side, shown: usize, extent: Extent) {
        let found = Shown::of(text, View::Brief, side);
        assert_eq!((found.text.len(), found.extent), (shown, extent));
    }

    #[test]
    fn short_texts_are_shown_whole() {
        for side in [Side::Start, Side::End] {
            check("", side, 0, Extent::All);
            check("a\nb\n", side, 3, Extent::All);
            let full = "x\n".repeat(MAX_LINES);
            check(&full, side, 2 * MAX_LINES - 1, Extent::All);
        }
    }

    #[test]
    fn long_texts_end_at_a_line_or_at_a_letter() {
        for side in [Side::Start, Side::End] {
            let lines = "x\n".repeat(MAX_LINES + 1);
            let extent = Extent::Brief { lines: 73 };
            check(&lines, side, 2 * MAX_LINES - 1, extent);
            let letters = "y".repeat(MAX_BYTES + 1);
            check(&letters, side, MAX_BYTES, Extent::Brief { lines: 1 });
            // Three bytes each: the cap falls into one of them.
            let euros = "€".repeat(MAX_BYTES);
            check(&euros, side, MAX_BYTES - 2, Extent::Brief { lines: 1 });
        }
    }

    #[test]
    fn the_end_of_a_text_is_its_last_lines() {
        let text: String = (0..100).map(|line| format!("{line}\n")).collect();
        let shown = Shown::of(&text, View::Brief, Side::End);
        assert!(shown.text.starts_with("28\n") && shown.text.ends_with("\n99"));
    }

    #[test]
    fn pages_hold_everything_once() {
        let text: String = (0..60_000).map(|line| format!("line {line}\n")).collect();
        let Extent::Page { pages, .. } = Shown::of(&text, View::Whole, Side::Start).extent else {
            panic!("it is too long to be shown whole");
        };
        let read: String = (0..pages)
            .map(|page| Shown::of(&text, View::Page(page), Side::Start).text)
            .collect();
        assert_eq!(read, text.trim_end());
        let last = Shown::of(&text, View::Whole, Side::End);
        assert!(last.text.ends_with("line 59999"));
        let beyond = Shown::of(&text, View::Page(usize::MAX), Side::Start);
        assert_eq!(beyond, last);
    }

    #[test]
    fn fifty_megabytes_are_never_shown_at_once() {
        let text = "0123456789abcde\n".repeat(50 << 16);
        assert_eq!(text.len(), 50 << 20);
        for view in [View::Brief, View::Whole, View::Page(0), View::Page(400)] {
            for side in [Side::Start, Side::End] {
                assert!(Shown::of(&text, view, side).text.len() <= PAGE + MAX_BYTES);
            }
        }
    }
}
