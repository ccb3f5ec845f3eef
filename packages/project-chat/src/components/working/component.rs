//! Draws the sign that the agent works.

use dioxus::prelude::*;
use session_model::{AnySession, SessionKey};

use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// The sign that the agent of `session` works; nothing while it does not.
#[component]
pub(crate) fn Working(project: ProjectHandle, session: SessionKey) -> Element {
    let labels = use_labels();
    if project.session(session, AnySession::is_streaming) != Some(true) {
        return VNode::empty();
    }
    rsx! {
        div { class: "pc-working", "data-row": "working",
            span { class: "pc-dots", "aria-hidden": "true",
                span {}
                span {}
                span {}
            }
            "{labels.transcript.working}"
        }
    }
}
