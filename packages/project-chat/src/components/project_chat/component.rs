//! The frame of the chat: header, sessions, composer.

use dioxus::prelude::*;
use session_model::{AnySession, SessionKey};
use session_wire::call::WorkerVersion;

use crate::components::v1_session_messages::V1SessionMessages;
use crate::components::v2_session_messages::V2SessionMessages;
use crate::handle::ProjectHandle;
use crate::theme::Styles;

/// The whole chat of a project.
#[component]
pub fn ProjectChat(project: ProjectHandle, class: Option<String>) -> Element {
    let class = class.unwrap_or_default();
    rsx! {
        Styles {}
        section { class: "pc-chat {class}",
            h2 { {project.title()} }
            for key in project.sessions() {
                SessionView { key: "{project.serial()}.{key:?}", project, session: key }
            }
        }
    }
}

#[component]
fn SessionView(project: ProjectHandle, session: SessionKey) -> Element {
    let version = project.session(session, AnySession::version);
    match version {
        Some(WorkerVersion::V1) => rsx! {
            V1SessionMessages { project, session }
        },
        Some(_) => rsx! {
            V2SessionMessages { project, session }
        },
        None => VNode::empty(),
    }
}
