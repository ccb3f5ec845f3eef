//! What stands below a message that waits for the agent, or did not get to it.

use dioxus::prelude::*;
use session_model::v2::Queued;
use session_model::{CallError, Input};
use session_wire::MessageId;

use super::generation::V2;
use crate::components::notice::{self, Notice, Tone};
use crate::handle::SessionHandle;
use crate::labels::use_labels;

/// The note below a message that waits, or did not get to the agent.
pub(super) fn note(session: SessionHandle<V2>, queued: &Queued<'_>) -> Element {
    rsx! {
        QueuedNote {
            session,
            message: queued.message.clone(),
            is_cancelling: queued.is_cancelling,
            cancel_error: queued.cancel_error.cloned(),
            failure: queued.failure.map(str::to_owned),
        }
    }
}

#[component]
fn QueuedNote(
    session: SessionHandle<V2>,
    message: MessageId,
    is_cancelling: bool,
    cancel_error: Option<CallError>,
    failure: Option<String>,
) -> Element {
    let labels = use_labels();
    let words = &labels.transcript;
    let on_cancel = move |_| {
        let (session, message) = (session, message.clone());
        session.project.dispatch([Input::CancelMessage {
            session: session.key,
            message,
        }]);
    };
    let (text, button) = match (&failure, is_cancelling) {
        (Some(_), _) => (None, &words.take_back),
        (None, true) => (Some(&words.queued), &words.cancelling),
        (None, false) => (Some(&words.queued), &words.cancel_queued),
    };
    let trouble = match (&failure, &cancel_error) {
        (Some(why), _) => Some((words.not_delivered.to_string(), why.as_str())),
        (None, Some(error)) => {
            let why = labels.errors.of_call(error);
            Some((
                format!("{} {why}", words.not_cancelled),
                error.message.as_str(),
            ))
        }
        (None, None) => None,
    };
    let trouble = trouble.map(|(text, details)| {
        let notice = Notice {
            about: "not-delivered",
            tone: Tone::Danger,
            text: text.into(),
            details,
        };
        notice::draw(&notice, None, &labels)
    });
    rsx! {
        div { class: "pc-delivery pc-queued",
            if let Some(text) = text {
                span { "{text}" }
            }
            button {
                class: "pc-button",
                r#type: "button",
                "data-act": "cancel",
                aria_disabled: is_cancelling,
                onclick: on_cancel,
                "{button}"
            }
        }
        {trouble}
    }
}
