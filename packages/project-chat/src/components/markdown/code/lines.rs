//! Draws the lines of a code block, coloured as far as they have been read.

use std::ops::Range;

use dioxus::prelude::*;

use super::super::{inline::shown, shared::Shared};
use super::paint::Painted;

/// Some lines; there is a newline behind them unless they are the last ones.
///
/// What is not coloured is one text, so that a new word changes nothing but the end of it.
#[component]
pub(super) fn ChunkView(
    chunk: Shared<str>,
    last: bool,
    painted: Option<Shared<Painted>>,
) -> Element {
    let end = if last { "" } else { "\n" };
    let done = painted.as_ref().map_or(0, |painted| painted.source.len());
    let rest = chunk.get(done..).unwrap_or_default();
    rsx! {
        if let Some(painted) = painted {
            PaintedLines { painted }
        }
        {shown(rest)}
        "{end}"
    }
}

/// A part of a line and its class.
type Part<'a> = (Option<&'static str>, &'a str);

#[component]
fn PaintedLines(painted: Shared<Painted>) -> Element {
    let mut start = 0;
    let lines = painted.lines.iter().map(|line| {
        let end = start + line.length;
        // The newline in front of a line belongs to it.
        let from = start.saturating_sub(1);
        let parts = parts(&painted.source, from..end, start, &line.parts);
        start = end + 1;
        let parts = parts.into_iter().map(|(class, text)| match class {
            Some(class) => rsx! { span { class, {shown(text)} } },
            None => shown(text),
        });
        rsx! { {parts} }
    });
    rsx! { {lines} }
}

/// The `line` of `source` in parts; `coloured` ones count from `start`.
fn parts<'a>(
    source: &'a str,
    line: Range<usize>,
    start: usize,
    coloured: &[(Range<usize>, &'static str)],
) -> Vec<Part<'a>> {
    let text = |range: Range<usize>| source.get(range).unwrap_or_default();
    let mut parts = Vec::with_capacity(2 * coloured.len() + 1);
    let mut at = line.start;
    for (range, class) in coloured {
        let (from, to) = (start + range.start, start + range.end);
        if from > at {
            parts.push((None, text(at..from)));
        }
        parts.push((Some(*class), text(from..to)));
        at = to;
    }
    if line.end > at {
        parts.push((None, text(at..line.end)));
    }
    parts
}
