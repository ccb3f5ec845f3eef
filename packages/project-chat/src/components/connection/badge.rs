//! The mark in the header that tells how the connection is.

use dioxus::prelude::*;

use super::state::{LinkKind, link};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// A dot and a word; nothing where no session is live.
#[component]
pub(crate) fn ConnectionBadge(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let Some(link) = link(project) else {
        return VNode::empty();
    };
    let labels = &labels.connection;
    let text = match (&link.kind, link.attempts) {
        (LinkKind::Closed, _) => &labels.closed,
        (LinkKind::Opening, 0) => &labels.opening,
        (LinkKind::Opening | LinkKind::Waiting { .. }, _) => &labels.waiting_short,
        (LinkKind::Open, _) => &labels.open,
        (LinkKind::Suspect, _) => &labels.suspect,
        (LinkKind::Lost(_), _) => &labels.lost_short,
    };
    rsx! {
        span { class: "pc-connection", "data-connection": link.name(), title: "{text}",
            span { class: "pc-dot", "aria-hidden": "true" }
            span { class: "pc-connection-text", "{text}" }
        }
    }
}
