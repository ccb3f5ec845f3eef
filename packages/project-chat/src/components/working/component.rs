//! Draws the sign that the agent works.

use dioxus::prelude::*;
use session_model::SessionKey;

use super::doing::doing;
use crate::clock::use_now;
use crate::components::icon::{Glyph, icon};
use crate::components::scroll_area::transcript;
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// The sign that the agent of `session` works, and for how long, or waits for the person; nothing
/// while it does not. The passing of time reruns nothing else.
#[component]
pub(crate) fn Working(project: ProjectHandle, session: SessionKey) -> Element {
    let labels = use_labels();
    let state = project.session(session, |session| {
        if !session.is_streaming() {
            return None;
        }
        Some(!session.prompts().is_empty())
    });
    let now = use_now(project, state.flatten() == Some(false));
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
    let asked = project.peek(|project| transcript::asked_at(project.session(session)?));
    // Less than a second says nothing; a clock that is behind says too much.
    let since = asked
        .map(|asked| now.since(asked))
        .filter(|since| since.as_secs() > 0);
    let doing = doing(project, session, &labels);
    let words = doing.map_or_else(
        || labels.transcript.working.to_string(),
        |doing| doing.words(&labels),
    );
    rsx! {
        div { class: "pc-working", "data-row": "working", "data-state": "working",
            span { class: "pc-dots", "aria-hidden": "true",
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
