//! Draws a divider.

use dioxus::prelude::*;

/// Draws a divider; `about` is its `data-row`.
pub(crate) fn draw(about: &'static str, text: &str) -> Element {
    rsx! {
        div { class: "pc-divider", "data-row": about,
            span { dir: "auto", "{text}" }
        }
    }
}
