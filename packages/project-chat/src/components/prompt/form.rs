//! What frames the answering: who asks, how far the answer is, and what a key does.

use dioxus::prelude::*;
use session_model::v2::{Ask, Prompt};
use session_model::{Answer, AnySession, Input, PromptState, SessionKey};
use session_wire::RequestId;

use super::desk::{Desk, use_desk};
use super::failure::failure;
use super::permission::PermissionForm;
use super::question::QuestionForm;
use crate::components::icon::{Glyph, icon};
use crate::handle::ProjectHandle;
use crate::labels::{Labels, use_labels};

/// Where a form stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Above the message box, for the first of so many that wait.
    Dock { all: usize },
    /// In the conversation.
    Conversation,
}

/// What the parts of a form need to answer; `Clone`, cheap to compare.
#[derive(Clone, PartialEq)]
pub(super) struct Asking {
    pub(super) project: ProjectHandle,
    pub(super) session: SessionKey,
    pub(super) request: RequestId,
    pub(super) desk: Desk,
    /// Whether an answer is on its way, so that nothing can be changed.
    pub(super) is_busy: bool,
    /// Names the form's elements, unlike those of any other on the page.
    pub(super) id: String,
}

impl Asking {
    /// The folder that the agent works in, where known.
    pub(super) fn workspace(&self) -> Option<String> {
        let workspace = |session: &AnySession| match session {
            AnySession::V2(session) => session.transcript().workspace().map(str::to_owned),
            AnySession::V1(_) => None,
        };
        self.project
            .peek(|project| project.session(self.session).and_then(workspace))
    }

    /// Sends an answer, once.
    pub(super) fn send(&self, answer: Answer) {
        if self.is_busy {
            return;
        }
        self.project.dispatch([Input::Answer {
            session: self.session,
            request: self.request.clone(),
            answer,
        }]);
    }
}

/// What is asked, in a few words.
pub(crate) fn title(ask: &Ask, labels: &Labels) -> String {
    let labels = &labels.prompts;
    match ask {
        Ask::Question(_) => labels.asks.to_string(),
        Ask::Permission(request) => match request.permission.as_str() {
            "bash" => labels.asks_command.to_string(),
            "edit" => labels.asks_edit.to_string(),
            other => (labels.asks_permission)(other),
        },
    }
}

/// Something that is asked, to be answered.
#[component]
pub(super) fn Form(
    project: ProjectHandle,
    session: SessionKey,
    prompt: Prompt,
    place: Place,
) -> Element {
    let labels = use_labels();
    let desk = use_desk();
    let request = prompt.ask.id().clone();
    let id = format!("pc-prompt-{}-{request}", project.serial());
    let state = match &prompt.state {
        PromptState::Open => "open",
        PromptState::Answering => "answering",
        PromptState::Failed(_) => "failed",
    };
    let (kind, glyph) = match &prompt.ask {
        Ask::Question(_) => ("question", Glyph::Question),
        Ask::Permission(_) => ("permission", Glyph::Alert),
    };
    let is_busy = prompt.state == PromptState::Answering;
    let asking = Asking {
        project,
        session,
        request,
        desk,
        is_busy,
        id: id.clone(),
    };
    let place_name = match place {
        Place::Dock { .. } => "dock",
        Place::Conversation => "conversation",
    };
    let title = title(&prompt.ask, &labels);
    rsx! {
        div {
            class: "pc-prompt",
            role: "group",
            "data-row": kind,
            "data-state": state,
            "data-place": place_name,
            aria_labelledby: "{id}-title",
            aria_busy: is_busy,
            onfocusin: move |_| desk.set_inside(true),
            onfocusout: move |_| desk.set_inside(false),
            div { class: "pc-prompt-head",
                span { class: "pc-prompt-glyph", {icon(glyph)} }
                h3 { class: "pc-prompt-title", id: "{id}-title", dir: "auto", "{title}" }
                if let Place::Dock { all: all @ 2.. } = place {
                    span { class: "pc-muted", {(labels.prompts.place_in_line)(1, all)} }
                }
            }
            {failure(&prompt.state, &labels)}
            match prompt.ask {
                Ask::Question(request) => rsx! {
                    QuestionForm { asking, request }
                },
                Ask::Permission(request) => rsx! {
                    PermissionForm { asking, request }
                },
            }
            if is_busy {
                p { class: "pc-prompt-busy",
                    span { class: "pc-spinner", "aria-hidden": "true" }
                    "{labels.prompts.answering}"
                }
            } else {
                p { class: "pc-prompt-keys pc-muted", "{labels.prompts.keys}" }
            }
        }
    }
}
