//! Draws code blocks: a header with the language and a copy button, and the lines.

#![allow(unused_qualifications, reason = "it is how rsx! names event handlers")]

use std::rc::Rc;

use dioxus::prelude::*;

use super::{clipboard, labels::MarkdownLabels};
use crate::markdown::{Code, CodeText};

/// A code block.
#[component]
pub(super) fn CodeView(code: Code, labels: Rc<MarkdownLabels>) -> Element {
    let name = code
        .language
        .clone()
        .unwrap_or_else(|| labels.code.to_string());
    let last = code.text.chunks().len().saturating_sub(1);
    rsx! {
        div { class: "pc-md-code", dir: "ltr", "data-language": code.language,
            div { class: "pc-md-code-header",
                span { class: "pc-md-code-language", "{name}" }
                CopyButton { text: code.text.clone(), labels }
            }
            pre { class: "pc-md-code-scroll", tabindex: "0", aria_label: "{name}", role: "group",
                code {
                    for (position, lines) in code.text.chunks().iter().enumerate() {
                        LinesView {
                            key: "{position}",
                            lines: lines.clone(),
                            last: position == last,
                        }
                    }
                }
            }
        }
    }
}

/// Some lines; there is a newline behind them unless they are the last ones.
#[component]
fn LinesView(lines: Rc<str>, last: bool) -> Element {
    let end = if last { "" } else { "\n" };
    rsx! { "{lines}{end}" }
}

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
fn CopyButton(text: CodeText, labels: Rc<MarkdownLabels>) -> Element {
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
            class: "pc-md-copy",
            r#type: "button",
            "data-state": name,
            onclick: copy,
            onanimationend: forget,
            onblur: leave,
            span { aria_live: "polite", "{label}" }
        }
    }
}
