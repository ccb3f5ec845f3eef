//! Draws what the agent thinks.

use std::time::Duration;

use dioxus::prelude::*;
use session_model::Growth;

use crate::components::drawing::Drawing;
use crate::components::icon::{Glyph, icon};
use crate::components::words::{self, Reader, Words};

/// Thoughts, and how long they took, where that is known.
pub(crate) struct Thinking<'a> {
    pub(crate) words: Words<'a>,
    pub(crate) duration: Option<Duration>,
}

/// Draws thoughts. While they are folded their words are not read.
pub(crate) fn draw(
    thinking: &Thinking<'_>,
    reader: CopyValue<Reader>,
    drawing: Drawing<'_>,
) -> Element {
    let (fold, labels) = (drawing.fold, drawing.labels);
    let growth = thinking.words.growth;
    // What is read does not fold because the connection is lost.
    let is_open_first = growth != Growth::Done;
    let is_open = fold.is_open(is_open_first);
    let title = match thinking.duration {
        _ if growth.is_growing() => labels.transcript.thinking.to_string(),
        Some(duration) => (labels.transcript.thought_for)(duration),
        None => labels.transcript.thought.to_string(),
    };
    rsx! {
        div {
            class: "pc-reasoning",
            "data-row": "reasoning",
            "data-streaming": words::streaming(growth),
            "data-open": is_open,
            button {
                class: "pc-reasoning-line",
                r#type: "button",
                aria_expanded: is_open,
                onclick: move |_| fold.toggle(is_open_first),
                {icon(Glyph::Thought)}
                span { "{title}" }
                span { class: "pc-chevron", {icon(Glyph::Chevron)} }
            }
            if is_open {
                div { class: "pc-reasoning-body", {words::draw(reader, thinking.words, labels)} }
            }
        }
    }
}
