//! Draws a divider.

use dioxus::prelude::*;

use crate::renderers::Renderers;

/// Something that stands between messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DividerView<'a> {
    /// What it is about, its element's `data-row`: `compaction`, `interrupted`, `subtask`, …
    pub about: &'static str,
    /// What it says.
    pub text: &'a str,
}

/// Draws a divider; `about` is its `data-row`.
pub(crate) fn draw(about: &'static str, text: &str, renderers: &Renderers) -> Element {
    if let Some(own) = renderers.draw_divider(&DividerView { about, text }) {
        return own;
    }
    rsx! {
        div { class: "pc-divider", "data-row": about,
            span { dir: "auto", "{text}" }
        }
    }
}
