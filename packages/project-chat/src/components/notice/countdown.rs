//! Says when a request is tried again.

use dioxus::prelude::*;
use session_model::Timestamp;

use super::component::{Notice, Tone, draw};
use crate::clock::use_now;
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// Says when a request is tried again, every second anew. `data-row` is `retry`.
#[component]
pub(crate) fn Countdown(
    project: ProjectHandle,
    /// Which attempt follows, from 1, where it is known.
    attempt: Option<u64>,
    /// Why the last one failed.
    reason: String,
    /// When it is made.
    until: Timestamp,
) -> Element {
    let labels = use_labels();
    let now = use_now(project, true);
    let text = (labels.transcript.retrying)(until.since(now), attempt);
    let notice = Notice {
        about: "retry",
        tone: Tone::Warning,
        text: text.into(),
        details: &reason,
    };
    draw(&notice, None, &labels)
}
