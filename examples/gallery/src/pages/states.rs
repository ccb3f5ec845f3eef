//! What the whole chat looks like before, between and after conversations.

use dioxus::prelude::*;
use serde_json::json;
use session_model::{CallError, CallErrorKind, Input};

use super::specimen::{Show, Specimen};
use crate::fixtures::{Generation, Made, NOW, Recording, Stage, recent, used, words};

/// A state by its name.
type State = (&'static str, fn() -> Stage);

const STATES: [State; 25] = [
    ("Loading", Stage::loading),
    ("Could not be loaded", || {
        Stage::loading().then(Input::Loaded(Err(failure(
            CallErrorKind::Network,
            "connection refused",
        ))))
    }),
    ("Empty", Stage::empty),
    ("Connecting", || Stage::opening(Generation::V2)),
    ("A message on its way", || {
        quiet().saying("Please count the words, too.")
    }),
    ("Answering", || Stage::streaming(&Recording::CHAT, 120)),
    ("A tool at work", || Stage::streaming(&Recording::EDIT, 60)),
    ("A to-do list that is worked off", || {
        Stage::until(&Recording::TODO, "todo.updated")
    }),
    ("Answers that are suggested", || {
        Stage::of(&Recording::V1_KINDS)
    }),
    ("Next steps that are suggested", suggested),
    ("Checkpoints and changed files", marked),
    ("A turn that changed files", || {
        Stage::of(&Recording::EDIT).hearing("complete", "{}")
    }),
    ("A context that was condensed", || {
        Stage::of(&Recording::COMPACTION).hearing("complete", "{}")
    }),
    ("A request that is tried again", retried),
    ("Failures with advice", failed),
    ("An answer that was taken back", || {
        Stage::until(&Recording::REVERT, r#""revert":{"#).hearing("complete", "{}")
    }),
    ("A permission that is waited for", || {
        Stage::until(&Recording::PERMISSION, "permission.asked")
    }),
    ("A question that is waited for", || {
        Stage::until(&Recording::QUESTION, "question.asked")
    }),
    ("Stopping", || {
        Stage::streaming(&Recording::CHAT, 120).then(Input::Interrupt)
    }),
    ("Connection lost, tried again", || {
        Stage::streaming(&Recording::CHAT, 120).closing(1006, "")
    }),
    ("Something too big to be shown", || {
        quiet().leaving_out(70_000_000)
    }),
    ("Something too big to get here", || {
        quiet().closing(1009, "").reconnecting().closing(1009, "")
    }),
    ("Session gone", || {
        quiet()
            .hearing_error("WS_SESSION_NOT_FOUND", "there is no such session")
            .closing(1008, "no such session")
    }),
    ("A message that could not be sent", || {
        Stage::empty()
            .saying("Please count the words, too.")
            .failing(failure(CallErrorKind::PaymentRequired, "no credits left"))
    }),
    ("After a session that ended", || {
        Stage::after_ended(Generation::V1)
            .playing(recent(Recording::CHAT.events()))
            .hearing("complete", "{}")
    }),
];

/// The page.
#[component]
pub(crate) fn States() -> Element {
    rsx! {
        for (title , stage) in STATES {
            Specimen { key: "{title}", title, show: Show::Chat, stage: move |()| stage() }
        }
    }
}

/// A conversation in which nothing goes on.
fn quiet() -> Stage {
    Stage::of(&Recording::REASONING).hearing("complete", "{}")
}

fn suggested() -> Stage {
    let suggestion = json!({
        "id": "sug_1",
        "text": "The words are counted now. What comes next?",
        "actions": [
            { "label": "Run the tests", "description": "All of them, with coverage", "prompt": "Run all tests." },
            { "label": "Commit", "prompt": "Commit the changes." },
        ],
    });
    Made::default()
        .asked("Please count the words, too.")
        .answered([words("`src/count.js` counts words now.")])
        .told("suggestion.shown", suggestion)
        .stage()
        .hearing("complete", "{}")
}

/// A session in which files change without a tool that tells it.
fn marked() -> Stage {
    let edit = json!({
        "input": { "filePath": "/workspace/package.json",
            "oldString": "\"version\": \"1.0.0\"", "newString": "\"version\": \"1.1.0\"" },
        "title": "package.json",
        "metadata": { "filediff": { "file": "/workspace/package.json", "additions": 1, "deletions": 1 } },
    });
    let install = json!({
        "input": { "command": "npm install --save-dev prettier" },
        "output": "added 1 package, and audited 2 packages in 1s\n",
        "metadata": { "exit": 0 },
    });
    let format = json!({
        "input": { "command": "npx prettier --write src" },
        "output": "src/count.js 34ms\nsrc/cli.js 12ms\n",
        "metadata": { "exit": 0 },
    });
    let patch = |files: &[&str]| json!({ "type": "patch", "hash": "9fd0", "files": files });
    Made::default()
        .asked("Raise the version, then format the sources.")
        .answered([
            json!({ "type": "snapshot", "snapshot": "9fd0a1b2c3d4e5f60718293a4b5c6d7e8f901234" }),
            words("First the version."),
            used("edit", edit),
            patch(&["/workspace/package.json"]),
            used("bash", install),
            patch(&["/workspace/package.json", "/workspace/package-lock.json"]),
            json!({ "type": "snapshot", "snapshot": "0b77c1d2e3f405162738495a6b7c8d9e0fa1b2c3" }),
            used("bash", format),
            patch(&[
                "/workspace/src/count.js",
                "/workspace/src/cli.js",
                "/workspace/src/deeply/nested/folder/with/a/long/name/words.test.js",
            ]),
            words("Both are done."),
        ])
        .stage()
        .hearing("complete", "{}")
}

fn retried() -> Stage {
    let next = NOW.as_millis() + 8_000;
    let event = json!({ "type": "session.status", "properties": {
        "sessionID": "ses_made",
        "status": { "type": "retry", "attempt": 2, "message": "Overloaded", "next": next },
    } });
    let asked = Made::default().asked("Please count the words, too.");
    asked.stage().playing([event.to_string()])
}

/// What failed, each time for another reason.
fn failed() -> Stage {
    let error = |name: &str, status: u64, message: &str| json!({ "name": name, "data": { "message": message, "statusCode": status } });
    [
        error("APIError", 402, "Payment required: you have 0 credits left"),
        error("ProviderAuthError", 401, "The key has expired"),
        error(
            "ContextOverflowError",
            400,
            "prompt is too long: 210044 tokens > 200000 maximum",
        ),
        error("ContentFilterError", 400, "The answer was withheld"),
    ]
    .iter()
    .fold(Made::default(), |made, error| {
        made.asked("Please count the words, too.").failed(error)
    })
    .stage()
    .hearing("complete", "{}")
}

fn failure(kind: CallErrorKind, message: &str) -> CallError {
    CallError {
        kind,
        message: message.to_owned(),
    }
}
