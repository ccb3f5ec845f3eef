//! A button that copies a text.

use dioxus::prelude::*;

use super::state::Copying;
use crate::labels::use_labels;

/// Copies `text` and says how that went, in words and as `data-state`: `idle`, `copied`, `failed`.
#[component]
pub(crate) fn CopyButton(
    /// What is copied.
    text: String,
    /// What the button says; "Copy" without.
    label: Option<String>,
) -> Element {
    let labels = use_labels();
    let mut state = use_signal(|| Copying::Idle);
    let label = label.unwrap_or_else(|| labels.markdown.copy.to_string());
    let copying = state();
    let words = copying.words(&label, &labels);
    rsx! {
        button {
            class: "pc-copy",
            r#type: "button",
            "data-state": copying.as_str(),
            title: "{words}",
            onclick: move |_| {
                let text = text.clone();
                async move { state.set(Copying::of(text).await) }
            },
            onanimationend: move |_| state.set(Copying::Idle),
            onblur: move |_| state.set(Copying::Idle),
            {copying.draw(words)}
        }
    }
}
