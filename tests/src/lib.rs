//! The recordings of real agents, and the networks that they are sent through, for tests.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a recording that cannot be read must stop the test that needs it"
)]

pub mod generate;
pub mod network;
#[path = "../../packages/session-wire/tests/it/numbers.rs"]
mod numbers;

use std::path::PathBuf;

use serde_json::{Value, json};
use session_wire::call::WorkerVersion;

/// A recording: an agent's events in the order of their coming.
#[derive(Clone, Debug)]
pub struct Recording {
    /// The generation of the agent.
    pub version: WorkerVersion,
    /// The events, as the stream's `kilocode` envelopes carry them.
    pub events: Vec<Value>,
    /// When each of them came, in milliseconds since the first.
    pub times: Vec<u64>,
    /// The messages that the agent itself ended with.
    pub messages: Value,
}

/// Where the recordings are, in a folder for each generation.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("transcripts")
}

/// The names of the recordings of a generation: what lies in its folder.
///
/// # Panics
///
/// When the folder cannot be read, or holds none.
pub fn names(version: &WorkerVersion) -> Vec<String> {
    let folder = folder().join(version.as_str());
    let files =
        std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names = files.filter_map(|file| {
        let name = file.ok()?.file_name().into_string().ok()?;
        name.strip_suffix(".jsonl").map(str::to_owned)
    });
    let mut names: Vec<String> = names.collect();
    assert!(!names.is_empty(), "{} is empty", folder.display());
    names.sort();
    names
}

impl Recording {
    /// Reads a recording of `tests/transcripts`.
    ///
    /// # Panics
    ///
    /// When there is none of that name, or a line of it is no JSON.
    pub fn read(version: WorkerVersion, name: &str) -> Self {
        let folder = folder().join(version.as_str());
        let read = |file: String| {
            let path = folder.join(file);
            std::fs::read_to_string(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let parse = |text: &str| serde_json::from_str::<Value>(text).expect("a recording is JSON");
        let lines = read(format!("{name}.jsonl"));
        let (events, times) = lines
            .lines()
            .map(|line| {
                let mut line = parse(line);
                (line["event"].take(), line["at"].as_u64().unwrap_or(0))
            })
            .unzip();
        let messages = parse(&read(format!("{name}.messages.json")));
        Self {
            version,
            events,
            times,
            messages,
        }
    }

    /// Reads the events of a shape of `tests/transcripts`: a capture that shows an order or form.
    ///
    /// # Panics
    ///
    /// As [`read`](Self::read) does.
    pub fn shape(version: &WorkerVersion, name: &str) -> Vec<Value> {
        let path = folder()
            .join(version.as_str())
            .join("shapes")
            .join(format!("{name}.jsonl"));
        let text = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let lines = text.lines().map(serde_json::from_str::<Value>);
        lines
            .map(|line| line.expect("a shape is JSON")["event"].take())
            .collect()
    }

    /// The frames that a stream would carry the events in, numbered from 1.
    pub fn frames(&self, session: &str) -> Vec<String> {
        self.events
            .iter()
            .zip(1..)
            .map(|(event, id)| frame(session, id, "kilocode", event))
            .collect()
    }
}

/// A frame of a session's stream.
pub fn frame(session: &str, id: u64, kind: &str, data: &Value) -> String {
    json!({
        "eventId": id,
        "executionId": "exc_1",
        "sessionId": session,
        "streamEventType": kind,
        "timestamp": "2026-11-22T12:00:00.000Z",
        "data": data,
    })
    .to_string()
}

/// The same value with every number as a float, for programs that write `0` and `0.0` alike.
pub fn plain_numbers(value: &Value) -> Value {
    numbers::plain(value)
}
