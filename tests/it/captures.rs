//! Every capture of the reference folds to its program's own messages, where the reference is there.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use session_gateway::transcript::{Format, Recording};
use session_wire::call::WorkerVersion;
use session_wire::v1::CloudMessage;
use tests::{frame, plain_numbers};

use crate::peer::SESSION;

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

/// `CAPTURES`, else where the reference lies beside the repository.
fn folder() -> PathBuf {
    std::env::var_os("CAPTURES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/reference/captures"),
        PathBuf::from,
    )
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

fn name_of(scenario: &Path) -> String {
    let name = scenario.strip_prefix(folder()).unwrap();
    name.display().to_string()
}

fn read(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The messages that lines amount to.
fn folded(lines: &str, session: Option<&str>, name: &str) -> Value {
    let recording =
        Recording::read(lines, session).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(recording.dropped(), (0, None), "{name}");
    plain_numbers(&serde_json::from_str(&recording.render(Format::Json)).unwrap())
}

/// The paths of the values that differ.
fn differences(path: &str, left: &Value, right: &Value, found: &mut Vec<String>) {
    match (left, right) {
        _ if left == right => {}
        (Value::Object(left), Value::Object(right)) => {
            let names = left
                .keys()
                .chain(right.keys().filter(|name| !left.contains_key(*name)));
            for name in names {
                let field = |fields: &serde_json::Map<String, Value>| {
                    fields.get(name).cloned().unwrap_or(json!("absent"))
                };
                let path = format!("{path}.{name}");
                differences(&path, &field(left), &field(right), found);
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

/// The same events without the capture's line around them, and in envelopes of our own stream.
fn other_forms(lines: &str) -> [String; 2] {
    let (mut bare, mut enveloped) = (String::new(), String::new());
    for (line, id) in lines.lines().zip(1..) {
        let event = serde_json::from_str::<Value>(line).unwrap()["event"].take();
        // A bare line has nothing but its own fields to tell that it is an event.
        if event.get("properties").is_some() || event.get("payload").is_some() {
            writeln!(bare, "{event}").unwrap();
        }
        writeln!(enveloped, "{}", frame(SESSION, id, "kilocode", &event)).unwrap();
    }
    [bare, enveloped]
}

/// The recordings of this repository, read as recordings are read.
#[test]
fn recordings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("transcripts");
    for name in tests::names(&WorkerVersion::V2) {
        let name = format!("v2/{name}");
        let lines = std::fs::read_to_string(folder.join(format!("{name}.jsonl"))).unwrap();
        let child = |number| folder.join(format!("{name}.child.{number}.messages.json"));
        let children = (1..).map(child).take_while(|file| file.exists());
        let root = folder.join(format!("{name}.messages.json"));
        for file in [root].into_iter().chain(children) {
            let expected = plain_numbers(&read(&file));
            let session = expected[0]["info"]["sessionID"].as_str();
            let ours = folded(&lines, session, &name);
            assert_eq!(ours, expected, "{}", file.display());
        }
    }
    for name in tests::names(&WorkerVersion::V1) {
        let name = format!("v1/{name}");
        let lines = std::fs::read_to_string(folder.join(format!("{name}.jsonl"))).unwrap();
        let stored = read(&folder.join(format!("{name}.messages.json")));
        let stored = stored.as_array().unwrap().iter();
        let stored: Vec<String> = stored.map(Value::to_string).collect();
        let both = [lines, stored.join("\n")];
        let [ours, theirs] = both.map(|lines| all_said(&folded(&lines, None, &name)));
        assert_eq!(ours, theirs, "{name}");
    }
}

fn check_v2(scenario: &Path) {
    let name = name_of(scenario);
    let lines = std::fs::read_to_string(scenario.join("events.jsonl")).unwrap();
    let [bare, enveloped] = other_forms(&lines);
    let files = (1..).map(|number| match number {
        1 => scenario.join("messages.json"),
        number => scenario.join(format!("messages.{number}.json")),
    });
    for file in files.take_while(|file| file.exists()) {
        let expected = plain_numbers(&read(&file));
        let Some(first) = expected.get(0) else {
            continue;
        };
        let session = first["info"]["sessionID"].as_str();
        let ours = folded(&lines, session, &name);
        let mut found = Vec::new();
        differences("", &ours, &expected, &mut found);
        let is_explained = |path: &String| {
            let mut known = DIFFERENCES.iter();
            known.any(|(of, end, _)| name.contains(of) && path.ends_with(end))
        };
        found.retain(|path| !is_explained(path));
        assert!(found.is_empty(), "{name}: {found:?}");
        assert!(folded(&bare, session, &name) == ours, "{name}, bare");
        assert!(
            folded(&enveloped, session, &name) == ours,
            "{name}, in envelopes"
        );
    }
}

#[test]
fn v2() {
    for scenario in scenarios("v2") {
        check_v2(&scenario);
    }
}

#[test]
fn v2_of_other_programs() {
    for program in [
        "kilo-7.7.7",
        "opencode-1.1.53",
        "opencode-1.2.27",
        "opencode-1.18.33-global-event",
    ] {
        for scenario in scenarios(&format!("v2-compat/{program}")) {
            check_v2(&scenario);
        }
    }
}

/// What a V1 message says, however it is written down.
fn said(message: &Value) -> Value {
    let message: CloudMessage = serde_json::from_value(message.clone()).unwrap();
    let words = json!({ "words": message.words() });
    let mut extra = message.extra.clone();
    extra.remove("source");
    json!({
        "ts": message.ts,
        "say": message.say,
        "ask": message.ask,
        "said": message.payload().map_or(words, std::borrow::Cow::into_owned),
        "partial": message.partial,
        "images": message.images,
        "extra": extra,
    })
}

fn all_said(messages: &Value) -> Vec<Value> {
    let messages = messages.as_array().unwrap();
    messages
        .iter()
        .map(|message| plain_numbers(&said(message)))
        .collect()
}

/// V1 messages as a program posts them, a line each.
fn posted(lines: &str) -> String {
    let mut messages = String::new();
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let changed = line["changed"].as_array().into_iter().flatten();
        let changed = changed.map(|change| &change["message"]);
        for message in changed.chain(line.get("message")) {
            writeln!(messages, "{message}").unwrap();
        }
    }
    messages
}

fn check_v1(scenario: &Path, lines: &str) {
    let name = name_of(scenario);
    let ours = all_said(&folded(lines, None, &name));
    let mut theirs = all_said(&read(&scenario.join("messages.json")));
    // A program may end before it has stored its last step: that its last message has grown, and
    // one more message.
    let unsaved = ours.len().saturating_sub(theirs.len());
    assert!(unsaved <= 1, "{name}: {unsaved} messages too many");
    if let Some(last) = theirs.last_mut()
        && last["partial"] == json!(true)
    {
        let grown = &ours[ours.len() - unsaved - 1];
        last["partial"] = grown["partial"].clone();
        last["said"] = grown["said"].clone();
    }
    assert_eq!(ours[..ours.len() - unsaved], theirs, "{name}");
    // Messages alone cannot say what was taken back; what stands is among them, in its order.
    let all = all_said(&folded(&posted(lines), None, &name));
    let kept: Vec<&Value> = all
        .iter()
        .filter(|message| ours.contains(message))
        .collect();
    assert_eq!(kept, ours.iter().collect::<Vec<_>>(), "{name}, bare");
    for message in all.iter().filter(|message| !ours.contains(message)) {
        let stands = ours.iter().any(|kept| kept["ts"] == message["ts"]);
        assert!(!stands, "{name}: {message:#}");
    }
}

#[test]
fn v1() {
    for scenario in scenarios("v1") {
        let lines = std::fs::read_to_string(scenario.join("events.jsonl")).unwrap();
        check_v1(&scenario, &lines);
    }
}

/// The capture of which most partial messages were left out, with all of them.
#[test]
fn v1_with_every_token() {
    let scenario = folder().join("v1/roo-long");
    let Ok(packed) = std::fs::read(scenario.join("events.full.jsonl.xz")) else {
        println!(
            "the reference is not there: {} is left out",
            scenario.display()
        );
        return;
    };
    let mut lines = String::new();
    let mut reader = lzma_rust2::XzReader::new(packed.as_slice(), true);
    reader.read_to_string(&mut lines).unwrap();
    assert!(lines.lines().count() > 4_800);
    check_v1(&scenario, &lines);
}
