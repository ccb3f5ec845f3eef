//! What a V2 agent says when it is stopped.

use serde_json::{Value, json};
use session_wire::{SessionId, Timestamp};

use crate::ids;

/// What is unfinished after the events that were played.
#[derive(Default)]
pub(super) struct Unfinished {
    /// Child sessions that are busy, in the order in which they were made.
    children: Vec<String>,
    /// Assistant messages that are not completed.
    pub(super) messages: Vec<Value>,
    /// Parts that have not ended.
    pub(super) parts: Vec<Value>,
}

/// The events of an abort, in opencode's order: error and idle first, the content after them.
pub(super) fn stop(played: &[Value], root: &SessionId, now: Timestamp, seed: u64) -> Vec<Value> {
    let unfinished = Unfinished::after(played);
    let root = root.as_str();
    let mut said = Said::new(now, seed);
    for child in &unfinished.children {
        said.error_and_idle(child);
    }
    // A parent learns that its sub-agents are gone before they have said their last words.
    let (tasks, own): (Vec<_>, Vec<_>) = unfinished.parts_of(root).partition(|part| is_task(part));
    for part in tasks {
        said.part(part);
    }
    for child in &unfinished.children {
        said.last_words(child, unfinished.parts_of(child), &unfinished);
    }
    said.error_and_idle(root);
    said.last_words(root, own.into_iter(), &unfinished);
    said.events
}

impl Unfinished {
    /// What the events leave unfinished.
    pub(super) fn after(played: &[Value]) -> Self {
        let mut unfinished = Self::default();
        for event in played {
            let properties = &event["properties"];
            match event["type"].as_str() {
                Some("session.created") if properties["info"]["parentID"].is_string() => {
                    unfinished.children.push(text(&properties["info"]["id"]));
                }
                Some("session.idle") => {
                    let idle = text(&properties["sessionID"]);
                    unfinished.children.retain(|child| *child != idle);
                }
                Some("message.updated") => unfinished.message(&properties["info"]),
                Some("message.part.updated") => unfinished.part(&properties["part"]),
                Some("message.part.delta") => unfinished.delta(properties),
                _ => {}
            }
        }
        unfinished
    }

    fn message(&mut self, info: &Value) {
        let is_open = info["role"] == "assistant" && !info["time"]["completed"].is_number();
        keep(&mut self.messages, info, is_open);
    }

    fn part(&mut self, part: &Value) {
        let is_open = match part["type"].as_str() {
            Some("text" | "reasoning") => {
                part["time"]["start"].is_number() && !part["time"]["end"].is_number()
            }
            Some("tool") => matches!(
                part["state"]["status"].as_str(),
                Some("pending" | "running")
            ),
            _ => false,
        };
        keep(&mut self.parts, part, is_open);
    }

    fn delta(&mut self, properties: &Value) {
        let part = self
            .parts
            .iter_mut()
            .find(|part| part["id"] == properties["partID"]);
        if let Some(Value::String(so_far)) = part.and_then(|part| part.get_mut("text")) {
            so_far.push_str(properties["delta"].as_str().unwrap_or_default());
        }
    }

    fn parts_of<'a>(&'a self, session: &'a str) -> impl Iterator<Item = &'a Value> {
        self.parts
            .iter()
            .filter(move |part| part["sessionID"] == session)
    }
}

/// The events said so far.
pub(super) struct Said {
    pub(super) events: Vec<Value>,
    now: Timestamp,
    seed: u64,
}

impl Said {
    pub(super) fn new(now: Timestamp, seed: u64) -> Self {
        Self {
            events: Vec::new(),
            now,
            seed,
        }
    }

    fn say(&mut self, kind: &str, properties: Value) {
        let counter = self.events.len() as u64 + 1;
        let id = ids::ascending("evt", self.now, counter, self.seed);
        self.events
            .push(json!({"id": id, "type": kind, "properties": properties}));
    }

    fn error_and_idle(&mut self, session: &str) {
        self.say(
            "session.error",
            json!({"sessionID": session, "error": aborted()}),
        );
        self.idle(session);
    }

    pub(super) fn idle(&mut self, session: &str) {
        self.say(
            "session.status",
            json!({"sessionID": session, "status": {"type": "idle"}}),
        );
        self.say("session.idle", json!({"sessionID": session}));
    }

    fn last_words<'a>(
        &mut self,
        session: &str,
        parts: impl Iterator<Item = &'a Value>,
        unfinished: &Unfinished,
    ) {
        for part in parts {
            self.part(part);
        }
        let messages = unfinished.messages.iter();
        for message in messages.filter(|message| message["sessionID"] == session) {
            let mut info = message.clone();
            info["time"]["completed"] = self.now.as_millis().into();
            info["error"] = aborted();
            self.message_updated(&info);
        }
        self.idle(session);
    }

    fn part(&mut self, part: &Value) {
        let now = self.now.as_millis();
        let mut part = part.clone();
        if part["type"] == "tool" {
            part["state"] = stopped_tool(&part, now);
        } else {
            part["time"]["end"] = now.into();
        }
        self.part_updated(&part);
    }

    pub(super) fn part_updated(&mut self, part: &Value) {
        let now = self.now.as_millis();
        self.say(
            "message.part.updated",
            json!({"sessionID": part["sessionID"], "part": part, "time": now}),
        );
    }

    pub(super) fn message_updated(&mut self, info: &Value) {
        self.say(
            "message.updated",
            json!({"sessionID": info["sessionID"], "info": info}),
        );
    }
}

/// The state of a tool that was stopped: a shell gives what it has, the others fail.
fn stopped_tool(part: &Value, now: i64) -> Value {
    let state = &part["state"];
    let input = &state["input"];
    let start = state["time"]["start"].as_i64().unwrap_or(now);
    let time = json!({"start": start, "end": now});
    if is_task(part) && state["status"] == "running" {
        return json!({
            "status": "error", "input": input, "error": "Task cancelled",
            "metadata": state["metadata"], "time": time,
        });
    }
    if part["tool"] == "bash"
        && let Some(output) = state["metadata"]["output"].as_str()
    {
        return json!({
            "status": "completed", "input": input, "title": input["command"],
            "output": format!(
                "{output}\n\n<shell_metadata>\nUser aborted the command\n</shell_metadata>"
            ),
            "metadata": {"output": output, "exit": null, "truncated": false}, "time": time,
        });
    }
    json!({
        "status": "error", "input": input, "error": "Tool execution aborted",
        "metadata": {"interrupted": true}, "time": time,
    })
}

fn aborted() -> Value {
    json!({"name": "MessageAbortedError", "data": {"message": "Aborted"}})
}

fn is_task(part: &Value) -> bool {
    part["tool"] == "task"
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Keeps the latest form of what is open, in its place, and forgets what is not.
fn keep(list: &mut Vec<Value>, value: &Value, is_open: bool) {
    let known = list.iter().position(|other| other["id"] == value["id"]);
    match (known, is_open) {
        (Some(index), true) => list[index] = value.clone(),
        (Some(index), false) => drop(list.remove(index)),
        (None, true) => list.push(value.clone()),
        (None, false) => {}
    }
}
