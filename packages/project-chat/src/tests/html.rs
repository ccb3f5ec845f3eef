//! Draws a project to HTML without its style sheet, a tag a line.

use dioxus::prelude::*;
use session_model::Project;

use super::fixture::NOW;
use crate::{ProjectChat, use_fixed_project_at};

/// A project that is drawn once, so a rerun has nothing to compare.
#[derive(Clone)]
pub(super) struct Given(pub(super) Project);

impl PartialEq for Given {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[component]
fn Chat(given: Given) -> Element {
    let project = use_fixed_project_at(NOW, || given.0.clone());
    rsx! {
        ProjectChat { project }
    }
}

/// The HTML of the whole chat, with everything that folds as it is at first.
pub(super) fn chat(project: Project) -> String {
    let mut dom = VirtualDom::new_with_props(
        Chat,
        ChatProps {
            given: Given(project),
        },
    );
    dom.rebuild_in_place();
    without_styles(&dioxus_ssr::render(&dom))
}

/// HTML without the style sheet that it begins with.
pub(super) fn without_styles(html: &str) -> String {
    match html.split_once("</style>") {
        Some((_, rest)) => rest.to_owned(),
        None => html.to_owned(),
    }
}

/// HTML with a line for each tag, for reading; pictures are left out.
pub(super) fn lines(html: &str) -> String {
    let mut lines = String::new();
    let mut rest = html;
    while let Some(start) = rest.find("<svg") {
        lines.push_str(&rest[..start]);
        rest = rest[start..].split_once("</svg>").unwrap().1;
    }
    lines.push_str(rest);
    lines.replace("><", ">\n<")
}
