//! Draws a record of an unknown kind.

use dioxus::prelude::*;

use crate::components::cap::cap;
use crate::components::fold::Fold;
use crate::components::icon::{Glyph, icon};
use crate::components::tool_card::more;
use crate::labels::Labels;

/// Draws a record: its kind, and its `body` while it is unfolded.
pub(crate) fn draw(
    kind: &str,
    body: impl FnOnce() -> String,
    fold: Fold,
    labels: &Labels,
) -> Element {
    let is_open = fold.is_open(false);
    let title = (labels.transcript.unknown)(kind);
    rsx! {
        div { class: "pc-record", "data-row": "unknown", "data-kind": "{kind}", "data-open": is_open,
            button {
                class: "pc-tool-line",
                r#type: "button",
                aria_expanded: is_open,
                onclick: move |_| fold.toggle(false),
                span { class: "pc-tool-glyph", {icon(Glyph::Question)} }
                span { class: "pc-tool-summary", dir: "auto", "{title}" }
                span { class: "pc-chevron", {icon(Glyph::Chevron)} }
            }
            if is_open {
                {text(&body(), fold, labels)}
            }
        }
    }
}

fn text(text: &str, fold: Fold, labels: &Labels) -> Element {
    let capped = cap(text, fold.is_whole());
    rsx! {
        div { class: "pc-tool-body",
            pre { class: "pc-pre", dir: "ltr", tabindex: "0", "{capped.shown}" }
            {more(capped, fold, labels)}
        }
    }
}
