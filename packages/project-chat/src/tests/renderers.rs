//! What a host draws in its own way stands in the place of the library's.

use dioxus::core::CapturedError;
use dioxus::prelude::*;
use session_model::Project;

use super::fixture::{Live, NOW};
use super::html::without_styles;
use super::screen::settle;
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

/// The chat of a recording, drawn by a host with these renderers.
fn drawn(recording: &str, renderers: Renderers) -> String {
    let given = Given(Live::played(recording).project, renderers);
    let mut dom = VirtualDom::new_with_props(Host, HostProps { given });
    dom.rebuild_in_place();
    settle(&mut dom);
    without_styles(&dioxus_ssr::render(&dom))
}

/// What a recording is drawn as by a host with these renderers has `own` and has not `library`.
fn check(recording: &str, renderers: Renderers, own: &str, library: &str) {
    let chat = drawn(recording, renderers);
    assert!(chat.contains(own), "{own} in {chat}");
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

#[component]
fn Broken() -> Element {
    Err(RenderError::from(CapturedError::from_display("out of ink")))
}

/// How a host's functions fail.
fn failures() -> [fn() -> Element; 2] {
    [
        || Err(CapturedError::from_display("out of ink").into()),
        || {
            rsx! {
                p { "before" }
                Broken {}
            }
        },
    ]
}

/// Expects that what a host cannot draw is said to be so many times, and that `others` stand.
fn check_failing(recording: &str, renderers: Renderers, times: usize, others: &[&str]) {
    let chat = drawn(recording, renderers);
    let count = |words: &str| chat.matches(words).count();
    assert_eq!(count(r#"data-row="undrawable""#), times, "{chat}");
    assert_eq!(count("out of ink"), times);
    for other in others {
        assert!(chat.contains(other), "{other} in {chat}");
    }
}

#[test]
fn what_a_host_cannot_draw_says_so_in_its_own_place() {
    for fail in failures() {
        let rest = [r#"data-row="user""#, r#"data-row="text""#, "pc-composer"];
        let tools = Renderers::default().tool(move |call| (call.tool == "edit").then(fail));
        check_failing("v2/edit", tools, 1, &rest);
        let header = Renderers::default().header(move |_| Some(fail()));
        check_failing("v2/chat", header, 1, &rest);
        let fences = Renderers::default().fence(move |_| Some(fail()));
        check_failing("v2/chat", fences, 1, &rest);
        let dividers =
            Renderers::default().divider(move |view| (view.about == "interrupted").then(fail));
        check_failing("v2/abort", dividers, 1, &rest[..1]);
    }
}
