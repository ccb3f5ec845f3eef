//! What a host draws in its own way stands in the place of the library's.

use dioxus::prelude::*;
use session_model::Project;

use super::fixture::{Live, NOW};
use crate::{ProjectChat, Renderers, use_fixed_project_at, use_renderers_provider};

#[derive(Clone)]
struct Given(Project, Renderers);

impl PartialEq for Given {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

#[component]
fn Host(given: Given) -> Element {
    use_renderers_provider(|| given.1.clone());
    let project = use_fixed_project_at(NOW, || given.0.clone());
    rsx! {
        ProjectChat { project }
    }
}

/// What a recording is drawn as by a host with these renderers has `own` and has not `library`.
fn check(recording: &str, renderers: Renderers, own: &str, library: &str) {
    let given = Given(Live::played(recording).project, renderers);
    let mut dom = VirtualDom::new_with_props(Host, HostProps { given });
    dom.rebuild_in_place();
    let html = dioxus_ssr::render(&dom);
    assert!(html.contains(own), "{own} in {html}");
    let (_, chat) = html.split_once("</style>").unwrap();
    assert!(!chat.contains(library), "{library} in {chat}");
}

#[test]
fn hosts_draw_what_they_know() {
    let tools = Renderers::default().tool(|call| {
        (call.tool == "edit").then(|| {
            rsx! {
                p { "own {call.tool} {call.state.as_str()}" }
            }
        })
    });
    check(
        "v2/edit",
        tools,
        "<p>own edit completed</p>",
        r#"data-tool="edit""#,
    );
    let dividers = Renderers::default().divider(|divider| {
        Some(rsx! {
            p { "own {divider.about}" }
        })
    });
    check(
        "v2/abort",
        dividers,
        "<p>own interrupted</p>",
        r#"class="pc-divider""#,
    );
    let header = Renderers::default().header(|project| {
        Some(rsx! {
            p { "own {project.title()}" }
        })
    });
    check(
        "v2/chat",
        header,
        "<p>own Line counter</p>",
        r#"class="pc-header""#,
    );
    let fences = Renderers::default().fence(|code| {
        Some(rsx! {
            p { "own fence {code.language.clone().unwrap_or_default()}" }
        })
    });
    check(
        "v2/chat",
        fences,
        "<p>own fence js</p>",
        r#"class="pc-md-code""#,
    );
}
