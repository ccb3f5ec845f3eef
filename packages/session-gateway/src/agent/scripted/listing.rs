//! The answer that lists the scripts, in the form of a recording.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};
use session_wire::Timestamp;
use session_wire::call::WorkerVersion;

use super::recording::{Line, Recording, RecordingError};
use super::scripts::{self, DEFAULT};
use crate::ids;
use crate::json::raw;

/// When the listing was "recorded"; any moment does.
const ORIGIN: i64 = 1_795_358_783_000;
/// How long one piece of the text takes.
const PIECE: u64 = 20;

/// The listing of a generation's scripts.
///
/// # Errors
///
/// [`RecordingError`] never in practice: the events below have what a recording needs.
pub(super) fn recording(version: &WorkerVersion) -> Result<Recording, RecordingError> {
    let text = words(version);
    let lines = match version {
        WorkerVersion::V1 => v1(&text),
        WorkerVersion::V2 | WorkerVersion::Other(_) => v2(&text),
    };
    Recording::of_lines(version, lines)
}

fn words(version: &WorkerVersion) -> String {
    let mut text = String::from("One of these words in your message picks what you get:\n");
    for script in scripts::table(version) {
        // Writing to a string cannot fail.
        let _ = write!(text, "\n- **{}**: {}", script.name, script.shows);
    }
    let _ = write!(text, "\n\nWithout any of them you get **{DEFAULT}**.");
    text
}

fn line(at: u64, event: &Value) -> Line {
    Line {
        at: Duration::from_millis(at),
        event: Cow::Owned(raw(event)),
    }
}

fn v1(text: &str) -> Vec<Line> {
    let say = |at: u64, made: i64, say: &str, content: &str| {
        line(
            at,
            &json!({
                "timestamp": ORIGIN + made, "source": "extension", "type": "say", "say": say,
                "content": content, "partial": false,
            }),
        )
    };
    vec![
        say(0, 0, "text", ""),
        say(PIECE, 1, "text", text),
        say(
            2 * PIECE,
            2,
            "completion_result",
            "That is what I can show.",
        ),
        line(
            2 * PIECE,
            &json!({
                "timestamp": ORIGIN + 3, "source": "extension", "type": "ask",
                "ask": "completion_result",
            }),
        ),
    ]
}

fn v2(text: &str) -> Vec<Line> {
    let mut tape = Tape::new();
    tape.session_made();
    tape.asked();
    tape.status("busy");
    tape.assistant(&json!({}));
    tape.part(&step_id(), json!({"type": "step-start"}));
    let started = tape.now();
    let open = json!({"type": "text", "text": "", "time": {"start": started}});
    tape.part(&text_id(), open);
    for piece in text.split_inclusive('\n') {
        tape.delta(piece);
    }
    let time = json!({"start": started, "end": tape.now()});
    let whole = json!({"type": "text", "text": text, "time": time});
    tape.part(&text_id(), whole);
    let finish = json!({"type": "step-finish", "reason": "stop", "cost": 0, "tokens": tokens()});
    tape.part(&finish_id(), finish);
    tape.assistant(&json!({"finish": "stop"}));
    tape.assistant(&json!({"finish": "stop", "completed": tape.now()}));
    tape.status("idle");
    tape.say("session.idle", json!({"sessionID": tape.session}));
    tape.lines
}

/// Events that are written one after the other.
struct Tape {
    lines: Vec<Line>,
    at: u64,
    session: String,
}

impl Tape {
    fn new() -> Self {
        Self {
            lines: Vec::new(),
            at: 0,
            session: id("ses", 0),
        }
    }

    fn now(&self) -> i64 {
        ORIGIN + i64::try_from(self.at).unwrap_or(0)
    }

    fn say(&mut self, kind: &str, properties: Value) {
        let number = self.lines.len() as u64 + 1;
        let event = json!({"id": id("evt", number), "type": kind, "properties": properties});
        self.lines.push(line(self.at, &event));
        self.at += PIECE;
    }

    fn session_made(&mut self) {
        let info = json!({
            "id": self.session, "slug": "scripts", "version": "0", "projectID": "gateway",
            "directory": "/workspace", "title": "Scripts",
            "time": {"created": ORIGIN, "updated": ORIGIN},
        });
        self.say(
            "session.created",
            json!({"sessionID": self.session, "info": info}),
        );
    }

    fn asked(&mut self) {
        let info = json!({
            "id": user_id(), "sessionID": self.session, "role": "user", "agent": "build",
            "model": {"providerID": "gateway", "modelID": "scripted"}, "time": {"created": ORIGIN},
        });
        self.say(
            "message.updated",
            json!({"sessionID": self.session, "info": info}),
        );
        let part = json!({
            "id": id("prt", 1), "sessionID": self.session, "messageID": user_id(),
            "type": "text", "text": "",
        });
        self.say(
            "message.part.updated",
            json!({"sessionID": self.session, "part": part, "time": self.now()}),
        );
    }

    fn status(&mut self, status: &str) {
        self.say(
            "session.status",
            json!({"sessionID": self.session, "status": {"type": status}}),
        );
    }

    fn assistant(&mut self, more: &Value) {
        let mut info = json!({
            "id": assistant_id(), "sessionID": self.session, "role": "assistant",
            "parentID": user_id(), "mode": "build", "agent": "build",
            "path": {"cwd": "/workspace", "root": "/workspace"}, "cost": 0, "tokens": tokens(),
            "modelID": "scripted", "providerID": "gateway",
            "time": {"created": ORIGIN + i64::try_from(PIECE).unwrap_or(0)},
        });
        if more["finish"].is_string() {
            info["finish"] = more["finish"].clone();
        }
        if more["completed"].is_number() {
            info["time"]["completed"] = more["completed"].clone();
        }
        self.say(
            "message.updated",
            json!({"sessionID": self.session, "info": info}),
        );
    }

    fn part(&mut self, part_id: &str, mut part: Value) {
        part["id"] = part_id.into();
        part["sessionID"] = self.session.as_str().into();
        part["messageID"] = assistant_id().into();
        self.say(
            "message.part.updated",
            json!({"sessionID": self.session, "part": part, "time": self.now()}),
        );
    }

    fn delta(&mut self, delta: &str) {
        self.say(
            "message.part.delta",
            json!({
                "sessionID": self.session, "messageID": assistant_id(),
                "partID": text_id(), "field": "text", "delta": delta,
            }),
        );
    }
}

fn user_id() -> String {
    id("msg", 1)
}

fn assistant_id() -> String {
    id("msg", 2)
}

fn step_id() -> String {
    id("prt", 2)
}

fn text_id() -> String {
    id("prt", 3)
}

fn finish_id() -> String {
    id("prt", 4)
}

fn id(kind: &str, counter: u64) -> String {
    ids::ascending(kind, Timestamp::from_millis(ORIGIN), counter, 0)
}

fn tokens() -> Value {
    json!({"input": 0, "output": 0, "reasoning": 0, "cache": {"read": 0, "write": 0}})
}
