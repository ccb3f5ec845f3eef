//! The whole chat against a gateway, with a picker of its projects.

use std::rc::Rc;

use dioxus::prelude::*;
use project_chat::{Backend, HttpBackend, ProjectChat, use_project};
use session_model::CallError;
use session_wire::ProjectId;
use session_wire::call::Project;

/// The chat of the chosen project, or of the gateway's first.
#[component]
pub(crate) fn Conversation(
    /// The gateway's URL; empty for the page's own origin.
    gateway: String,
    /// The project of the page's address.
    chosen: Option<ProjectId>,
    /// The person has chosen another project.
    choose: Callback<ProjectId>,
) -> Element {
    let url = gateway.clone();
    let mut projects = use_resource(move || HttpBackend::new(&url).list_projects());
    let list = projects.read();
    match &*list {
        None => rsx! {
            p { class: "gallery-notice", role: "status", "Loading the projects…" }
        },
        Some(Err(error)) => rsx! {
            Unreachable { error: error.clone(), retry: move |()| projects.restart() }
        },
        Some(Ok(list)) => {
            let Some(project) = chosen.or_else(|| Some(list.first()?.id.clone())) else {
                return rsx! {
                    p { class: "gallery-notice", "This gateway has no project." }
                };
            };
            rsx! {
                Picker { projects: list.clone(), project: project.clone(), choose }
                Chat { gateway, project }
            }
        }
    }
}

#[component]
fn Picker(projects: Vec<Project>, project: ProjectId, choose: Callback<ProjectId>) -> Element {
    rsx! {
        label { class: "gallery-picker",
            span { "Project" }
            select {
                onchange: move |event| choose.call(event.value().into()),
                for entry in projects {
                    option {
                        key: "{entry.id}",
                        value: "{entry.id}",
                        selected: entry.id == project,
                        "{entry.title}"
                    }
                }
            }
        }
    }
}

#[component]
fn Chat(gateway: String, project: ProjectId) -> Element {
    let project = use_project(project, || Rc::new(HttpBackend::new(&gateway)));
    rsx! {
        div { class: "gallery-chat", ProjectChat { project } }
    }
}

#[component]
fn Unreachable(error: CallError, retry: Callback) -> Element {
    rsx! {
        div { class: "gallery-notice", role: "alert",
            p { "The gateway's projects could not be loaded: {error.message}" }
            button { r#type: "button", onclick: move |_| retry.call(()), "Try again" }
        }
    }
}
