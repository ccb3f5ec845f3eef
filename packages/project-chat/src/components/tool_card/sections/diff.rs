//! Draws differences of files.

use dioxus::prelude::*;

use crate::components::drawing::Drawing;
use crate::components::extent::{MAX_LINES, View};
use crate::components::fold::Spot;
use crate::components::icon::{Glyph, icon};
use crate::components::tool_card::component::lines_stat;
use crate::components::tool_card::path::ShownPath;
use crate::diff::{DiffLine, FileDiff, Hunk, LineKind};

/// How many more lines are shown each time the person asks.
const STEP: usize = 500;

/// How many spots a difference takes of its row: one for its length, the others for its files.
const FILES: u16 = 1000;

/// Draws the differences of files, each under its name where there are several.
pub(crate) fn draw(
    files: &[FileDiff],
    spot: Spot,
    workspace: Option<&str>,
    drawing: Drawing<'_>,
) -> Element {
    let all: usize = files.iter().map(lines_of).sum();
    let limit = limit(drawing.fold.view(spot));
    let mut left = limit;
    let mut drawn = Vec::new();
    let is_one = files.len() == 1;
    for (number, file) in (1..FILES).zip(files) {
        let own = spot_of(spot, number);
        let is_open = is_one || drawing.fold.is_spot_open(own, true);
        let shown = if is_open { left.min(lines_of(file)) } else { 0 };
        left -= shown;
        drawn.push(rsx! {
            div { class: "pc-diff-file", "data-change": file.change.as_str(),
                if !is_one {
                    {heading(file, own, is_open, workspace, drawing)}
                }
                if shown > 0 {
                    {lines(file, shown, drawing)}
                }
            }
        });
    }
    let rest = all.saturating_sub(limit);
    rsx! {
        for file in drawn {
            {file}
        }
        {longer(rest, limit, spot, drawing)}
    }
}

/// How many lines are shown.
fn limit(view: View) -> usize {
    match view {
        View::Brief => MAX_LINES,
        View::Whole => MAX_LINES + STEP,
        View::Page(page) => MAX_LINES + STEP.saturating_mul(page + 2),
    }
}

/// The view that follows when more is asked for.
fn next(view: View) -> View {
    match view {
        View::Brief => View::Whole,
        View::Whole => View::Page(0),
        View::Page(page) => View::Page(page + 1),
    }
}

/// The least that shows a line, counted over all files from 0.
pub(crate) fn view_of(line: usize) -> View {
    match line.checked_sub(MAX_LINES) {
        None => View::Brief,
        Some(more) if more < STEP => View::Whole,
        Some(more) => View::Page(more / STEP - 1),
    }
}

/// Where a file of a difference folds, counted from 1; none for those that are not drawn.
pub(crate) fn spot_of_file(spot: Spot, number: usize) -> Option<Spot> {
    let number = u16::try_from(number)
        .ok()
        .filter(|number| *number < FILES)?;
    Some(spot_of(spot, number))
}

fn spot_of(spot: Spot, number: u16) -> Spot {
    Spot(spot.0.saturating_mul(FILES).saturating_add(number))
}

fn lines_of(file: &FileDiff) -> usize {
    file.hunks.iter().map(|hunk| hunk.lines.len()).sum()
}

fn heading(
    file: &FileDiff,
    spot: Spot,
    is_open: bool,
    workspace: Option<&str>,
    drawing: Drawing<'_>,
) -> Element {
    let path = ShownPath::of(&file.path, workspace);
    let (added, removed) = file.count();
    let fold = drawing.fold;
    rsx! {
        button {
            class: "pc-diff-heading",
            r#type: "button",
            aria_expanded: is_open,
            onclick: move |_| fold.toggle_spot(spot, true),
            span { class: "pc-chevron", {icon(Glyph::Chevron)} }
            span { class: "pc-tool-subject pc-code pc-path", dir: "ltr",
                span { class: "pc-path-folder", "{path.folder}" }
                span { class: "pc-path-name", "{path.name}" }
            }
            {lines_stat(added, removed, &drawing.labels.tools)}
        }
    }
}

fn lines(file: &FileDiff, limit: usize, drawing: Drawing<'_>) -> Element {
    let mut left = limit;
    let mut parts = Vec::new();
    let mut end = None;
    for hunk in &file.hunks {
        if left == 0 {
            break;
        }
        let between = match (end, hunk.start) {
            (Some(end), Some((start, _))) => Some(start.saturating_sub(end)),
            (Some(_), None) => Some(0),
            (None, _) => None,
        };
        if let Some(between) = between {
            let words = match between {
                0 => "⋯".to_owned(),
                count => (drawing.labels.tools.unchanged_lines)(u64::from(count)),
            };
            parts.push(rsx! {
                div { class: "pc-diff-gap", "{words}" }
            });
        }
        let shown = left.min(hunk.lines.len());
        left -= shown;
        for (number, line) in numbers(hunk).zip(&hunk.lines[..shown]) {
            parts.push(draw_line(line, number));
        }
        end = hunk.start.map(|(start, _)| start + before(hunk));
        if end.is_none() {
            end = Some(0);
        }
    }
    rsx! {
        div { class: "pc-diff", dir: "ltr", tabindex: "0", role: "group",
            aria_label: "{drawing.labels.tools.changes}",
            for part in parts {
                {part}
            }
        }
    }
}

/// How many lines of the file a hunk stood for before the change.
fn before(hunk: &Hunk) -> u32 {
    let lines = hunk.lines.iter();
    let count = lines.filter(|line| line.kind != LineKind::Add).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The number that each line of a hunk has, where it is known: after the change, or before it where
/// the line is gone.
fn numbers(hunk: &Hunk) -> impl Iterator<Item = Option<u32>> {
    let mut next = hunk.start;
    hunk.lines.iter().map(move |line| {
        let (before, after) = next.as_mut()?;
        let number = if line.kind == LineKind::Remove {
            *before
        } else {
            *after
        };
        *before += u32::from(line.kind != LineKind::Add);
        *after += u32::from(line.kind != LineKind::Remove);
        Some(number)
    })
}

fn draw_line(line: &DiffLine, number: Option<u32>) -> Element {
    let pieces = line.pieces();
    rsx! {
        div { class: "pc-diff-line", "data-kind": line.kind.as_str(), "data-line": number,
            for (is_changed , piece) in pieces {
                if is_changed {
                    mark { "{piece}" }
                } else {
                    "{piece}"
                }
            }
        }
    }
}

fn longer(rest: usize, limit: usize, spot: Spot, drawing: Drawing<'_>) -> Element {
    let fold = drawing.fold;
    let labels = &drawing.labels.tools;
    let next = next(fold.view(spot));
    let more = u64::try_from(rest.min(STEP)).unwrap_or(u64::MAX);
    rsx! {
        if rest > 0 || limit > MAX_LINES {
            div { class: "pc-more",
                if rest > 0 {
                    button {
                        class: "pc-button",
                        r#type: "button",
                        onclick: move |_| fold.show(spot, next),
                        {(labels.show_more_lines)(more)}
                    }
                }
                if limit > MAX_LINES {
                    button {
                        class: "pc-button",
                        r#type: "button",
                        onclick: move |_| fold.show(spot, View::Brief),
                        "{labels.show_less}"
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: usize, view: View) {
        assert_eq!(view_of(line), view);
        assert!(limit(view) > line);
    }

    #[test]
    fn the_least_that_shows_a_line_shows_it() {
        check(0, View::Brief);
        check(MAX_LINES - 1, View::Brief);
        check(MAX_LINES, View::Whole);
        check(MAX_LINES + STEP - 1, View::Whole);
        check(MAX_LINES + STEP, View::Page(0));
        check(MAX_LINES + 2 * STEP, View::Page(1));
    }
}
