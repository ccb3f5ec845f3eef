//! A V2 session's messages.

use dioxus::prelude::*;
use session_model::{SessionKey, ThreadId};

use super::generation::V2;
use super::notices::ThreadNotices;
use crate::components::file::Lightbox;
use crate::components::thread::Thread;
use crate::handle::{ProjectHandle, SessionHandle};

/// The messages of the V2 session `session`; nothing where it is of another generation.
#[component]
pub fn V2SessionMessages(
    /// The project that the session is in.
    project: ProjectHandle,
    /// The session.
    session: SessionKey,
) -> Element {
    let session = SessionHandle::<V2>::new(project, session);
    rsx! {
        div { class: "pc-session-messages", "data-session-version": "v2",
            Lightbox {
                Thread::<V2> { session, thread: ThreadId::ROOT }
                ThreadNotices { session, thread: ThreadId::ROOT }
            }
        }
    }
}
