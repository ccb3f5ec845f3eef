//! A V2 session's messages.

use dioxus::prelude::*;
use session_model::{RowId, SessionKey, ThreadId};

use super::generation::V2;
use crate::components::thread::Thread;
use crate::handle::{ProjectHandle, SessionHandle};

/// The messages of the V2 session `session`; nothing where it is of another generation.
#[component]
pub fn V2SessionMessages(project: ProjectHandle, session: SessionKey) -> Element {
    let session = SessionHandle::<V2>::new(project, session);
    rsx! {
        Thread::<V2> { session, thread: ThreadId::ROOT }
    }
}

#[component]
pub(super) fn V2Row(session: SessionHandle<V2>, row: RowId) -> Element {
    let text = session.read_row(row, |session| {
        format!("{:?}", session.transcript().row(row))
    });
    rsx! {
        p { {text} }
    }
}
