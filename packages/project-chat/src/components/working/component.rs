//! Draws the sign that the agent works.

use dioxus::prelude::*;
use session_model::SessionKey;

use crate::components::icon::{Glyph, icon};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// The sign that the agent of `session` works or waits for the person; nothing while it does not.
#[component]
pub(crate) fn Working(project: ProjectHandle, session: SessionKey) -> Element {
    let labels = use_labels();
    let state = project.session(session, |session| {
        if !session.is_streaming() {
            return None;
        }
        Some(!session.prompts().is_empty())
    });
    let Some(Some(is_waiting)) = state else {
        return VNode::empty();
    };
    if is_waiting {
        return rsx! {
            div { class: "pc-working", "data-row": "working", "data-state": "waiting",
                {icon(Glyph::Question)}
                "{labels.prompts.waiting}"
            }
        };
    }
    rsx! {
        div { class: "pc-working", "data-row": "working", "data-state": "working",
            span { class: "pc-dots", "aria-hidden": "true",
                span {}
                span {}
                span {}
            }
            "{labels.transcript.working}"
        }
    }
}
