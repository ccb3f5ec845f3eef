//! Why an answer did not get to the agent.

use dioxus::prelude::*;
use session_model::PromptState;

use crate::components::notice::{self, Notice, Tone};
use crate::labels::Labels;

/// Draws why the last answer did not arrive; nothing where it did.
pub(super) fn failure(state: &PromptState, labels: &Labels) -> Element {
    let PromptState::Failed(error) = state else {
        return VNode::empty();
    };
    let why = labels.prompts.of_failure(error, &labels.errors);
    let text = format!("{} {why}", labels.prompts.failed);
    let notice = Notice {
        about: "not-answered",
        tone: Tone::Danger,
        text: text.into(),
        details: &error.message,
    };
    notice::draw(&notice, None, labels)
}
