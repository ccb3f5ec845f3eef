//! A V1 session's messages.

use dioxus::prelude::*;
use session_model::{SessionKey, ThreadId};

use super::generation::V1;
use crate::chunk::{self, chunk};
use crate::components::file::Lightbox;
use crate::components::thread::Thread;
use crate::components::working::Working;
use crate::handle::{ProjectHandle, SessionHandle};
use crate::labels::use_labels;

chunk! {
    /// What a conversation without a V1 session never needs.
    static MESSAGES: fn(ProjectHandle, SessionKey) -> Element = v1(messages);
}

/// The messages of the V1 session `session`; nothing where it is of another generation.
#[component]
pub fn V1SessionMessages(
    /// The project that the session is in.
    project: ProjectHandle,
    /// The session.
    session: SessionKey,
) -> Element {
    let labels = use_labels();
    rsx! {
        div { class: "pc-session-messages", "data-session-version": "v1",
            {chunk::draw(&MESSAGES, &labels, |draw| draw(project, session))}
        }
    }
}

fn messages(project: ProjectHandle, session: SessionKey) -> Element {
    let messages = SessionHandle::<V1>::new(project, session);
    rsx! {
        Lightbox {
            Thread::<V1> { session: messages, thread: ThreadId::ROOT }
            Working { project, session }
        }
    }
}
