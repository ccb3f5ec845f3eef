//! Every block that an answer can have.

use dioxus::prelude::*;
use project_chat::components::markdown::{Fences, use_fences_provider};
use project_chat::markdown::Code;
use serde_json::json;

use super::specimen::{Show, Specimen};
use crate::fixtures::{Generation, Stage};

/// An answer with every block.
const SAMPLE: &str = include_str!("sample.md");

/// The page.
#[component]
pub(crate) fn Markdown() -> Element {
    use_fences_provider(|| Fences::new(steps));
    rsx! {
        Specimen { title: "Every block", show: Show::Messages, stage: move |()| answer(SAMPLE, true) }
        Specimen { title: "Cut off while it streams", show: Show::Messages, stage: move |()| answer(cut(SAMPLE), false) }
    }
}

/// Draws a fence that names itself `steps` as the steps that its lines are.
fn steps(code: &Code) -> Option<Element> {
    if code.language.as_deref() != Some("steps") {
        return None;
    }
    let lines = code.text.lines().map(|line| rsx! { li { "{line}" } });
    Some(rsx! {
        ol { class: "gallery-steps", {lines} }
    })
}

/// A sample that ends in the middle of a code block.
fn cut(sample: &str) -> &str {
    let inside = sample.find("let total").unwrap_or(sample.len());
    &sample[..inside]
}

/// A live session whose agent says something.
fn answer(text: &str, is_complete: bool) -> Stage {
    let started = 1_795_363_100_000_i64;
    let mut time = json!({ "created": started });
    let mut part_time = json!({ "start": started });
    if is_complete {
        time["completed"] = json!(started + 4000);
        part_time["end"] = json!(started + 4000);
    }
    let message = json!({
        "type": "message.updated",
        "properties": { "info": {
            "id": "msg_sample",
            "sessionID": "ses_sample",
            "role": "assistant",
            "time": time,
        } },
    });
    let part = json!({
        "type": "message.part.updated",
        "properties": { "part": {
            "id": "prt_sample",
            "sessionID": "ses_sample",
            "messageID": "msg_sample",
            "type": "text",
            "text": text,
            "time": part_time,
        } },
    });
    let stage = Stage::opening(Generation::V2).playing([message.to_string(), part.to_string()]);
    if is_complete {
        stage.hearing("complete", "{}")
    } else {
        stage
    }
}
