//! Sessions drawn to HTML with everything in them unfolded.

use dioxus::prelude::*;
use session_model::{AnySession, Project};

use super::fixture::NOW;
use super::html::{Given, without_styles};
use crate::components::fold::Folds;
use crate::{V1SessionMessages, V2SessionMessages, use_fixed_project_at};

#[component]
fn Unfolded(given: Given) -> Element {
    use_context_provider(Folds::unfolded);
    let project = use_fixed_project_at(NOW, || given.0.clone());
    let session = &given.0.sessions()[0];
    let key = session.key();
    match session {
        AnySession::V1(_) => rsx! {
            V1SessionMessages { project, session: key }
        },
        AnySession::V2(_) => rsx! {
            V2SessionMessages { project, session: key }
        },
    }
}

/// The HTML of a project's first session, with everything that folds unfolded.
pub(super) fn unfolded(project: Project) -> String {
    let given = Given(project);
    let mut dom = VirtualDom::new_with_props(Unfolded, UnfoldedProps { given });
    dom.rebuild_in_place();
    without_styles(&dioxus_ssr::render(&dom))
}
