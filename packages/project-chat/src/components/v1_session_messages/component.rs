//! A V1 session's messages.

use dioxus::prelude::*;
use session_model::{SessionKey, ThreadId};

use super::generation::V1;
use crate::components::file::Lightbox;
use crate::components::thread::Thread;
use crate::components::working::Working;
use crate::handle::{ProjectHandle, SessionHandle};

/// The messages of the V1 session `session`; nothing where it is of another generation.
#[component]
pub fn V1SessionMessages(
    /// The project that the session is in.
    project: ProjectHandle,
    /// The session.
    session: SessionKey,
) -> Element {
    let messages = SessionHandle::<V1>::new(project, session);
    rsx! {
        div { class: "pc-session-messages", "data-session-version": "v1",
            Lightbox {
                Thread::<V1> { session: messages, thread: ThreadId::ROOT }
                Working { project, session }
            }
        }
    }
}
