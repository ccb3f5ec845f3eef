//! Streams of V2 bus events, with what the agent itself has stored at their end.

use serde_json::{Value, json};

use super::Dice;

/// Half a second before ids start again from zero, so that they do in the midst of a stream.
const BEGIN: u64 = (1 << 36) * 26 - 500;

/// What an agent sent, and what it stored.
#[derive(Clone, Debug)]
pub struct Stream {
    /// The bus events.
    pub events: Vec<Value>,
    /// Each of its sessions with its messages, `{info, parts}`; the root first.
    pub stored: Vec<(String, Vec<Value>)>,
}

/// The events of a V2 session and its children.
///
/// Texts grow by deltas, tools run in any order, children work beside the root, prompts are taken
/// back, contexts condensed, parts and messages removed, equal events sent twice; ids wrap.
pub fn v2(rolls: &[u16]) -> Stream {
    let mut agent = Agent {
        dice: Dice::new(rolls),
        now: BEGIN,
        events: Vec::new(),
        sessions: Vec::new(),
    };
    agent.create_session(None);
    agent.prompt(0);
    while let Some(action) = agent.dice.next(32) {
        let session = agent.dice.roll(agent.sessions.len() + 2);
        // The root does the most.
        let session = if session < agent.sessions.len() {
            session
        } else {
            0
        };
        agent.act(session, action);
    }
    let sessions = agent.sessions.into_iter();
    Stream {
        events: agent.events,
        stored: sessions
            .map(|session| (session.id, session.messages))
            .collect(),
    }
}

struct Agent<'a> {
    dice: Dice<'a>,
    now: u64,
    events: Vec<Value>,
    sessions: Vec<Session>,
}

struct Session {
    id: String,
    info: Value,
    messages: Vec<Value>,
}

impl Agent<'_> {
    /// A new id: twelve digits of time that start again every 795 days, and a rest.
    fn id(&mut self, kind: &str) -> String {
        self.now += 1 + self.dice.roll(40) as u64;
        format!("{kind}_{:012x}Ab", (self.now << 12) & 0xffff_ffff_ffff)
    }

    fn send(&mut self, kind: &str, properties: Value) {
        self.events
            .push(json!({ "type": kind, "properties": properties }));
    }

    fn act(&mut self, session: usize, action: usize) {
        match action {
            0 => self.prompt(session),
            1..4 => self.answer(session),
            4..8 => self.begin_words(session),
            8..14 => self.delta(session),
            14..16 => self.end_words(session),
            16..18 => self.begin_tool(session),
            18..21 => self.go_on_with_tool(session),
            21..23 => self.complete(session),
            23 => self.child(session),
            24 => self.level(session),
            25 => self.revert(session),
            26 => self.compact(session),
            27 => self.remove(session),
            28 => self.repeat(),
            29 => self.ask(session),
            30 => self.touch_prompt(session),
            _ => self.strange_part(session),
        }
    }

    fn create_session(&mut self, parent: Option<&str>) -> String {
        let id = self.id("ses");
        let mut info =
            json!({ "id": id, "title": format!("Session {id}"), "time": { "created": self.now } });
        if let Some(parent) = parent {
            info["parentID"] = parent.into();
        }
        self.send("session.created", json!({ "sessionID": id, "info": info }));
        self.sessions.push(Session {
            id: id.clone(),
            info,
            messages: Vec::new(),
        });
        id
    }

    fn update_session(&mut self, session: usize) {
        let (id, info) = (&self.sessions[session].id, &self.sessions[session].info);
        let properties = json!({ "sessionID": id, "info": info });
        self.send("session.updated", properties);
    }

    fn add_message(&mut self, session: usize, fields: Value) -> String {
        let id = self.id("msg");
        let mut info = json!({ "id": id, "sessionID": self.sessions[session].id, "time": { "created": self.now } });
        merge(&mut info, fields);
        self.sessions[session]
            .messages
            .push(json!({ "info": info, "parts": [] }));
        self.send_message(session, &id);
        id
    }

    fn send_message(&mut self, session: usize, id: &str) {
        let messages = self.sessions[session].messages.iter();
        let info = messages
            .map(|message| &message["info"])
            .find(|info| info["id"] == *id);
        if let Some(info) = info {
            let properties = json!({ "sessionID": info["sessionID"], "info": info });
            self.send("message.updated", properties);
        }
    }

    fn add_part(&mut self, session: usize, message: &str, fields: Value) {
        let id = self.id("prt");
        let mut part =
            json!({ "id": id, "sessionID": self.sessions[session].id, "messageID": message });
        merge(&mut part, fields);
        self.send_part(&part);
        let mut messages = self.sessions[session].messages.iter_mut();
        let message = messages.find(|known| known["info"]["id"] == *message);
        if let Some(parts) = message.and_then(|message| message["parts"].as_array_mut()) {
            parts.push(part);
        }
    }

    fn send_part(&mut self, part: &Value) {
        let properties = json!({ "sessionID": part["sessionID"], "part": part, "time": self.now });
        self.send("message.part.updated", properties);
    }

    /// The person says something; what was taken back before is gone then.
    fn prompt(&mut self, session: usize) {
        if let Some(from) = self.sessions[session].info["revert"]["messageID"].as_str() {
            let from = from.to_owned();
            let messages = &mut self.sessions[session].messages;
            let kept = messages
                .iter()
                .position(|message| message["info"]["id"] == from);
            let removed = messages.split_off(kept.unwrap_or(messages.len()));
            for message in removed {
                let info = &message["info"];
                let properties = json!({ "sessionID": info["sessionID"], "messageID": info["id"] });
                self.send("message.removed", properties);
            }
            if let Some(info) = self.sessions[session].info.as_object_mut() {
                info.remove("revert");
            }
            self.update_session(session);
        }
        let message = self.add_message(session, json!({ "role": "user", "agent": "build" }));
        let words = self.dice.words();
        self.add_part(session, &message, json!({ "type": "text", "text": words }));
        self.status(session, "busy");
    }

    fn last_of(&self, session: usize, role: &str) -> Option<String> {
        let mut messages = self.sessions[session].messages.iter().rev();
        let message = messages.find(|message| message["info"]["role"] == *role)?;
        message["info"]["id"].as_str().map(str::to_owned)
    }

    fn answer(&mut self, session: usize) {
        let parent = self.last_of(session, "user");
        let fields = json!({ "role": "assistant", "parentID": parent, "cost": 0.5 });
        let message = self.add_message(session, fields);
        self.add_part(session, &message, json!({ "type": "step-start" }));
    }

    fn begin_words(&mut self, session: usize) {
        let Some(message) = self.last_of(session, "assistant") else {
            return;
        };
        let kind = ["text", "text", "reasoning"][self.dice.roll(3)];
        let part = json!({ "type": kind, "text": "", "time": { "start": self.now } });
        self.add_part(session, &message, part);
    }

    /// The parts of a session that fit, by message and place.
    fn places(&self, session: usize, fits: impl Fn(&Value) -> bool) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for (message, stored) in self.sessions[session].messages.iter().enumerate() {
            for (part, stored) in stored["parts"].as_array().into_iter().flatten().enumerate() {
                if fits(stored) {
                    places.push((message, part));
                }
            }
        }
        places
    }

    fn pick_part(
        &mut self,
        session: usize,
        fits: impl Fn(&Value) -> bool,
    ) -> Option<(usize, usize)> {
        let places = self.places(session, fits);
        self.dice.pick(&places)
    }

    fn part(&mut self, session: usize, (message, part): (usize, usize)) -> &mut Value {
        &mut self.sessions[session].messages[message]["parts"][part]
    }

    fn delta(&mut self, session: usize) {
        let Some(place) = self.pick_part(session, is_open) else {
            return;
        };
        let words = self.dice.words();
        let part = self.part(session, place);
        part["text"] = format!("{}{words}", part["text"].as_str().unwrap_or_default()).into();
        let properties = json!({ "sessionID": part["sessionID"], "messageID": part["messageID"], "partID": part["id"], "field": "text", "delta": words });
        self.send("message.part.delta", properties);
    }

    fn end_words(&mut self, session: usize) {
        let Some(place) = self.pick_part(session, is_open) else {
            return;
        };
        let end = self.now + 1;
        let part = self.part(session, place);
        part["time"]["end"] = end.into();
        let part = part.clone();
        self.send_part(&part);
    }

    fn begin_tool(&mut self, session: usize) {
        let Some(message) = self.last_of(session, "assistant") else {
            return;
        };
        let call = self.id("call");
        let name = ["bash", "read", "no_such_tool"][self.dice.roll(3)];
        // The person's own commands run without having waited.
        let state = if self.dice.roll(4) == 0 {
            json!({ "status": "running", "input": {}, "time": { "start": self.now } })
        } else {
            json!({ "status": "pending", "input": {}, "raw": "" })
        };
        let part = json!({ "type": "tool", "callID": call, "tool": name, "state": state });
        self.add_part(session, &message, part);
    }

    fn go_on_with_tool(&mut self, session: usize) {
        let runs = |part: &Value| {
            let status = part["state"]["status"].as_str();
            matches!(status, Some("pending" | "running"))
        };
        let Some(place) = self.pick_part(session, runs) else {
            return;
        };
        let (end, how, words) = (self.now + 1, self.dice.roll(4), self.dice.words());
        let part = self.part(session, place);
        let start = part["state"]["time"]["start"].as_u64().unwrap_or(end);
        if part["tool"] == "no_such_tool" {
            part["tool"] = "invalid".into();
        }
        let time = json!({ "start": start, "end": end });
        part["state"] = match how {
            0 => json!({ "status": "error", "input": {}, "error": words, "time": time }),
            1 => {
                json!({ "status": "completed", "input": {}, "output": words, "title": "", "metadata": {}, "time": time })
            }
            // The output so far.
            _ => {
                json!({ "status": "running", "input": { "a": how }, "metadata": { "output": words }, "time": { "start": start } })
            }
        };
        let part = part.clone();
        self.send_part(&part);
    }

    fn complete(&mut self, session: usize) {
        let Some(message) = self.last_of(session, "assistant") else {
            return;
        };
        let finish = json!({ "type": "step-finish", "reason": "stop", "cost": 0.5 });
        self.add_part(session, &message, finish);
        let (end, fails) = (self.now, self.dice.roll(4) == 0);
        let mut messages = self.sessions[session].messages.iter_mut();
        if let Some(known) = messages.find(|known| known["info"]["id"] == message) {
            known["info"]["time"]["completed"] = end.into();
            if fails {
                known["info"]["error"] =
                    json!({ "name": "MessageAbortedError", "data": { "message": "aborted" } });
            }
        }
        self.send_message(session, &message);
        self.status(session, "idle");
    }

    /// A tool starts a child session.
    fn child(&mut self, session: usize) {
        if self.sessions.len() > 3 {
            return;
        }
        let Some(message) = self.last_of(session, "assistant") else {
            return;
        };
        let parent = self.sessions[session].id.clone();
        let child = self.create_session(Some(&parent));
        let call = self.id("call");
        let state = json!({ "status": "running", "input": {}, "metadata": { "sessionId": child }, "time": { "start": self.now } });
        let part = json!({ "type": "tool", "callID": call, "tool": "task", "state": state });
        self.add_part(session, &message, part);
        self.prompt(self.sessions.len() - 1);
    }

    fn status(&mut self, session: usize, kind: &str) {
        let mut status = json!({ "type": kind });
        if kind == "retry" {
            merge(
                &mut status,
                json!({ "attempt": 1, "message": "429", "next": self.now + 2_000 }),
            );
        }
        let id = self.sessions[session].id.clone();
        self.send(
            "session.status",
            json!({ "sessionID": id, "status": status }),
        );
        if kind == "idle" {
            self.send("session.idle", json!({ "sessionID": id }));
        }
    }

    fn level(&mut self, session: usize) {
        let id = self.sessions[session].id.clone();
        match self.dice.roll(5) {
            0 => self.status(session, "busy"),
            1 => self.status(session, "idle"),
            2 => self.status(session, "retry"),
            3 => {
                let error = json!({ "name": "UnknownError", "data": { "message": "lost" } });
                self.send("session.error", json!({ "sessionID": id, "error": error }));
            }
            _ => {
                let todos = json!([{ "content": self.dice.words(), "status": "pending", "priority": "high" }]);
                self.send("todo.updated", json!({ "sessionID": id, "todos": todos }));
            }
        }
    }

    fn revert(&mut self, session: usize) {
        let Some(message) = self.last_of(session, "user") else {
            return;
        };
        let is_back = self.dice.roll(3) == 0;
        if let Some(info) = self.sessions[session].info.as_object_mut() {
            info.remove("revert");
            if !is_back {
                info.insert("revert".to_owned(), json!({ "messageID": message }));
            }
        }
        self.update_session(session);
    }

    fn compact(&mut self, session: usize) {
        let message = self.add_message(session, json!({ "role": "user", "agent": "build" }));
        self.add_part(
            session,
            &message,
            json!({ "type": "compaction", "auto": true }),
        );
        let id = self.sessions[session].id.clone();
        self.send("session.compacted", json!({ "sessionID": id }));
    }

    fn remove(&mut self, session: usize) {
        let Some(place @ (message, index)) = self.pick_part(session, |_| true) else {
            return;
        };
        let part = self.part(session, place).clone();
        if let Some(parts) = self.sessions[session].messages[message]["parts"].as_array_mut() {
            parts.remove(index);
        }
        let properties = json!({ "sessionID": part["sessionID"], "messageID": part["messageID"], "partID": part["id"] });
        self.send("message.part.removed", properties);
    }

    /// The same once more, as real agents do.
    fn repeat(&mut self) {
        let last = self.events.last().cloned();
        let is_whole = |event: &Value| event["type"] != "message.part.delta";
        self.events.extend(last.filter(is_whole));
    }

    fn ask(&mut self, session: usize) {
        let request = self.id("per");
        let id = self.sessions[session].id.clone();
        let asked = json!({ "id": request, "sessionID": id, "permission": "bash", "patterns": ["rm"], "always": [], "metadata": {} });
        self.send("permission.asked", asked);
        if self.dice.roll(2) == 0 {
            let replied = json!({ "sessionID": id, "requestID": request, "reply": "once" });
            self.send("permission.replied", replied);
        }
    }

    /// An earlier prompt is updated again, even in the midst of the next run.
    fn touch_prompt(&mut self, session: usize) {
        let Some(message) = self.last_of(session, "user") else {
            return;
        };
        let diffs = self.dice.roll(3);
        let mut messages = self.sessions[session].messages.iter_mut();
        if let Some(known) = messages.find(|known| known["info"]["id"] == message) {
            let diff = json!({ "file": "a", "additions": diffs, "deletions": 0 });
            known["info"]["summary"] = json!({ "diffs": [diff] });
        }
        self.send_message(session, &message);
    }

    fn strange_part(&mut self, session: usize) {
        if let Some(message) = self.last_of(session, "assistant") {
            let part = json!({ "type": "hologram", "depth": self.dice.roll(9) });
            self.add_part(session, &message, part);
        }
        self.send("nobody.knows", json!({ "a": 1 }));
    }
}

/// Whether a part is text that more can be added to.
fn is_open(part: &Value) -> bool {
    part["text"].is_string() && part["time"]["start"].is_u64() && part["time"]["end"].is_null()
}

fn merge(into: &mut Value, fields: Value) {
    if let (Value::Object(into), Value::Object(fields)) = (into, fields) {
        into.extend(fields);
    }
}
