//! Gives a recorded event fresh identities, the present time and the person's own words.

use std::borrow::Cow;

use serde_json::Value;
use serde_json::value::RawValue;
use session_wire::{MessageId, RequestId, SessionId, Timestamp};

use super::recording::{Cast, Recording};
use crate::clock;
use crate::ids::{self, TIME_MASK};
use crate::json::raw;

/// Recorded times lie this close around the recording's origin, in milliseconds.
const WINDOW: i64 = 24 * 60 * 60 * 1000;

/// How long an id is after its prefix and underscore.
const ASCENDING_LENGTH: usize = 26;
const CALL_LENGTH: usize = 16;

/// How the events of one run are rewritten: a pure function of the recorded event.
#[derive(Clone, Debug)]
pub(crate) struct Restamp {
    /// Decides the random ends of ids.
    pub(crate) seed: u64,
    /// When the run began.
    pub(crate) base: Timestamp,
    /// The message in which the person wrote.
    pub(crate) message: MessageId,
    /// What the person typed.
    pub(crate) prompt: String,
    /// The session's own root session inside the agent.
    pub(crate) root: SessionId,
    /// When the session was made.
    pub(crate) session_created: Timestamp,
    /// Whether the root session was already there before the run.
    pub(crate) continues: bool,
}

impl Restamp {
    /// Rewrites an event; `None` when it has no place in this run.
    pub(crate) fn event(&self, recording: &Recording, event: &RawValue) -> Option<Box<RawValue>> {
        let Ok(mut value) = serde_json::from_str::<Value>(event.get()) else {
            // `Recording` only holds what was JSON.
            return Some(event.to_owned());
        };
        match &recording.cast {
            Cast::V1 => self.say_first_line(recording, &mut value),
            Cast::V2 { root, prompt } => {
                if self.continues && creates(&value, root.as_str()) {
                    return None;
                }
                say_prompt(&mut value, prompt.as_str(), &self.prompt);
            }
        }
        self.walk(recording, &mut value);
        if let Cast::V2 { .. } = recording.cast {
            self.age_root(&mut value);
        }
        Some(raw(&value))
    }

    /// How far recorded times are moved, in milliseconds.
    fn offset(&self, recording: &Recording) -> i64 {
        self.base.as_millis() - recording.origin.as_millis()
    }

    /// Moves every time and replaces every id in a value.
    pub(super) fn walk(&self, recording: &Recording, value: &mut Value) {
        match value {
            Value::Number(number) => {
                if let Some(millis) = number.as_i64()
                    && (millis - recording.origin.as_millis()).abs() <= WINDOW
                {
                    *number = (millis + self.offset(recording)).into();
                }
            }
            Value::String(text) => {
                if let Cow::Owned(rewritten) = self.text(recording, text) {
                    *text = rewritten;
                }
            }
            Value::Array(items) => {
                for item in items {
                    self.walk(recording, item);
                }
            }
            Value::Object(fields) => {
                for (_, field) in fields {
                    self.walk(recording, field);
                }
            }
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// Replaces the ids in a text, wherever they stand.
    fn text<'a>(&self, recording: &Recording, text: &'a str) -> Cow<'a, str> {
        let mut rewritten = String::new();
        let mut copied = 0;
        for (underscore, _) in text.match_indices('_') {
            let Some(id) = recorded_id(text, underscore, copied) else {
                continue;
            };
            rewritten.push_str(&text[copied..id.start]);
            rewritten.push_str(&self.id(recording, &text[id.clone()]));
            copied = id.end;
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        rewritten.push_str(&text[copied..]);
        Cow::Owned(rewritten)
    }

    /// The name that what was asked has in this run.
    pub(crate) fn request(&self, recording: &Recording, recorded: &RequestId) -> RequestId {
        self.text(recording, recorded.as_str()).into_owned().into()
    }

    fn id(&self, recording: &Recording, recorded: &str) -> String {
        if let Cast::V2 { root, prompt } = &recording.cast {
            if root.as_str() == recorded {
                return self.root.as_str().to_owned();
            }
            if prompt.as_str() == recorded {
                return self.message.as_str().to_owned();
            }
        }
        let kind = &recorded[..recorded.find('_').unwrap_or(0)];
        if kind == "call" {
            return ids::call(self.seed, recorded);
        }
        let digits = &recorded[kind.len() + 1..][..12];
        let moved = i128::from(self.offset(recording)) * 4096;
        // Session ids count down.
        let moved = if kind == "ses" { -moved } else { moved };
        let bits = i128::from(u64::from_str_radix(digits, 16).unwrap_or(0)) + moved;
        let bits = bits & i128::from(TIME_MASK);
        format!("{kind}_{bits:012x}{}", ids::suffix(self.seed, recorded))
    }

    /// The root session is as old as the gateway's session, whatever is played in it.
    fn age_root(&self, value: &mut Value) {
        let Some(info) = value.pointer_mut("/properties/info") else {
            return;
        };
        if info.get("id").and_then(Value::as_str) != Some(self.root.as_str()) {
            return;
        }
        if let Some(created) = info.pointer_mut("/time/created") {
            *created = self.session_created.as_millis().into();
        }
        if let Some(Value::String(title)) = info.get_mut("title")
            && title.starts_with("New session - ")
        {
            *title = format!("New session - {}", clock::rfc3339(self.session_created));
        }
    }

    fn say_first_line(&self, recording: &Recording, value: &mut Value) {
        let is_first = value.get("timestamp").and_then(Value::as_i64)
            == Some(recording.origin.as_millis())
            && matches!(
                value.get("say").and_then(Value::as_str),
                Some("text" | "task" | "user_feedback")
            );
        if is_first && let Some(content) = value.get_mut("content") {
            *content = self.prompt.as_str().into();
        }
    }
}

/// Whether an event is the making of a session.
fn creates(value: &Value, session: &str) -> bool {
    value.get("type").and_then(Value::as_str) == Some("session.created")
        && value.pointer("/properties/info/id").and_then(Value::as_str) == Some(session)
}

/// Puts the person's words into the text of their message.
fn say_prompt(value: &mut Value, message: &str, words: &str) {
    let Some(part) = value.pointer_mut("/properties/part") else {
        return;
    };
    let is_text = part.get("type").and_then(Value::as_str) == Some("text")
        && part.get("messageID").and_then(Value::as_str) == Some(message)
        && part.get("synthetic").is_none();
    if is_text && let Some(text) = part.get_mut("text") {
        *text = words.into();
    }
}

/// The place of the recorded id whose underscore is known, if it is one.
fn recorded_id(text: &str, underscore: usize, from: usize) -> Option<std::ops::Range<usize>> {
    let kinds = [
        ("ses", ASCENDING_LENGTH),
        ("msg", ASCENDING_LENGTH),
        ("prt", ASCENDING_LENGTH),
        ("evt", ASCENDING_LENGTH),
        ("per", ASCENDING_LENGTH),
        ("que", ASCENDING_LENGTH),
        ("call", CALL_LENGTH),
    ];
    let before = &text[from..underscore];
    let (kind, length) = kinds.into_iter().find(|(kind, _)| before.ends_with(kind))?;
    let start = underscore - kind.len();
    let end = underscore + 1 + length;
    let tail = text.get(underscore + 1..end)?;
    let is_word = |letter: char| letter.is_ascii_alphanumeric();
    let is_id = tail.chars().all(is_word)
        && (kind == "call" || tail[..12].chars().all(|digit| digit.is_ascii_hexdigit()))
        && !text[end..].starts_with(is_word)
        && !text[..start].ends_with(is_word);
    is_id.then_some(start..end)
}
