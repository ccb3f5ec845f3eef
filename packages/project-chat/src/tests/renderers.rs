//! What a host draws in its own way stands in the place of the library's.

use std::cell::Cell;

use dioxus::core::CapturedError;
use dioxus::prelude::*;
use serde_json::{Value, json};
use session_model::{Input, Project};

use super::fixture::{Live, NOW};
use super::html::without_styles;
use super::screen::settle;
use crate::{ProjectChat, ProjectHandle, Renderers, use_fixed_project_at, use_renderers_provider};

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
    use_hook(|| HANDLE.set(Some(project)));
    rsx! {
        ProjectChat { project }
    }
}

thread_local! {
    /// The project of the host that was made last.
    static HANDLE: Cell<Option<ProjectHandle>> = const { Cell::new(None) };
    /// How often the host's component was run that cannot draw all there is.
    static TRIES: Cell<usize> = const { Cell::new(0) };
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

/// Draws words that end in a full stop, and no others.
#[component]
fn Ended(words: String) -> Element {
    TRIES.set(TRIES.get() + 1);
    if !words.ends_with('.') {
        return Err(RenderError::from(CapturedError::from_display("out of ink")));
    }
    rsx! {
        p { "own {words}" }
    }
}

/// A chat that stays, drawn by a host.
struct Hosted {
    dom: VirtualDom,
    live: Live,
}

impl Hosted {
    fn new(live: Live, renderers: Renderers) -> Self {
        let given = Given(live.project.clone(), renderers);
        TRIES.set(0);
        let mut dom = VirtualDom::new_with_props(Host, HostProps { given });
        dom.rebuild_in_place();
        settle(&mut dom);
        Self { dom, live }
    }

    fn take(&mut self, input: Input) {
        let project = HANDLE.get().unwrap();
        self.dom.in_runtime(|| project.dispatch([input]));
        settle(&mut self.dom);
    }

    /// Expects what is drawn: these words, or that they cannot be, after so many runs of the host's
    /// component since the last time.
    fn check(&self, words: &str, is_drawn: bool, tries: usize) {
        let html = without_styles(&dioxus_ssr::render(&self.dom));
        let own = format!("<p>own {words}</p>");
        assert_eq!(html.contains(&own), is_drawn, "{own} in {html}");
        assert_eq!(html.contains("out of ink"), !is_drawn, "{html}");
        assert_eq!(TRIES.take(), tries, "{words}");
    }
}

#[test]
fn what_a_host_could_not_draw_is_tried_again_when_it_changes() {
    let run = |output: &str| -> Value {
        json!({ "id": "e", "type": "message.part.updated", "properties": { "part": {
            "id": "prt_1", "sessionID": "ses_1", "messageID": "msg_1", "type": "tool",
            "tool": "deploy", "callID": "c", "state": { "status": "running", "input": {},
                "metadata": { "output": output }, "time": { "start": 1 } } } } })
    };
    let mut live = Live::new("v2");
    live.say(
        &json!({ "id": "e", "type": "message.updated", "properties": { "info": {
        "id": "msg_1", "sessionID": "ses_1", "role": "assistant", "time": { "created": 1 } } } }),
    );
    live.say(&run("Half"));
    let tools = Renderers::default().tool(|call| {
        let words = call.output.unwrap_or_default().to_owned();
        Some(rsx! {
            Ended { words }
        })
    });
    let mut hosted = Hosted::new(live, tools);
    hosted.check("Half", false, 1);
    for (words, is_drawn) in [
        ("Half of", false),
        ("Half of it.", true),
        ("Half of it. And", false),
        ("Half of it. And more.", true),
    ] {
        let input = hosted.live.input(&run(words));
        hosted.take(input);
        hosted.check(words, is_drawn, 1);
    }
}

#[component]
fn OwnTitle(project: ProjectHandle) -> Element {
    rsx! {
        Ended { words: project.title() }
    }
}

#[test]
fn a_header_that_could_not_be_drawn_is_tried_again_when_its_project_changes() {
    let header = Renderers::default().header(|project| {
        Some(rsx! {
            OwnTitle { project }
        })
    });
    let mut hosted = Hosted::new(Live::new("v2"), header);
    hosted.check("Line counter", false, 1);
    let renamed =
        json!({ "id": "p1", "title": "Line counter.", "session_id": null, "sessions": [] });
    let renamed = serde_json::from_value(renamed).unwrap();
    hosted.take(Input::Loaded(Ok(Box::new(renamed))));
    hosted.check("Line counter.", true, 1);
}
