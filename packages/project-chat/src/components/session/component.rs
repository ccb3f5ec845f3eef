//! Draws a session.

use dioxus::prelude::*;
use session_model::session::Life;
use session_model::{AnySession, HistoryState, SessionKey};
use session_wire::call::WorkerVersion;

use super::ended::{EndedLine, EndedState};
use crate::components::fold::{Folding, use_fold_of};
use crate::components::scroll_area::ScrollHandle;
use crate::components::v1_session_messages::V1SessionMessages;
use crate::components::v2_session_messages::V2SessionMessages;
use crate::handle::ProjectHandle;

/// What is drawn of a session around its messages.
#[derive(Clone, Debug, PartialEq)]
struct Shape {
    id: String,
    version: WorkerVersion,
    life: &'static str,
    history: Option<HistoryState>,
}

fn shape(session: &AnySession) -> Shape {
    let (life, history) = match session.life() {
        Life::Prepared => ("prepared", None),
        Life::Live(_) => ("live", None),
        Life::Ended(history) => ("ended", Some(history.clone())),
    };
    let id = session.info().cloud_session.as_ref();
    Shape {
        id: id.map(ToString::to_string).unwrap_or_default(),
        version: session.version(),
        life,
        history,
    }
}

/// A session. `is_current` says that the conversation reads on from it, so that it is unfolded
/// unless the person folds it.
#[component]
pub(crate) fn SessionView(
    project: ProjectHandle,
    session: SessionKey,
    is_current: bool,
) -> Element {
    crate::rendered!("session");
    let fold = use_fold_of(project, Folding::Session(session));
    // Once unfolded by itself it stays so when later sessions end; so does the one in which the
    // reader was the last time.
    let mut was_current = use_hook(|| {
        let scroll = try_consume_context::<ScrollHandle>();
        let is_wanted = |scroll: ScrollHandle| {
            project.peek(|project| {
                project
                    .session(session)
                    .is_some_and(|known| scroll.wants(known))
            })
        };
        CopyValue::new(scroll.is_some_and(is_wanted))
    });
    if is_current {
        was_current.set(true);
    }
    let shape = project.session(session, shape);
    let by_default = *was_current.read();
    let is_ended = shape.as_ref().is_some_and(|shape| shape.history.is_some());
    let is_open = !is_ended || fold.is_open(by_default);
    let history = shape.as_ref().and_then(|shape| shape.history.clone());
    let is_wanted = is_open && history == Some(HistoryState::Unloaded);
    use_effect(use_reactive!(|(is_wanted,)| if is_wanted {
        project.expand(session);
    }));
    let Some(shape) = shape else {
        return VNode::empty();
    };
    rsx! {
        section {
            class: "pc-session",
            "data-session": "{shape.id}",
            "data-version": shape.version.as_str(),
            "data-state": shape.life,
            "data-history": history.as_ref().map(history_name),
            "data-open": is_open,
            if is_ended {
                EndedLine {
                    project,
                    session,
                    is_open,
                    on_toggle: move |()| fold.toggle(by_default),
                }
            }
            if is_open {
                if let Some(history) = history.clone() {
                    EndedState { project, session, history }
                }
                match shape.version {
                    WorkerVersion::V1 => rsx! {
                        V1SessionMessages { project, session }
                    },
                    WorkerVersion::V2 | WorkerVersion::Other(_) => rsx! {
                        V2SessionMessages { project, session }
                    },
                }
            }
        }
    }
}

const fn history_name(history: &HistoryState) -> &'static str {
    match history {
        HistoryState::Unloaded => "unloaded",
        HistoryState::Loading => "loading",
        HistoryState::Loaded => "loaded",
        HistoryState::Failed(_) => "failed",
    }
}
