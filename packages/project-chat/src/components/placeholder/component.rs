//! Draws what stands in the place of a conversation.

use dioxus::prelude::*;
use session_model::{CallError, CallErrorKind};

use crate::components::icon::{Glyph, icon};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// A conversation that is being loaded.
#[component]
pub(crate) fn Skeleton() -> Element {
    let labels = use_labels();
    rsx! {
        div { class: "pc-placeholder", "data-state": "loading", role: "status",
            span { class: "pc-hidden", "{labels.chat.loading}" }
            Bones {}
        }
    }
}

/// The shape of a turn that is not there yet.
#[component]
pub(crate) fn Bones() -> Element {
    rsx! {
        div { class: "pc-skeleton", "aria-hidden": "true",
            div { class: "pc-bone pc-bone-bubble" }
            div { class: "pc-bone" }
            div { class: "pc-bone" }
            div { class: "pc-bone pc-bone-short" }
        }
    }
}

/// A conversation that could not be loaded.
#[component]
pub(crate) fn Failed(project: ProjectHandle, error: CallError) -> Element {
    let labels = use_labels();
    let (state, title, text) = match error.kind {
        CallErrorKind::NotFound => (
            "not-found",
            &labels.chat.not_found,
            labels.chat.not_found_hint.as_ref(),
        ),
        _ => ("failed", &labels.chat.failed, labels.errors.of_call(&error)),
    };
    rsx! {
        div { class: "pc-placeholder", "data-state": state, role: "alert",
            span { class: "pc-placeholder-glyph", {icon(Glyph::Alert)} }
            // It stands in the place of the conversation's title, so it is as high a heading.
            h2 { "{title}" }
            p { dir: "auto", "{text}" }
            details {
                summary { "{labels.errors.details}" }
                pre { class: "pc-pre", dir: "auto", tabindex: "0", "{error.message}" }
            }
            button {
                class: "pc-button",
                r#type: "button",
                onclick: move |_| project.retry(),
                "{labels.chat.retry}"
            }
        }
    }
}

/// A conversation without a message.
#[component]
pub(crate) fn Empty() -> Element {
    let labels = use_labels();
    rsx! {
        div { class: "pc-placeholder", "data-state": "empty",
            span { class: "pc-placeholder-glyph", {icon(Glyph::Chat)} }
            h3 { "{labels.chat.empty}" }
            p { "{labels.chat.empty_hint}" }
        }
    }
}
