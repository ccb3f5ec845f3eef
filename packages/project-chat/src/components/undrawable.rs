//! What stands in the place of what could not be drawn.

use dioxus::core::{CapturedError, ErrorContext};
use dioxus::prelude::*;

use crate::labels::{Labels, use_labels};

/// Says that something could not be drawn, and why.
pub(crate) fn undrawable(error: &CapturedError, labels: &Labels) -> Element {
    rsx! {
        div { class: "pc-notice", "data-row": "undrawable", "data-tone": "danger", role: "note",
            "{labels.chat.row_failed}"
            details {
                summary { "{labels.errors.details}" }
                "{error}"
            }
        }
    }
}

/// Keeps a failure to draw what is in it to itself.
#[component]
pub(crate) fn Guard(children: Element) -> Element {
    let labels = use_labels();
    let boundary = use_context_provider(|| ErrorContext::new(None));
    match boundary.error() {
        None => children,
        Some(error) => undrawable(&error, &labels),
    }
}
