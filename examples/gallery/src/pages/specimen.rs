//! One thing on show, with its caption.

use std::rc::Rc;

use dioxus::prelude::*;
use project_chat::{
    DraftStore, Labels, ProjectChat, ProjectHandle, V1SessionMessages, V2SessionMessages,
    use_draft_store_provider, use_fixed_project_at, use_labels_provider,
};
use session_model::AnySession;
use session_wire::ProjectId;

use crate::fixtures::{NOW, Stage};

/// What of a staged project is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Show {
    /// The whole chat.
    Chat,
    /// The messages of its first session.
    Messages,
}

/// Keeps nothing: a specimen looks the same every time.
#[derive(Debug)]
struct NoDrafts;

impl DraftStore for NoDrafts {
    fn load(&self, _: &ProjectId) -> String {
        String::new()
    }

    fn save(&self, _: &ProjectId, _: &str) {}
}

/// A figure of a staged project.
#[component]
pub(crate) fn Specimen(title: String, show: Show, stage: Callback<(), Stage>) -> Element {
    let project = use_fixed_project_at(NOW, || stage.call(()).project());
    use_draft_store_provider(|| Rc::new(NoDrafts));
    // Several chats on one page have to be told apart.
    use_labels_provider(|| {
        let mut labels = Labels::default();
        labels.chat.region = format!("{}: {title}", labels.chat.region).into();
        labels
    });
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
