//! Everything that real agents sent and stored is read whole and written back as it was.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test reads its recordings, and says which of them are not there"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use session_wire::Timestamp;
use session_wire::v1::{CloudMessage, CommandExecution, Line, from_history};
use session_wire::v2::{BusEvent, FileDiff, PartBody, Session, StoredMessage, Todo};

use crate::numbers::plain;

/// The files under a folder, or none where it is not there.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("left out, because it is not there: {}", folder.display());
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(path.to_str().unwrap()));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

const CAPTURES: &str = "../../../shared/reference/captures";
const TRANSCRIPTS: &str = "../../tests/transcripts";

fn named(path: &Path) -> (&str, bool) {
    let name = path.file_name().unwrap().to_str().unwrap();
    let is_v1 = path
        .components()
        .any(|component| component.as_os_str() == "v1");
    (name, is_v1)
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn check<T: Serialize + DeserializeOwned>(value: &Value, of: &dyn std::fmt::Debug) -> T {
    let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| {
        panic!("{of:?}: {error}: {value}");
    });
    check_written(&read, value, of);
    read
}

fn check_written<T: Serialize>(read: &T, value: &Value, of: &dyn std::fmt::Debug) {
    let written = serde_json::to_value(read).unwrap();
    assert_eq!(plain(&written), plain(value), "{of:?}");
}

/// A bus event is read, and what it carries is written back as it was.
fn check_event(event: &Value, of: &Path) {
    let read = BusEvent::decode_text(&event.to_string())
        .unwrap_or_else(|error| panic!("{}: {error}: {event}", of.display()));
    let properties = &event.get("payload").unwrap_or(event)["properties"];
    let check = |field: &str, written: Value| {
        assert_eq!(
            plain(&written),
            plain(&properties[field]),
            "{}",
            of.display()
        );
    };
    let value = |written: &dyn erased::Written| written.value();
    match &read {
        BusEvent::MessageUpdated { info } => check("info", value(info)),
        BusEvent::PartUpdated { part, delta, at } => {
            check("part", value(part));
            check("delta", value(delta));
            check("time", value(at));
        }
        BusEvent::SessionCreated { info }
        | BusEvent::SessionUpdated { info }
        | BusEvent::SessionDeleted { info } => check("info", value(info)),
        BusEvent::SessionStatus { status, .. } => check("status", value(status)),
        BusEvent::SessionError { error, .. } => check("error", value(error)),
        BusEvent::SessionDiff { diff, .. } => check("diff", value(diff)),
        BusEvent::TodoUpdated { todos, .. } => check("todos", value(todos)),
        BusEvent::QueueChanged { queued, .. } => check("queued", value(queued)),
        BusEvent::TurnClosed {
            reason, parent_id, ..
        } => {
            check("reason", value(reason));
            check("parentID", value(parent_id));
        }
        BusEvent::QuestionAsked(request) => check_written(request, properties, &of),
        BusEvent::PermissionAsked(request) => check_written(request, properties, &of),
        BusEvent::QuestionSettled { answers, .. } => check("answers", value(answers)),
        BusEvent::PermissionSettled { reply, .. } => check("reply", value(reply)),
        BusEvent::Twin { kind } => {
            let event = event.get("payload").unwrap_or(event);
            assert_eq!(event["syncEvent"]["type"], json!(kind));
        }
        _ => {}
    }
}

mod erased {
    //! Values of several types in one place.

    use serde_json::Value;

    pub(super) trait Written {
        fn value(&self) -> Value;
    }

    impl<T: serde::Serialize> Written for T {
        fn value(&self) -> Value {
            serde_json::to_value(self).unwrap()
        }
    }
}

fn check_list<T: Serialize + DeserializeOwned>(path: &Path) {
    let list = read(path);
    // A server may answer with an error object instead.
    for item in list.as_array().into_iter().flatten() {
        check::<T>(item, &path);
    }
}

fn check_v2(path: &Path) {
    let (name, _) = named(path);
    if path.extension().is_some_and(|end| end == "jsonl") {
        for mut line in lines(path) {
            check_event(&line["event"].take(), path);
        }
        return;
    }
    match name {
        "session.json" => drop(check::<Session>(&read(path), &path)),
        "children.json" => check_list::<Session>(path),
        "todo.json" => check_list::<Todo>(path),
        "diff.json" => check_list::<FileDiff>(path),
        _ if name.contains("messages") => check_list::<StoredMessage>(path),
        _ if name.starts_with("snapshot-") => {
            for message in read(path)["messages"].as_array().unwrap() {
                check::<StoredMessage>(message, &path);
            }
        }
        _ => {}
    }
}

/// A message of a V1 program is of a known kind, and its payload has no field without a type.
fn check_v1_message(raw: &Value, of: &Path) {
    let message: CloudMessage = check(raw, &of);
    let context = || format!("{}: {raw}", of.display());
    assert!(
        !matches!(&message.say, Some(session_wire::v1::Say::Other(_))),
        "{}",
        context()
    );
    assert!(
        !matches!(&message.ask, Some(session_wire::v1::Ask::Other(_))),
        "{}",
        context()
    );
    let stored = from_history(raw.clone(), Timestamp::default()).unwrap();
    assert_eq!(stored.ts, message.ts);
    assert_eq!(stored.payload().as_deref(), message.payload().as_deref());
    let untyped = [
        message.tool().map(|read| read.extra),
        message.request().map(|read| read.extra),
        message.failure().map(|read| read.extra),
        message.retry().map(|read| read.extra),
        message.followup().map(|read| read.extra),
        message.plan().map(|read| read.extra),
        message.mcp().map(|read| read.extra),
    ];
    let mut typed = untyped.iter().flatten();
    if matches!(message.payload().as_deref(), Some(Value::Object(_))) && message.say.is_some() {
        assert!(typed.clone().next().is_some(), "{}", context());
    }
    assert!(typed.all(serde_json::Map::is_empty), "{}", context());
}

fn check_v1(path: &Path) {
    let (name, _) = named(path);
    if name == "messages.json" {
        for message in read(path).as_array().unwrap() {
            check_v1_message(message, path);
        }
        return;
    }
    if name != "events.jsonl" {
        return;
    }
    for event in lines(path) {
        match event["kind"].as_str().unwrap() {
            "state" => {
                for change in event["changed"].as_array().unwrap() {
                    check_v1_message(&change["message"], path);
                }
            }
            "messageUpdated" | "partialMessage" => check_v1_message(&event["message"], path),
            "commandExecutionStatus" => {
                let payload = event["payload"]["text"].as_str().unwrap();
                let payload: Value = serde_json::from_str(payload).unwrap();
                let status: CommandExecution = check(&payload, &path);
                assert!(status.extra.is_empty(), "{payload}");
            }
            _ => {}
        }
    }
}

#[test]
fn captures_come_back_as_they_were() {
    for path in files(CAPTURES) {
        if named(&path).1 {
            check_v1(&path);
        } else {
            check_v2(&path);
        }
    }
}

#[test]
fn transcripts_come_back_as_they_were() {
    let files = files(TRANSCRIPTS);
    assert!(!files.is_empty());
    for path in files {
        match (
            path.extension().and_then(|end| end.to_str()),
            named(&path).1,
        ) {
            (Some("json" | "jsonl"), false) => check_v2(&path),
            (Some("jsonl"), true) => {
                for line in lines(&path) {
                    check::<Line>(&line["event"], &path);
                }
            }
            _ => {}
        }
    }
}

/// The fields of stored messages that have no type here.
fn untyped(path: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let list = read(path);
    for message in list.as_array().into_iter().flatten() {
        let message: StoredMessage = serde_json::from_value(message.clone()).unwrap();
        for part in &message.parts {
            let extra = match &part.body {
                PartBody::Text(body) => &body.extra,
                PartBody::Reasoning(body) => &body.extra,
                PartBody::File(body) => &body.extra,
                PartBody::Tool(body) => &body.extra,
                PartBody::StepStart(body) => &body.extra,
                PartBody::StepFinish(body) => &body.extra,
                PartBody::Snapshot(body) => &body.extra,
                PartBody::Patch(body) => &body.extra,
                PartBody::Agent(body) => &body.extra,
                PartBody::Retry(body) => &body.extra,
                PartBody::Compaction(body) => &body.extra,
                PartBody::Subtask(body) => &body.extra,
                PartBody::Other { fields, .. } => fields,
            };
            let kind = part.body.kind();
            found.extend(extra.keys().map(|name| format!("{kind}.{name}")));
        }
        let extra = match &message.info {
            session_wire::v2::Info::User(user) => &user.extra,
            session_wire::v2::Info::Assistant(assistant) => &assistant.extra,
            session_wire::v2::Info::Other { fields, .. } => fields,
        };
        found.extend(extra.keys().map(|name| format!("info.{name}")));
    }
    found
}

#[test]
fn no_field_of_a_stored_message_is_without_a_type() {
    for path in files(CAPTURES).iter().chain(&files(TRANSCRIPTS)) {
        let (name, is_v1) = named(path);
        if !is_v1 && name.contains("messages") && path.extension().is_some_and(|end| end == "json")
        {
            assert_eq!(untyped(path), BTreeSet::new(), "{}", path.display());
        }
    }
}
