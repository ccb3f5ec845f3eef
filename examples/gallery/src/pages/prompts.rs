//! What agents ask and messages that wait for them, in each state.

use dioxus::prelude::*;
use serde_json::{Value, json};
use session_model::{Answer, CallError, CallErrorKind};

use super::specimen::{Show, Specimen};
use crate::fixtures::{Recording, Stage};

/// A state by its name.
type State = (&'static str, fn() -> Stage);

const STATES: [State; 13] = [
    ("Several questions", question),
    ("One question, only the offered answers", || {
        Stage::until(&Recording::QUESTION, "question.asked")
            .hearing("kilocode", &settled("question.rejected", "que_"))
            .playing([ask_color()])
    }),
    ("A command", permission),
    ("A change of a file", change),
    ("Something of another kind", || {
        Stage::streaming(&Recording::CHAT, 60).playing([ask_web(&Recording::CHAT)])
    }),
    ("Two at once", || {
        question().playing([ask_web(&Recording::QUESTION)])
    }),
    ("An answer on its way", || {
        permission().answering(Answer::AllowOnce)
    }),
    ("An answer that did not arrive", || {
        permission()
            .answering(Answer::AllowOnce)
            .refusing_answer(failure(CallErrorKind::Network, "connection refused"))
    }),
    ("Answered", || Stage::of(&Recording::QUESTION)),
    ("Allowed", || Stage::of(&Recording::PERMISSION)),
    ("A message that waits", queued),
    ("A message that could not be taken back", || {
        let error = failure(CallErrorKind::Unavailable, "the log cannot be written");
        queued().refusing_cancel(WAITING, error)
    }),
    ("A message that did not get to the agent", || {
        let failed = json!({
            "messageId": WAITING, "error": "The worker did not take it after five attempts.",
            "reason": "exhausted", "accepted": false,
        });
        queued().hearing("cloud.message.failed", &failed.to_string())
    }),
];

/// The message that waits on this page.
const WAITING: &str = "msg_waiting";

/// The page.
#[component]
pub(crate) fn Prompts() -> Element {
    rsx! {
        for (title , stage) in STATES {
            Specimen { key: "{title}", title, show: Show::Chat, stage: move |()| stage() }
        }
    }
}

fn question() -> Stage {
    Stage::until(&Recording::QUESTION, "question.asked")
}

fn permission() -> Stage {
    Stage::until(&Recording::PERMISSION, "permission.asked")
}

/// The agent wants to make the first change of a recording.
fn change() -> Stage {
    let is_edit = |event: &&str| event.contains(r#""tool":"edit""#);
    let call = Recording::EDIT.events().find(is_edit).and_then(|event| {
        let mut event: Value = serde_json::from_str(event).ok()?;
        Some(event["properties"]["part"].take())
    });
    let call = call.unwrap_or_default();
    let ask = json!({ "type": "permission.asked", "properties": {
        "id": "per_change", "sessionID": call["sessionID"], "permission": "edit",
        "patterns": ["src/count.js"], "always": ["*"],
        "metadata": {
            "filepath": "/workspace/src/count.js",
            "diff": "--- /workspace/src/count.js\n+++ /workspace/src/count.js\n\
                     @@ -1,4 +1,4 @@\n export function words(text) {\n\
                     -  return text.split(' ').length\n\
                     +  return text.split(/\\s+/).filter(Boolean).length\n }\n",
        },
        "tool": { "messageID": call["messageID"], "callID": call["callID"] },
    } });
    Stage::until(&Recording::EDIT, r#""tool":"edit""#).playing([ask.to_string()])
}

fn ask_web(recording: &Recording) -> String {
    let ask = json!({ "type": "permission.asked", "properties": {
        "id": "per_web", "sessionID": session(recording), "permission": "webfetch",
        "patterns": ["https://commonmark.org/help/"], "always": [],
        "metadata": { "format": "markdown" },
    } });
    ask.to_string()
}

fn ask_color() -> String {
    let ask = json!({ "type": "question.asked", "properties": {
        "id": "que_color", "sessionID": session(&Recording::QUESTION), "questions": [{
            "question": "Which colour has the logo?", "header": "Colour", "custom": false,
            "options": [
                { "label": "Red", "description": "Warm" },
                { "label": "Blue", "description": "Cold" },
            ],
        }],
    } });
    ask.to_string()
}

/// The event that settles what a recording asks; `prefix` is what its name begins with.
fn settled(kind: &str, prefix: &str) -> String {
    let request = Recording::QUESTION.events().find_map(|event| {
        let event: Value = serde_json::from_str(event).ok()?;
        let id = event["properties"]["id"].as_str()?;
        id.starts_with(prefix).then(|| id.to_owned())
    });
    let session = session(&Recording::QUESTION);
    json!({ "type": kind, "properties": { "sessionID": session, "requestID": request } })
        .to_string()
}

/// The agent's session in a recording.
fn session(recording: &Recording) -> String {
    let id = recording.events().find_map(|event| {
        let event: Value = serde_json::from_str(event).ok()?;
        event["properties"]["sessionID"].as_str().map(str::to_owned)
    });
    id.unwrap_or_default()
}

fn queued() -> Stage {
    let text = "And count the characters, please.";
    let queued = json!({ "messageId": WAITING, "content": text, "delivery": "queue" });
    Stage::streaming(&Recording::CHAT, 120)
        .saying(text)
        .hearing("cloud.message.queued", &queued.to_string())
}

fn failure(kind: CallErrorKind, message: &str) -> CallError {
    CallError {
        kind,
        message: message.to_owned(),
    }
}
