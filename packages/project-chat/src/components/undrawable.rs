//! What stands in the place of what could not be drawn.

use std::cell::Cell;
use std::rc::Rc;

use dioxus::core::{CapturedError, ErrorContext};
use dioxus::prelude::*;
use session_model::Change;

use crate::handle::ProjectHandle;
use crate::labels::{Labels, use_labels};

/// Says that something could not be drawn, and why.
pub(crate) fn undrawable(error: &CapturedError, labels: &Labels) -> Element {
    rsx! {
        div { class: "pc-notice", "data-row": "undrawable", "data-tone": "danger", role: "note",
            "{labels.chat.row_failed}"
            details {
                summary { "{labels.errors.details}" }
                "{error}"
            }
        }
    }
}

/// Keeps a failure to draw what is in it to itself. That is drawn again when it is given anew or,
/// where it is `of` a project, when that changes; never because it has failed.
#[component]
pub(crate) fn Guard(children: Element, of: Option<ProjectHandle>) -> Element {
    let labels = use_labels();
    let boundary = use_context_provider(|| ErrorContext::new(None));
    let is_told = use_hook(|| Rc::new(Cell::new(false)));
    // Nothing in it runs while its failure stands in its place, so something else has changed.
    if is_told.take() {
        boundary.clear_errors();
    }
    let Some(error) = boundary.error() else {
        return children;
    };
    is_told.set(true);
    if let Some(project) = of {
        read_around(project);
    }
    undrawable(&error, &labels)
}

/// Has the component that runs rerun when a project changes around what is said in it.
fn read_around(project: ProjectHandle) {
    let sessions = project.sessions().into_iter().map(Change::Session);
    let changes: Vec<Change> = sessions.chain([Change::Project]).collect();
    project.read(&changes, |_| ());
}
