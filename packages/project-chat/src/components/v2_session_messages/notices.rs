//! What a V2 conversation says beside its messages: failures, retries, and what waits for the person.

use dioxus::prelude::*;
use session_model::ThreadId;
use session_model::v2::Prompt;
use session_wire::v2::{MessageError, SessionStatus, SuggestionRequest};

use super::asides::failed;
use super::generation::V2;
use crate::components::divider;
use crate::components::icon::{Glyph, icon};
use crate::components::notice::{self, Countdown};
use crate::components::prompt::PromptPlace;
use crate::components::suggestions::{Offer, Suggestions};
use crate::components::working::Working;
use crate::handle::SessionHandle;
use crate::labels::use_labels;
use crate::renderers::use_renderers;

/// The notices of a conversation, or of a child agent's. Rerun when the session around its
/// transcript changes.
#[component]
pub(super) fn ThreadNotices(session: SessionHandle<V2>, thread: ThreadId) -> Element {
    crate::rendered!("notices");
    let labels = use_labels();
    let renderers = use_renderers();
    let is_root = thread == ThreadId::ROOT;
    let drawn = session.read(|known| {
        // A child's calls may be folded away, so what they ask stands below them.
        let is_here = |prompt: &&Prompt| {
            prompt.thread == thread
                && !(is_root && known.transcript().row_of_prompt(prompt).is_some())
        };
        let prompts: Vec<&Prompt> = known
            .transcript()
            .prompts()
            .iter()
            .filter(is_here)
            .collect();
        let thread = known.transcript().thread(thread)?;
        let is_live = known.connection().is_some();
        let is_retried = matches!(thread.status(), Some(SessionStatus::Retry { .. }));
        let is_working = is_root && !is_retried;
        let is_reverted = thread.reverted_from().is_some() && !known.is_streaming();
        Some(rsx! {
            if is_reverted {
                {divider::draw("reverted", &labels.transcript.reverted, &renderers)}
            }
            if let Some(error) = thread.error() {
                {notice::draw(&failed(error, &labels), None, &labels)}
            }
            if is_live {
                if let Some(SessionStatus::Retry { attempt, message, next, .. }) = thread.status() {
                    Countdown {
                        project: session.project,
                        attempt: *attempt,
                        reason: reason(message),
                        until: *next,
                    }
                }
                for prompt in prompts {
                    PromptPlace {
                        key: "{prompt.ask.id()}",
                        project: session.project,
                        session: session.key,
                        prompt: prompt.clone(),
                    }
                }
            }
            if is_root && is_live {
                for suggestion in known.transcript().suggestions() {
                    {suggested(session, suggestion)}
                }
            }
            if is_working {
                Working { project: session.project, session: session.key }
            }
        })
    });
    drawn.flatten().unwrap_or_else(VNode::empty)
}

/// What the agent suggests to do next, each way to take it up a button.
fn suggested(session: SessionHandle<V2>, suggestion: &SuggestionRequest) -> Element {
    let offers = suggestion.actions.iter().map(|action| Offer {
        label: action.label.clone(),
        description: action.description.clone().unwrap_or_default(),
        prompt: action.prompt.clone(),
    });
    rsx! {
        section { key: "{suggestion.id}", class: "pc-notice", "data-row": "suggestion", "data-tone": "info",
            span { class: "pc-notice-glyph", {icon(Glyph::Question)} }
            div { class: "pc-notice-text",
                p { dir: "auto", "{suggestion.text}" }
                Suggestions {
                    project: session.project,
                    session: session.key,
                    offers: offers.collect::<Vec<_>>(),
                    is_open: true,
                }
            }
        }
    }
}

/// The words of a failure, which may come wrapped in JSON.
fn reason(message: &str) -> String {
    serde_json::from_str::<serde_json::Value>(message)
        .ok()
        .filter(serde_json::Value::is_object)
        .map(MessageError::from)
        .map_or_else(|| message.to_owned(), |error| error.message().to_owned())
}
