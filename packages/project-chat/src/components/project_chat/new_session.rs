//! The place where a new session will begin with the next message.

use dioxus::prelude::*;
use session_model::NewSession;

use crate::components::divider;
use crate::handle::ProjectHandle;
use crate::labels::use_labels;
use crate::renderers::use_renderers;

/// Says that the next message begins a new session, and why; nothing where it does not.
#[component]
pub(super) fn NewSessionPlace(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let renderers = use_renderers();
    let hint = match project.new_session() {
        NewSession::No => return VNode::empty(),
        NewSession::Wanted => &labels.chat.new_session_hint,
        NewSession::Required => &labels.chat.new_session_required,
    };
    rsx! {
        div { class: "pc-new-session",
            {divider::draw("new-session", &labels.chat.new_session_title, &renderers)}
            p { class: "pc-muted", "{hint}" }
        }
    }
}
