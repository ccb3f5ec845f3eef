//! Every capture of the reference folds to its program's own messages, where the reference is there.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use session_model::AnySession;
use session_wire::call::WorkerVersion;
use tests::frame;

use crate::peer::{Peer, SESSION, plain_numbers};

/// Where what a program streamed and what it stored truly differ: scenario, the end of the
/// value's path, and why.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    (
        "v2/error-drop",
        ".text",
        "text that a broken stream left behind is stored empty",
    ),
    (
        "opencode-1.2.27/abort-text",
        ".text",
        "this version stores aborted text empty",
    ),
    (
        "kilo-7.7.7/",
        ".metadata.diff",
        "Kilo drops an edit's difference when it stores it",
    ),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference/captures")
}

fn scenarios(under: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder().join(under)) else {
        println!("the reference is not there: {under} is left out");
        return Vec::new();
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut scenarios: Vec<PathBuf> = paths
        .filter(|path| path.join("events.jsonl").exists())
        .collect();
    scenarios.sort();
    scenarios
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn lines(scenario: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(scenario.join("events.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn fold(version: &WorkerVersion, events: impl IntoIterator<Item = Value>) -> Peer {
    let mut peer = Peer::live(version);
    let frames = events.into_iter().zip(1..);
    let frames: Vec<String> = frames
        .map(|(event, id)| frame(SESSION, id, "kilocode", &event))
        .collect();
    peer.frames(&frames);
    peer
}

/// The paths of the values that differ.
fn differences(path: &str, left: &Value, right: &Value, found: &mut Vec<String>) {
    match (left, right) {
        _ if left == right => {}
        (Value::Object(left), Value::Object(right)) => {
            for name in left
                .keys()
                .chain(right.keys().filter(|name| !left.contains_key(*name)))
            {
                let field = |fields: &serde_json::Map<String, Value>| {
                    fields.get(name).cloned().unwrap_or(json!("absent"))
                };
                differences(
                    &format!("{path}.{name}"),
                    &field(left),
                    &field(right),
                    found,
                );
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                differences(&format!("{path}[{index}]"), left, right, found);
            }
        }
        _ => found.push(path.to_owned()),
    }
}

fn check_v2(scenario: &Path) {
    let name = scenario
        .strip_prefix(folder())
        .unwrap()
        .display()
        .to_string();
    let peer = fold(
        &WorkerVersion::V2,
        lines(scenario)
            .into_iter()
            .map(|mut line| line["event"].take()),
    );
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    assert_eq!(
        session.dropped().unwrap().count,
        0,
        "{name}: {:?}",
        session.dropped()
    );
    let files = (1..).map(|number| match number {
        1 => scenario.join("messages.json"),
        number => scenario.join(format!("messages.{number}.json")),
    });
    for file in files.take_while(|file| file.exists()) {
        let expected = read(&file);
        let Some(first) = expected.get(0) else {
            continue;
        };
        let agent_session = first["info"]["sessionID"].as_str().unwrap();
        let thread = session
            .transcript()
            .thread_of(&agent_session.into())
            .unwrap();
        let stored = serde_json::to_value(session.transcript().stored(thread)).unwrap();
        let mut found = Vec::new();
        differences(
            "",
            &plain_numbers(&stored),
            &plain_numbers(&expected),
            &mut found,
        );
        found.retain(|path| {
            !DIFFERENCES
                .iter()
                .any(|(of, end, _)| name.contains(of) && path.ends_with(end))
        });
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn v2() {
    let others = [
        "kilo-7.7.7",
        "opencode-1.1.53",
        "opencode-1.2.27",
        "opencode-1.18.33-global-event",
    ];
    let folders = others.map(|program| format!("v2-compat/{program}"));
    for scenario in scenarios("v2").iter().chain(
        &folders
            .iter()
            .flat_map(|under| scenarios(under))
            .collect::<Vec<_>>(),
    ) {
        check_v2(scenario);
    }
}

/// A raw V1 message as the line that the stream carries.
fn line(message: &Value) -> Value {
    let mut line = json!({ "source": "extension" });
    let fields = line.as_object_mut().unwrap();
    for (name, value) in message.as_object().unwrap() {
        let (name, value) = match (name.as_str(), value.as_str()) {
            ("ts", _) => ("timestamp", value.clone()),
            ("text", Some("")) => continue,
            ("text", Some(text)) => match serde_json::from_str(text) {
                Ok(payload @ (Value::Object(_) | Value::Array(_))) => ("metadata", payload),
                _ => ("content", value.clone()),
            },
            (name, _) => (name, value.clone()),
        };
        fields.insert(name.to_owned(), value);
    }
    line
}

/// A program's own list, from what it posted, and every message that it ever showed.
#[derive(Default)]
struct Host {
    list: Vec<Value>,
    changed: Vec<Value>,
}

impl Host {
    fn post(&mut self, event: &Value) {
        if let Some(message) = event.get("message") {
            let same = |known: &&mut Value| {
                known["ts"] == message["ts"] && known["type"] == message["type"]
            };
            if let Some(known) = self.list.iter_mut().rev().find(same) {
                *known = message.clone();
            }
            self.changed.push(message.clone());
        }
        if let Some(length) = event["length"].as_u64() {
            let length = usize::try_from(length).unwrap();
            self.list.resize(length, Value::Null);
            for change in event["changed"].as_array().unwrap() {
                let index = usize::try_from(change["index"].as_u64().unwrap()).unwrap();
                self.list[index] = change["message"].clone();
                self.changed.push(change["message"].clone());
            }
        }
    }
}

fn check_v1(scenario: &Path) {
    let name = scenario.file_name().unwrap().display().to_string();
    let mut host = Host::default();
    for event in lines(scenario) {
        host.post(&event);
    }
    let peer = fold(&WorkerVersion::V1, host.changed.iter().map(line));
    let Value::Array(ours) = plain_numbers(&peer.messages(0)) else {
        panic!("messages are a list")
    };
    let theirs: Vec<Value> = host
        .list
        .iter()
        .map(|message| plain_numbers(&line(message)))
        .collect();
    let (kept, others): (Vec<Value>, Vec<Value>) = ours
        .into_iter()
        .partition(|message| theirs.contains(message));
    assert_eq!(kept, theirs, "{name}");
    // What the program took back has no line that says so; an older state of a message that
    // stands is no such thing.
    for message in others {
        let stands = theirs
            .iter()
            .any(|kept| kept["timestamp"] == message["timestamp"]);
        assert!(!stands, "{name}: {message:#}");
    }
}

#[test]
fn v1() {
    for scenario in scenarios("v1") {
        check_v1(&scenario);
    }
}
