//! Says how far a tool is, at the end of its card's line.

use std::time::Duration;

use dioxus::prelude::*;
use session_model::Timestamp;

use super::call::{ToolCall, ToolState};
use crate::clock::use_now;
use crate::handle::ProjectHandle;
use crate::labels::{ToolLabels, use_labels};

/// Shorter runs are not worth a number.
const WORTH_TELLING: Duration = Duration::from_secs(2);

/// Draws how far a tool is.
pub(super) fn draw(call: &ToolCall<'_>, project: ProjectHandle, labels: &ToolLabels) -> Element {
    let words = match call.state {
        ToolState::Pending => &labels.pending,
        ToolState::Running => &labels.running,
        ToolState::Completed => &labels.completed,
        ToolState::Failed => &labels.error,
        ToolState::Interrupted => &labels.interrupted,
        ToolState::Lost => &labels.lost,
    };
    match call.state {
        ToolState::Pending | ToolState::Running => rsx! {
            span { class: "pc-tool-state",
                if let Some(since) = call.started {
                    Elapsed { project, since }
                }
                span { class: "pc-spinner", "aria-hidden": "true" }
                span { class: "pc-hidden", "{words}" }
            }
        },
        ToolState::Completed => {
            let took = call.started.zip(call.ended);
            let took = took
                .map(|(started, ended)| ended.since(started))
                .filter(|took| *took >= WORTH_TELLING);
            rsx! {
                if let Some(took) = took {
                    span { class: "pc-tool-stat", {(labels.duration)(took)} }
                }
                span { class: "pc-hidden", "{words}" }
            }
        }
        ToolState::Failed | ToolState::Interrupted | ToolState::Lost => rsx! {
            span { class: "pc-tool-state", "{words}" }
        },
    }
}

/// How long something has been going on. Alone is rerun every second.
#[component]
pub(crate) fn Elapsed(project: ProjectHandle, since: Timestamp) -> Element {
    crate::rendered!("elapsed");
    let labels = use_labels();
    let elapsed = use_now(project, true).since(since);
    if elapsed < Duration::from_secs(1) {
        return VNode::empty();
    }
    let elapsed = Duration::from_secs(elapsed.as_secs());
    rsx! {
        span { class: "pc-elapsed", {(labels.tools.elapsed)(elapsed)} }
    }
}
