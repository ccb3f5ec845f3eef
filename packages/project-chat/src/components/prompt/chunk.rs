//! The places in which an agent asks; what answers it travels when it is first asked something.

use dioxus::prelude::*;
use session_model::SessionKey;
use session_model::v2::Prompt;

use super::dock::{Dock, asked};
use super::place::InConversation;
use crate::chunk::{self, chunk};
use crate::handle::ProjectHandle;
use crate::labels::use_labels;

chunk! {
    /// The forms that answer an agent.
    static PROMPTS: Prompts = prompts(Prompts { dock, in_conversation });
}

#[derive(Clone, Copy)]
struct Prompts {
    dock: fn(ProjectHandle) -> Element,
    in_conversation: fn(ProjectHandle, SessionKey, Prompt) -> Element,
}

/// The dock of a chat; nothing while nothing is asked.
#[component]
pub(crate) fn PromptDock(project: ProjectHandle) -> Element {
    let labels = use_labels();
    // Once something was asked it stays, to put the focus where it belongs when it is answered.
    let mut is_needed = use_hook(|| CopyValue::new(false));
    let session = project.active();
    if session.is_some_and(|session| !asked(project, session).is_empty()) {
        is_needed.set(true);
    }
    if !*is_needed.read() {
        return VNode::empty();
    }
    chunk::draw(&PROMPTS, &labels, |prompts| (prompts.dock)(project))
}

fn dock(project: ProjectHandle) -> Element {
    rsx! {
        Dock { project }
    }
}

/// What is asked, in the conversation: to be answered there, or a line that says where it is.
#[component]
pub(crate) fn PromptPlace(project: ProjectHandle, session: SessionKey, prompt: Prompt) -> Element {
    let labels = use_labels();
    chunk::draw(&PROMPTS, &labels, |prompts| {
        (prompts.in_conversation)(project, session, prompt)
    })
}

fn in_conversation(project: ProjectHandle, session: SessionKey, prompt: Prompt) -> Element {
    rsx! {
        InConversation { project, session, prompt }
    }
}
