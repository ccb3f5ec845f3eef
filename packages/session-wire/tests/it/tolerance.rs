//! What is unknown is kept, what is wrong is dropped alone, nothing panics.
#![allow(clippy::disallowed_methods, reason = "a test reads its recordings")]

use std::path::Path;

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use session_wire::v1::{CloudMessage, Line};
use session_wire::v2::{Info, Part, StoredMessage};

use crate::exercise::exercise;
use crate::numbers::plain;

/// The messages and lines of the recordings.
fn recorded(generation: &str, end: &str) -> Vec<Value> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/transcripts");
    let entries = std::fs::read_dir(folder.join(generation)).unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(end) || name.starts_with("long") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        if end == ".jsonl" {
            found.extend(text.lines().map(|line| read(line)["event"].take()));
        } else if let Value::Array(messages) = read(&text) {
            found.extend(messages);
        }
    }
    assert!(!found.is_empty());
    found
}

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn round_trip<T: DeserializeOwned + Serialize>(value: &Value) -> Result<Value, String> {
    let read: T = serde_json::from_value(value.clone()).map_err(|error| error.to_string())?;
    Ok(serde_json::to_value(read).unwrap())
}

/// Puts a field that nobody knows into every object.
fn with_news(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(with_news).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), with_news(value)))
            .chain([("x_new".to_owned(), json!({ "deep": [1, { "er": null }] }))])
            .collect(),
        other => other.clone(),
    }
}

fn check_kept<T: DeserializeOwned + Serialize>(value: &Value) {
    let value = with_news(value);
    assert_eq!(plain(&round_trip::<T>(&value).unwrap()), plain(&value));
}

#[test]
fn a_new_field_is_kept_wherever_it_stands() {
    for message in recorded("v2", ".messages.json") {
        check_kept::<Info>(&message["info"]);
        for part in message["parts"].as_array().unwrap() {
            check_kept::<Part>(part);
        }
    }
    for line in recorded("v1", ".jsonl") {
        check_kept::<Line>(&line);
    }
    let error = json!({ "id": "m", "sessionID": "s", "role": "assistant", "time": {}, "tokens": {
        "input": 1, "output": 1, "reasoning": 0, "cache": { "read": 0, "write": 0 },
    }, "error": { "name": "APIError", "data": { "message": "m" } } });
    check_kept::<Info>(&error);
}

/// The pointers of all values inside a value.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    if !at.is_empty() {
        found.push(at.to_owned());
    }
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                pointers(value, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// A value of another kind than any field has.
fn wrong(value: &Value) -> Value {
    match value {
        Value::Array(_) | Value::Object(_) => json!(true),
        _ => json!([{ "wrong": 1 }]),
    }
}

/// Each field is made wrong in its turn: identities reject, others are dropped alone.
fn check_dropped<T: DeserializeOwned + Serialize>(value: &Value, identity: &[&str]) {
    let mut all = Vec::new();
    pointers(value, "", &mut all);
    for broken_at in &all {
        let mut broken = value.clone();
        let place = broken.pointer_mut(broken_at).unwrap();
        *place = wrong(place);
        let written = round_trip::<T>(&broken);
        if identity.contains(&broken_at.as_str()) {
            assert!(written.is_err(), "{broken_at} {value}");
            continue;
        }
        let written = written.unwrap_or_else(|error| panic!("{broken_at}: {error}"));
        for other in &all {
            // A model whose name cannot be read is none; so is an item of a list.
            let in_dropped = broken_at.starts_with("/model/") && other.starts_with("/model")
                || other.starts_with(broken_at.as_str())
                || broken_at.starts_with(other.as_str())
                || same_list(broken_at, other);
            if !in_dropped {
                assert_eq!(
                    written.pointer(other).map(plain),
                    value.pointer(other).map(plain),
                    "{other}, when {broken_at} is wrong: {value}"
                );
            }
        }
    }
}

/// Whether both are in one list, where an item that is left out moves the others.
fn same_list(left: &str, right: &str) -> bool {
    let common = left.split('/').zip(right.split('/'));
    common
        .take_while(|(left, right)| {
            left == right || left.parse::<u32>().is_ok() && right.parse::<u32>().is_ok()
        })
        .any(|(left, right)| left != right)
}

#[test]
fn a_wrong_field_is_dropped_alone() {
    for message in recorded("v2", ".messages.json") {
        check_dropped::<Info>(&message["info"], &["/id", "/sessionID", "/role"]);
        for part in message["parts"].as_array().unwrap() {
            check_dropped::<Part>(part, &["/id", "/sessionID", "/messageID", "/type"]);
        }
    }
    for line in recorded("v1", ".messages.json").iter().take(200) {
        check_dropped::<Line>(line, &[]);
    }
    let message = json!({ "ts": 5, "type": "assistant", "say": "text", "text": "a", "partial": false, "metadata": { "a": 1 }, "images": [], "new": 1 });
    check_dropped::<CloudMessage>(&message, &["/ts", "/type"]);
}

#[test]
fn an_unreadable_part_does_not_cost_the_others() {
    let part =
        json!({ "id": "p", "sessionID": "s", "messageID": "m", "type": "text", "text": "a" });
    let message = json!({
        "info": { "id": "m", "sessionID": "s", "role": "user" },
        "parts": [{ "type": "text" }, 4, part],
    });
    let read: StoredMessage = serde_json::from_value(message).unwrap();
    assert_eq!(read.parts.len(), 1);
    let narrator = json!({ "info": { "id": "m", "sessionID": "s", "role": "narrator", "mood": "calm" }, "parts": [part] });
    assert_eq!(round_trip::<StoredMessage>(&narrator).unwrap(), narrator);
}

/// Real texts of the wire, to be broken.
fn real_texts() -> Vec<String> {
    let events = recorded("v2", ".jsonl").into_iter().step_by(7);
    let lines = recorded("v1", ".jsonl").into_iter().step_by(7);
    let frames = events.chain(lines).map(|data| {
        json!({ "eventId": 1, "executionId": "e", "sessionId": "a", "streamEventType": "kilocode", "timestamp": "t", "data": data })
    });
    let messages = recorded("v2", ".messages.json");
    frames
        .chain(messages)
        .map(|value| value.to_string())
        .collect()
}

/// Any JSON of a few levels, with the names that are read.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z0-9_]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let names = "id type info part role state sessionID messageID properties text time data code \
            tokens cache error name todos say ask ts metadata eventId sessionId streamEventType timestamp \
            payload status input attachments time revert success result model";
        let names: Vec<&str> = names.split_whitespace().collect();
        let names = prop::sample::select(names).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(names, inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..128)) {
        exercise(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_json_panics(kind in "[a-z_.]{0,24}", value in any_json()) {
        exercise(&value.to_string());
        exercise(&json!({ "type": kind, "properties": value }).to_string());
        exercise(&json!({ "eventId": 1, "sessionId": "s", "streamEventType": kind, "timestamp": "t", "data": value }).to_string());
    }

    #[test]
    fn no_broken_text_panics(
        text in prop::sample::select(real_texts()),
        breaks in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        end in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = text.into_bytes();
        for (at, byte) in breaks {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(end.index(bytes.len()));
        }
        exercise(&String::from_utf8_lossy(&bytes));
    }
}
