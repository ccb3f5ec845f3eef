//! Streams of V1 lines.

use serde_json::{Value, json};

use super::Dice;

/// The lines of a V1 session, as `kilocode` envelopes carry them.
///
/// Messages grow while they are partial, share a time with others, are finished under a new time
/// or kind, stay partial for ever, are repeated, and come again after a list that shrank.
pub fn v1(rolls: &[u16]) -> Vec<Value> {
    let mut host = Host {
        dice: Dice::new(rolls),
        now: 1_795_300_000_000,
        list: vec![line(
            1_795_300_000_000,
            "say",
            "text",
            "The task",
            Some(false),
        )],
        lines: Vec::new(),
    };
    host.lines.push(host.list[0].clone());
    while let Some(action) = host.dice.next(16) {
        host.act(action);
    }
    host.lines
}

/// A program with its list of messages, and all that it has sent of it.
struct Host<'a> {
    dice: Dice<'a>,
    now: u64,
    list: Vec<Value>,
    lines: Vec<Value>,
}

impl Host<'_> {
    fn act(&mut self, action: usize) {
        // Some messages come in the same millisecond.
        self.now += self.dice.roll(3) as u64;
        match action {
            0..3 => self.begin(Some(true)),
            3 => self.begin(Some(false)),
            4..8 => self.grow(),
            8 => self.finish(),
            9 => self.finish_anew(),
            10 => self.tool(),
            11 => self.request(),
            12 => self.repeat(),
            13 => {
                let words = self.dice.words();
                self.add(line(self.now, "say", "user_feedback", words, None));
            }
            14 => self.resume(),
            _ => {
                let notes = [
                    json!({ "event": "session_synced" }),
                    json!({ "type": "welcome", "timestamp": self.now }),
                    line(self.now, "say", "checkpoint_saved", "abc", None),
                    line(self.now, "ask", "resume_task", "", None),
                    line(self.now, "say", "hologram", "depth", None),
                ];
                let note = self.dice.pick(&notes);
                self.lines.extend(note);
            }
        }
    }

    fn add(&mut self, message: Value) {
        self.list.push(message.clone());
        self.lines.push(message);
    }

    fn begin(&mut self, partial: Option<bool>) {
        let kinds = [
            ("say", "text"),
            ("say", "reasoning"),
            ("say", "completion_result"),
            ("ask", "command"),
            ("say", "command_output"),
            ("ask", "command_output"),
            ("ask", "followup"),
            ("say", "error"),
        ];
        let (kind, name) = kinds[self.dice.roll(kinds.len())];
        let words = self.dice.words();
        self.add(line(self.now, kind, name, words, partial));
    }

    /// The last partial message, changed.
    fn change_last(&mut self, change: impl FnOnce(&mut Value)) {
        let mut partial = self.list.iter_mut().rev();
        if let Some(message) = partial.find(|message| message["partial"] == true) {
            change(message);
            self.lines.push(message.clone());
        }
    }

    fn grow(&mut self) {
        let (words, replaces) = (self.dice.words(), self.dice.roll(8) == 0);
        self.change_last(|message| {
            let known = message["content"].as_str().unwrap_or_default();
            message["content"] = if replaces {
                words.into()
            } else {
                format!("{known}{words}").into()
            };
        });
    }

    fn finish(&mut self) {
        self.change_last(|message| message["partial"] = false.into());
    }

    /// Cline finishes a message under another time, and a question as a statement.
    fn finish_anew(&mut self) {
        let now = self.now;
        if let Some(last) = self.list.last_mut().filter(|last| last["partial"] == true) {
            last["timestamp"] = now.into();
            last["partial"] = false.into();
            self.lines.push(last.clone());
        }
    }

    fn tool(&mut self) {
        let names = ["readFile", "editedExistingFile", "updateTodoList", "holo"];
        let tool = self.dice.pick(&names);
        let mut message = line(self.now, "ask", "tool", "", Some(self.dice.roll(2) == 0));
        message["metadata"] = json!({ "tool": tool, "path": "a", "content": self.dice.words() });
        self.add(message);
    }

    fn request(&mut self) {
        let mut message = line(self.now, "say", "api_req_started", "", None);
        message["metadata"] = json!({ "apiProtocol": "openai" });
        self.lines.push(message.clone());
        message["metadata"]["cost"] = 0.1.into();
        if self.dice.roll(4) == 0 {
            message["metadata"]["cancelReason"] = "user_cancelled".into();
        }
        self.add(message);
    }

    fn repeat(&mut self) {
        let index = self.dice.roll(self.list.len());
        self.lines.push(self.list[index].clone());
    }

    /// The list shrinks and grows again.
    fn resume(&mut self) {
        let kept = self.dice.roll(self.list.len()) + 1;
        self.list.truncate(kept);
        self.lines.extend(self.list.iter().cloned());
    }
}

fn line(ts: u64, kind: &str, name: &str, content: &str, partial: Option<bool>) -> Value {
    let mut line = json!({ "timestamp": ts, "source": "extension", "type": kind, kind: name });
    if !content.is_empty() {
        line["content"] = content.into();
    }
    if let Some(partial) = partial {
        line["partial"] = partial.into();
    }
    line
}
