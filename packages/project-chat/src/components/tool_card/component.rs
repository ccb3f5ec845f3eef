//! Draws a card: its line, and its sections while it is unfolded.

use dioxus::prelude::*;

use super::body;
use super::call::{ToolCall, ToolState};
use super::head::{Head, Stat};
use super::sections::{self, About};
use super::status;
use super::subject::Subject;
use crate::chunk::{self, chunk};
use crate::components::drawing::Drawing;
use crate::components::fold::Spot;
use crate::components::icon::{Glyph, icon};
use crate::labels::ToolLabels;

chunk! {
    /// What cards show when they are unfolded.
    static SECTIONS: fn(&ToolCall<'_>, Drawing<'_>) -> Element = tools(draw_sections);
}

/// What a card has beside the tool's own: nothing by default.
#[derive(Default)]
pub(crate) struct Around<'a> {
    /// Drawn under the line, folded or not.
    pub(crate) summary: Option<Element>,
    /// Drawn under the sections while the card is unfolded.
    pub(crate) below: Option<Box<dyn FnOnce() -> Element + 'a>>,
}

/// Draws a card. One that has nothing to unfold is a line and no button.
pub(crate) fn draw(call: &ToolCall<'_>, around: Around<'_>, drawing: Drawing<'_>) -> Element {
    if let Some(own) = drawing.renderers.draw_tool(call) {
        return own;
    }
    let labels = &drawing.labels.tools;
    let head = Head::of(call, labels);
    let fold = drawing.fold;
    let by_default = head.is_open;
    let has_body = around.below.is_some() || body::has_body(call);
    let is_open = has_body && fold.is_open(by_default);
    let line = line(call, &head, has_body, drawing);
    rsx! {
        div {
            class: "pc-tool",
            "data-row": "tool",
            "data-tool": "{call.tool}",
            "data-kind": call.kind.as_str(),
            "data-state": call.state.as_str(),
            "data-quiet": call.kind.is_quiet().then_some("true"),
            "data-open": is_open,
            if has_body {
                button {
                    class: "pc-tool-line",
                    r#type: "button",
                    aria_expanded: is_open,
                    onclick: move |_| fold.toggle(by_default),
                    {line}
                }
            } else {
                div { class: "pc-tool-line", {line} }
            }
            if let Some(failure) = head.failure.as_deref().filter(|_| !is_open) {
                p { class: "pc-tool-why", dir: "auto", title: "{failure}", "{failure}" }
            }
            {around.summary}
            if is_open {
                div { class: "pc-tool-body",
                    {chunk::draw(&SECTIONS, drawing.labels, |draw| draw(call, drawing))}
                    {around.below.map(|below| below())}
                }
            }
        }
    }
}

fn draw_sections(call: &ToolCall<'_>, drawing: Drawing<'_>) -> Element {
    let about = About::of(call);
    rsx! {
        for (place , section) in (0..).zip(body::sections(call, &drawing.labels.tools)) {
            {sections::draw(&section, Spot(place), about, drawing)}
        }
    }
}

fn line(call: &ToolCall<'_>, head: &Head, has_body: bool, drawing: Drawing<'_>) -> Element {
    let glyph = match call.state {
        ToolState::Failed => Glyph::Alert,
        _ => call.kind.glyph(),
    };
    rsx! {
        span { class: "pc-tool-glyph", {icon(glyph)} }
        span { class: "pc-tool-name", "{head.name}" }
        {subject(&head.subject)}
        {stat(head.stat.as_ref(), drawing)}
        {status::draw(call, drawing.project, &drawing.labels.tools)}
        if has_body {
            span { class: "pc-chevron", {icon(Glyph::Chevron)} }
        }
    }
}

fn subject(subject: &Subject) -> Element {
    let whole = subject.text();
    match subject {
        Subject::Unknown => rsx! {
            span { class: "pc-tool-subject" }
        },
        Subject::Words(text) => rsx! {
            span { class: "pc-tool-subject", dir: "auto", title: "{whole}", "{text}" }
        },
        Subject::Code(text) => rsx! {
            span { class: "pc-tool-subject pc-code", dir: "ltr", title: "{whole}", "{text}" }
        },
        Subject::Path { path, lines } => rsx! {
            span { class: "pc-tool-subject pc-code pc-path", dir: "ltr", title: "{whole}",
                if !path.folder.is_empty() {
                    span { class: "pc-path-folder", "{path.folder}" }
                }
                span { class: "pc-path-name", "{path.name}" }
                if !lines.is_empty() {
                    span { class: "pc-path-lines", "{lines}" }
                }
            }
        },
        Subject::Within { pattern, place } => rsx! {
            span { class: "pc-tool-subject pc-code", dir: "ltr", title: "{whole}",
                span { class: "pc-pattern", "{pattern}" }
                if !place.is_empty() {
                    " {place}"
                }
            }
        },
    }
}

fn stat(stat: Option<&Stat>, drawing: Drawing<'_>) -> Element {
    match stat {
        Some(Stat::Lines { added, removed }) => lines_stat(*added, *removed, &drawing.labels.tools),
        Some(Stat::Exit(words)) => rsx! {
            span { class: "pc-tool-stat pc-removed", "{words}" }
        },
        Some(Stat::Words(words)) => rsx! {
            span { class: "pc-tool-stat", "{words}" }
        },
        None => VNode::empty(),
    }
}

/// Draws how many lines were added and removed.
pub(crate) fn lines_stat(added: u64, removed: u64, labels: &ToolLabels) -> Element {
    let words = (labels.changed_lines)(added, removed);
    rsx! {
        span { class: "pc-tool-stat", dir: "ltr",
            if added > 0 {
                span { class: "pc-added", "aria-hidden": "true", "+{added}" }
            }
            if removed > 0 {
                span { class: "pc-removed", "aria-hidden": "true", "−{removed}" }
            }
            span { class: "pc-hidden", "{words}" }
        }
    }
}
