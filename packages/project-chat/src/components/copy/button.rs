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
    rsx! {
        CopyFrom { make: move |()| text.clone(), label }
    }
}

/// Like [`CopyButton`], with a text that is made when it is asked for.
#[component]
pub(crate) fn CopyFrom(
    make: Callback<(), String>,
    label: Option<String>,
    /// Whether the button's words are always seen.
    #[props(default)]
    has_words: bool,
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
            "data-words": has_words.then_some("true"),
            title: "{words}",
            onclick: move |_| async move { state.set(Copying::of(make.call(())).await) },
            onanimationend: move |_| state.set(Copying::Idle),
            onblur: move |_| state.set(Copying::Idle),
            {copying.draw(words)}
        }
    }
}
