//! What a V2 conversation says beside its messages: failures, retries, and what waits for the person.

use dioxus::prelude::*;
use session_model::v2::{Ask, Prompt};
use session_model::{ThreadId, Timestamp};
use session_wire::v2::{MessageError, PermissionRequest, QuestionRequest, SessionStatus};

use super::generation::V2;
use super::row::failed;
use crate::clock::use_now;
use crate::components::icon::{Glyph, icon};
use crate::components::notice::{self, Notice, Tone};
use crate::components::working::Working;
use crate::handle::SessionHandle;
use crate::labels::{Labels, use_labels};

/// The notices of a conversation, or of a child agent's. Rerun when the session around its
/// transcript changes.
#[component]
pub(super) fn ThreadNotices(session: SessionHandle<V2>, thread: ThreadId) -> Element {
    crate::rendered!("notices");
    let labels = use_labels();
    let is_root = thread == ThreadId::ROOT;
    let drawn = session.read(|known| {
        let prompts = known.transcript().prompts().iter();
        let prompts: Vec<&Prompt> = prompts.filter(|prompt| prompt.thread == thread).collect();
        let thread = known.transcript().thread(thread)?;
        let is_live = known.connection().is_some();
        let is_retried = matches!(thread.status(), Some(SessionStatus::Retry { .. }));
        let is_working = is_root && !is_retried && prompts.is_empty();
        Some(rsx! {
            if let Some(error) = thread.error() {
                {failed(error, &labels)}
            }
            if is_live {
                if let Some(SessionStatus::Retry { attempt, message, next, .. }) = thread.status() {
                    Retrying { session, attempt: *attempt, reason: reason(message), next: *next }
                }
                for prompt in prompts.iter() {
                    match &prompt.ask {
                        Ask::Question(question) => asks(question, &labels),
                        Ask::Permission(permission) => asks_permission(permission, &labels),
                    }
                }
            }
            if is_working {
                Working { project: session.project, session: session.key }
            }
        })
    });
    drawn.flatten().unwrap_or_else(VNode::empty)
}

/// The words of a failure, which may come wrapped in JSON.
fn reason(message: &str) -> String {
    serde_json::from_str::<serde_json::Value>(message)
        .ok()
        .filter(serde_json::Value::is_object)
        .map(MessageError::from)
        .map_or_else(|| message.to_owned(), |error| error.message().to_owned())
}

/// Says when a request is tried again.
#[component]
fn Retrying(session: SessionHandle<V2>, attempt: u64, reason: String, next: Timestamp) -> Element {
    let labels = use_labels();
    let now = use_now(session.project, true);
    let text = (labels.transcript.retrying)(next.since(now), attempt);
    let notice = Notice {
        about: "retry",
        tone: Tone::Warning,
        text: &text,
        details: &reason,
    };
    notice::draw(&notice, None, &labels)
}

fn asks(request: &QuestionRequest, labels: &Labels) -> Element {
    rsx! {
        section {
            class: "pc-notice pc-prompt",
            "data-row": "question",
            "data-tone": "info",
            aria_label: "{labels.transcript.asks}",
            span { class: "pc-notice-glyph",
                {icon(Glyph::Question)}
            }
            div { class: "pc-notice-text",
                p { class: "pc-prompt-title", "{labels.transcript.asks}" }
                for question in request.questions.iter() {
                    p { dir: "auto", "{question.question}" }
                    ul { class: "pc-choices", aria_label: "{labels.transcript.choices}",
                        for option in question.options.iter() {
                            li { dir: "auto",
                                "{option.label}"
                                if !option.description.is_empty() {
                                    span { class: "pc-muted", " — {option.description}" }
                                }
                            }
                        }
                    }
                }
                p { class: "pc-muted", "{labels.transcript.asks_hint}" }
            }
        }
    }
}

fn asks_permission(request: &PermissionRequest, labels: &Labels) -> Element {
    let text = (labels.transcript.asks_permission)(&request.permission);
    rsx! {
        section {
            class: "pc-notice pc-prompt",
            "data-row": "permission",
            "data-tone": "warning",
            aria_label: "{text}",
            span { class: "pc-notice-glyph",
                {icon(Glyph::Question)}
            }
            div { class: "pc-notice-text",
                p { class: "pc-prompt-title", dir: "auto", "{text}" }
                for pattern in request.patterns.iter() {
                    pre { class: "pc-pre", dir: "ltr", tabindex: "0", "{pattern}" }
                }
                p { class: "pc-muted", "{labels.transcript.asks_hint}" }
            }
        }
    }
}
