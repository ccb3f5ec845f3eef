//! The dock above the message box, in which the agent's oldest open request is answered.

use dioxus::prelude::*;
use session_model::v2::Prompt;
use session_model::{Change, SessionKey};
use session_wire::RequestId;

use super::desk::use_desk;
use super::form::{Form, Place};
use crate::components::icon::{Glyph, icon};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// The dock of a chat; nothing while nothing is asked.
#[component]
pub(super) fn Dock(project: ProjectHandle) -> Element {
    let labels = use_labels();
    let desk = use_desk();
    let prompts = project.active().map(|session| asked(project, session));
    let prompts = prompts.unwrap_or_default();
    let open: Vec<RequestId> = prompts
        .iter()
        .map(|prompt| prompt.ask.id().clone())
        .collect();
    let first = open.first().cloned();
    use_effect(use_reactive!(|(open,)| desk.keep_only(&open)));
    // What is answered goes away with the focus that was in it.
    let mut shown = use_hook(|| CopyValue::new(None::<RequestId>));
    let before = shown.replace(first.clone());
    if before.is_some() && before != first && desk.is_inside() && first.is_some() {
        desk.give_focus();
    }
    use_effect(use_reactive!(|(before, first)| {
        if before.is_some() && first.is_none() && desk.is_inside() {
            desk.set_inside(false);
            desk.leave();
        }
    }));
    let (Some(session), Some(prompt)) = (project.active(), prompts.first().cloned()) else {
        return VNode::empty();
    };
    let request = prompt.ask.id().clone();
    if desk.is_in_conversation(&request) {
        return rsx! {
            div { class: "pc-asked pc-dock-line", "data-row": "asked", "data-place": "dock",
                {icon(Glyph::Question)}
                span { class: "pc-asked-text", "{labels.prompts.answered_above}" }
                button {
                    class: "pc-button",
                    r#type: "button",
                    onclick: move |_| desk.move_to(&request, false),
                    "{labels.prompts.answer_here}"
                }
            }
        };
    }
    let all = prompts.len();
    rsx! {
        div { class: "pc-dock",
            for prompt in [prompt] {
                Form {
                    key: "{prompt.ask.id()}",
                    project,
                    session,
                    prompt,
                    place: Place::Dock { all },
                }
            }
        }
    }
}

/// What the agent of a session asks, the oldest first.
pub(super) fn asked(project: ProjectHandle, session: SessionKey) -> Vec<Prompt> {
    project.read(&[Change::Session(session)], |project| {
        let session = project.session(session);
        session
            .map(|session| session.prompts().to_vec())
            .unwrap_or_default()
    })
}
