//! Draws the sign that the agent works.

use dioxus::prelude::*;
use session_model::{Activity, SessionKey};

use super::doing::{Doing, doing};
use crate::clock::use_now;
use crate::components::icon::{Glyph, icon};
use crate::components::scroll_area::transcript;
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// The sign that the agent of `session` works, on what and for how long, or waits for the person;
/// nothing while it does not. The passing of time reruns nothing else.
#[component]
pub(crate) fn Working(project: ProjectHandle, session: SessionKey) -> Element {
    let labels = use_labels();
    let activity = project.session(session, |known| {
        let line = known.status_line().map(str::to_owned);
        (known.activity(), line)
    });
    let (activity, line) = activity.unwrap_or_default();
    let now = use_now(project, has_clock(activity));
    let doing = (activity == Activity::Working)
        .then(|| doing(project, session, &labels))
        .flatten();
    let (name, words) = match activity {
        Activity::Idle => return VNode::empty(),
        Activity::Waiting => {
            return rsx! {
                div { class: "pc-working", "data-row": "working", "data-state": "waiting",
                    {icon(Glyph::Question)}
                    "{labels.prompts.waiting}"
                }
            };
        }
        Activity::Working => ("working", doing.as_ref().map(|doing| doing.words(&labels))),
        Activity::Sending => ("sending", None),
        Activity::Retrying => ("retrying", None),
        Activity::Compacting => ("compacting", None),
        Activity::Preparing => ("preparing", line),
        Activity::Committing => ("committing", line),
        Activity::Finalizing => ("finalizing", line),
    };
    let words = words.unwrap_or_else(|| (labels.transcript.activity)(activity).into_owned());
    let asked = project.peek(|project| transcript::asked_at(project.session(session)?));
    // Less than a second says nothing; a clock that is behind says too much.
    let since = asked
        .map(|asked| now.since(asked))
        .filter(|since| since.as_secs() > 0 && has_clock(activity));
    let step = since.map_or(0, |since| since.as_secs() % 3);
    rsx! {
        div {
            class: "pc-working",
            "data-row": "working",
            "data-state": name,
            "data-doing": doing.as_ref().map(Doing::name),
            span { class: "pc-dots", "aria-hidden": "true", "data-step": "{step}",
                span {}
                span {}
                span {}
            }
            span { class: "pc-working-words", dir: "auto", title: "{words}", "{words}" }
            if let Some(since) = since {
                span { class: "pc-working-time", {(labels.transcript.working_for)(since)} }
            }
        }
    }
}

/// Whether it is worth saying for how long.
const fn has_clock(activity: Activity) -> bool {
    !matches!(
        activity,
        Activity::Idle | Activity::Waiting | Activity::Sending
    )
}
