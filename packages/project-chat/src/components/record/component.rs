//! Draws a record of an unknown kind.

use dioxus::prelude::*;

use crate::components::drawing::Drawing;
use crate::components::fold::Spot;
use crate::components::icon::{Glyph, icon};
use crate::components::more::text_and_more;
use crate::handle::{Part, Text};
use crate::labels::Labels;

/// Draws a record: its kind, and its `body` while it is unfolded.
pub(crate) fn draw(kind: &str, body: impl FnOnce() -> Element, drawing: Drawing<'_>) -> Element {
    let fold = drawing.fold;
    let is_open = fold.is_open(false);
    let title = (drawing.labels.transcript.unknown)(kind);
    rsx! {
        div { class: "pc-record", "data-row": "unknown", "data-kind": "{kind}", "data-open": is_open,
            button {
                class: "pc-tool-line",
                r#type: "button",
                aria_expanded: is_open,
                onclick: move |_| fold.toggle(false),
                span { class: "pc-tool-glyph", {icon(Glyph::Question)} }
                span { class: "pc-tool-subject", dir: "auto", "{title}" }
                span { class: "pc-chevron", {icon(Glyph::Chevron)} }
            }
            if is_open {
                div { class: "pc-tool-body", {body()} }
            }
        }
    }
}

/// Gives what a record says when it is unfolded.
pub(crate) fn texts(
    kind: &str,
    body: String,
    labels: &Labels,
    give: &mut dyn FnMut(Part, Text<'_>),
) {
    let title = (labels.transcript.unknown)(kind);
    give(Part::Line, Text::Plain(title.into()));
    give(Part::Section(Spot(0)), Text::folding(body));
}

/// Draws what a record has in it.
pub(crate) fn text(text: &str, drawing: Drawing<'_>) -> Element {
    rsx! {
        div { class: "pc-tool-section",
            {text_and_more(text, "ltr", Spot(0), drawing)}
        }
    }
}
