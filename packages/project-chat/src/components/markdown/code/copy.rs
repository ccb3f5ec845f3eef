//! The button that copies a code block.

#![allow(unused_qualifications, reason = "it is how rsx! names event handlers")]

use std::rc::Rc;

use dioxus::prelude::*;

use super::super::{clipboard, labels::MarkdownLabels};
use crate::markdown::CodeText;

/// How the last copy went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Copying {
    Idle,
    Copied,
    Failed,
}

/// Copies `text`, and says for a while whether that worked.
///
/// How long it says so is the length of the style sheet's animation.
#[component]
pub(super) fn CopyButton(text: CodeText, labels: Rc<MarkdownLabels>) -> Element {
    let mut state = use_signal(|| Copying::Idle);
    let (name, label) = match state() {
        Copying::Idle => ("idle", &labels.copy),
        Copying::Copied => ("copied", &labels.copied),
        Copying::Failed => ("failed", &labels.copy_failed),
    };
    let copy = move |_| {
        let text = text.to_string();
        async move {
            let copied = clipboard::write(text).await;
            state.set(if copied {
                Copying::Copied
            } else {
                Copying::Failed
            });
        }
    };
    let forget = move |_| state.set(Copying::Idle);
    let leave = move |_| state.set(Copying::Idle);
    rsx! {
        button {
            class: "pc-md-code-button pc-md-copy",
            r#type: "button",
            "data-state": name,
            onclick: copy,
            onanimationend: forget,
            onblur: leave,
            span { aria_live: "polite", "{label}" }
        }
    }
}
