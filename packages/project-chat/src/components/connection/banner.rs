//! The banner above the composer while the connection is lost.

use dioxus::prelude::*;
use session_model::LostReason;

use super::state::{LinkKind, link};
use crate::clock::use_now;
use crate::components::icon::{Glyph, icon};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// Says that the connection is lost and when it is tried again; nothing while it is not.
#[component]
pub(crate) fn ConnectionBanner(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let link = link(project);
    let until = link.as_ref().and_then(|link| match link.kind {
        LinkKind::Waiting { until } => Some(until),
        _ => None,
    });
    let now = use_now(project, until.is_some());
    let Some(link) = link else {
        return VNode::empty();
    };
    let labels = &labels.connection;
    let text = match &link.kind {
        LinkKind::Waiting { until } => (labels.waiting)(until.since(now), link.attempts),
        LinkKind::Lost(LostReason::Exhausted) => labels.exhausted.to_string(),
        LinkKind::Lost(LostReason::NotAuthorized) => labels.not_authorized.to_string(),
        LinkKind::Lost(LostReason::NotFound) => labels.not_found.to_string(),
        LinkKind::Lost(LostReason::TooBig) => labels.too_big.to_string(),
        LinkKind::Closed | LinkKind::Opening | LinkKind::Open | LinkKind::Suspect => {
            return VNode::empty();
        }
    };
    let session = link.session;
    // What does not exist is not found the next time either.
    let can_retry = link.kind != LinkKind::Lost(LostReason::NotFound);
    rsx! {
        div { class: "pc-banner", "data-connection": link.name(),
            {icon(Glyph::Plug)}
            span { class: "pc-banner-text", "{text}" }
            if can_retry {
                button {
                    class: "pc-button",
                    r#type: "button",
                    onclick: move |_| project.reconnect(session),
                    "{labels.reconnect}"
                }
            }
        }
    }
}
