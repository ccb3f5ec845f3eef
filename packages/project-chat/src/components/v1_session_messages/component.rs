//! A V1 session's messages.

use dioxus::prelude::*;
use session_model::{RowId, SessionKey, ThreadId};

use super::generation::V1;
use crate::components::thread::Thread;
use crate::handle::{ProjectHandle, SessionHandle};

/// The messages of the V1 session `session`; nothing where it is of another generation.
#[component]
pub fn V1SessionMessages(project: ProjectHandle, session: SessionKey) -> Element {
    let session = SessionHandle::<V1>::new(project, session);
    rsx! {
        Thread::<V1> { session, thread: ThreadId::ROOT }
    }
}

#[component]
pub(super) fn V1Row(session: SessionHandle<V1>, row: RowId) -> Element {
    let text = session.read_row(row, |session| {
        format!("{:?}", session.transcript().row(row))
    });
    rsx! {
        p { {text} }
    }
}
