//! What is between header and composer: the sessions, or what stands in their place.

use dioxus::prelude::*;
use session_model::{AnySession, Change, Connection, Load, Project, SessionKey, ThreadId};

use super::new_session::NewSessionPlace;
use crate::components::placeholder::{Empty, Failed, Skeleton};
use crate::components::scroll_area::{ScrollArea, ScrollHandle};
use crate::components::session::SessionView;
use crate::handle::ProjectHandle;

/// The sessions of a project that is loaded.
#[component]
pub(super) fn Body(project: ProjectHandle, scroll: ScrollHandle) -> Element {
    match project.load() {
        Load::Waiting | Load::Loading => rsx! {
            Skeleton {}
        },
        Load::Failed(error) => rsx! {
            Failed { project, error }
        },
        Load::Loaded => rsx! {
            ScrollArea { scroll,
                Sessions { project }
                NewSessionPlace { project }
                EmptyHint { project }
            }
        },
    }
}

/// The sessions in order. Rerun when one comes or goes.
#[component]
fn Sessions(project: ProjectHandle) -> Element {
    crate::rendered!("sessions");
    let keys = project.sessions();
    let current = project.peek(latest_ended);
    rsx! {
        for session in keys {
            SessionView {
                key: "{session:?}",
                project,
                session,
                is_current: Some(session) == current,
            }
        }
    }
}

fn latest_ended(project: &Project) -> Option<SessionKey> {
    let mut sessions = project.sessions().iter().rev();
    let ended = sessions.find(|session| session.life().is_ended());
    ended.map(AnySession::key)
}

/// Says what to do, or that something is coming, while there is nothing to read.
#[component]
fn EmptyHint(project: ProjectHandle) -> Element {
    let keys = project.sessions();
    let silence = match keys.as_slice() {
        [] => Silence::Empty,
        [only] => {
            let changes = [Change::Session(*only), Change::Turns(*only, ThreadId::ROOT)];
            project.read(&changes, |project| {
                project.session(*only).map_or(Silence::Empty, silence)
            })
        }
        _ => Silence::Broken,
    };
    match silence {
        Silence::Empty => rsx! {
            Empty {}
        },
        Silence::Coming => rsx! {
            Skeleton {}
        },
        Silence::Broken => VNode::empty(),
    }
}

/// Whether there is anything to read.
enum Silence {
    /// Nothing, until the person says something.
    Empty,
    /// Nothing so far.
    Coming,
    /// Something.
    Broken,
}

fn silence(session: &AnySession) -> Silence {
    if session.life().is_ended() || !session.is_empty() || session.is_streaming() {
        return Silence::Broken;
    }
    let connection = session.connection();
    if connection.is_some_and(Connection::is_connecting) {
        Silence::Coming
    } else {
        Silence::Empty
    }
}
