//! One thing on show, with its caption.

use dioxus::prelude::*;
use project_chat::{
    ProjectChat, ProjectHandle, V1SessionMessages, V2SessionMessages, use_fixed_project_at,
};
use session_model::AnySession;

use crate::fixtures::{NOW, Stage};

/// What of a staged project is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Show {
    /// The whole chat.
    Chat,
    /// The messages of its first session.
    Messages,
}

/// A figure of a staged project.
#[component]
pub(crate) fn Specimen(title: String, show: Show, stage: Callback<(), Stage>) -> Element {
    let project = use_fixed_project_at(NOW, || stage.call(()).project());
    rsx! {
        figure { class: "gallery-specimen", "data-show": format!("{show:?}").to_lowercase(),
            figcaption { {title} }
            div { class: "gallery-stand",
                match show {
                    Show::Chat => rsx! { ProjectChat { project } },
                    Show::Messages => rsx! { FirstSession { project } },
                }
            }
        }
    }
}

#[component]
fn FirstSession(project: ProjectHandle) -> Element {
    let first = project.peek(|project| {
        project
            .sessions()
            .first()
            .map(|first| (first.key(), matches!(first, AnySession::V1(_))))
    });
    match first {
        Some((session, true)) => rsx! { V1SessionMessages { project, session } },
        Some((session, false)) => rsx! { V2SessionMessages { project, session } },
        None => rsx! {},
    }
}
