//! A button that copies a text.

use dioxus::prelude::*;

use super::icon::{Glyph, icon};
use super::markdown::clipboard;
use crate::labels::use_labels;

/// How the last copy went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copying {
    Idle,
    Copied,
    Failed,
}

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
pub(crate) fn CopyFrom(make: Callback<(), String>, label: Option<String>) -> Element {
    let labels = use_labels();
    let mut state = use_signal(|| Copying::Idle);
    let label = label.unwrap_or_else(|| labels.markdown.copy.to_string());
    let (name, words, glyph) = match state() {
        Copying::Idle => ("idle", label.as_str(), Glyph::Copy),
        Copying::Copied => ("copied", labels.markdown.copied.as_ref(), Glyph::Check),
        Copying::Failed => ("failed", labels.markdown.copy_failed.as_ref(), Glyph::Alert),
    };
    rsx! {
        button {
            class: "pc-copy",
            r#type: "button",
            "data-state": name,
            title: "{words}",
            onclick: move |_| async move {
                let is_copied = clipboard::write(make.call(())).await;
                state.set(if is_copied { Copying::Copied } else { Copying::Failed });
            },
            onanimationend: move |_| state.set(Copying::Idle),
            onblur: move |_| state.set(Copying::Idle),
            {icon(glyph)}
            span { class: "pc-hidden", aria_live: "polite", "{words}" }
        }
    }
}
