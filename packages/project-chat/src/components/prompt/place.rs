//! The place in the conversation of something that is asked.

use dioxus::prelude::*;
use session_model::SessionKey;
use session_model::v2::Prompt;

use super::desk::use_desk;
use super::form::{Form, Place, title};
use crate::components::icon::{Glyph, icon};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

/// What is asked, in the conversation: to be answered there, or a line that says where it is.
#[component]
pub(super) fn InConversation(
    project: ProjectHandle,
    session: SessionKey,
    prompt: Prompt,
) -> Element {
    let labels = use_labels();
    let desk = use_desk();
    let request = prompt.ask.id().clone();
    if desk.is_in_conversation(&request) {
        return rsx! {
            Form { project, session, prompt, place: Place::Conversation }
        };
    }
    let title = title(&prompt.ask, &labels);
    rsx! {
        div { class: "pc-asked", "data-row": "asked", "data-place": "conversation",
            {icon(Glyph::Question)}
            span { class: "pc-asked-text",
                strong { "{title}" }
                span { "{labels.prompts.answered_below}" }
            }
            button {
                class: "pc-button",
                r#type: "button",
                onclick: move |_| desk.move_to(&request, true),
                "{labels.prompts.answer_here}"
            }
        }
    }
}
