//! What a line of a recording is: recordings come in several forms, and each line tells its own.

use serde_json::{Map, Value, json};
use session_wire::call::WorkerVersion;

/// A line of a recording.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    /// An envelope of our own stream.
    Envelope(Value),
    /// An agent's own event, as envelopes carry them.
    Event(WorkerVersion, Value),
    /// What a V1 host posted of its list of messages.
    Posted(Posted),
    /// Something of a capture that nobody knows, by its kind.
    Other(String),
    /// What a recording notes besides events.
    Note,
}

/// What a V1 host posted: messages that changed, and how long its list is now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Posted {
    /// The length of the list, where the whole list was posted.
    pub(super) length: Option<usize>,
    /// Messages with their place in the list, where it was told.
    pub(super) changed: Vec<(Option<usize>, Value)>,
}

/// Tells what a line is.
///
/// # Errors
///
/// Why it is of no known form.
pub(super) fn classify(line: Value) -> Result<Line, &'static str> {
    let Value::Object(mut fields) = line else {
        return Err("it is no JSON object");
    };
    if fields.contains_key("streamEventType") {
        return Ok(Line::Envelope(Value::Object(fields)));
    }
    if let Some(Value::String(kind)) = fields.get("kind") {
        return Ok(captured(kind.clone().as_str(), &fields));
    }
    match fields.remove("event") {
        Some(event @ Value::Object(_)) => match agent_event(event.clone()) {
            // Inside of a capture's line, what has a type is an event, if one of no meaning here.
            Err(_) if event.get("type").is_some_and(Value::is_string) => {
                Ok(Line::Event(WorkerVersion::V2, event))
            }
            told => told,
        },
        // A V1 program's note has a word for its event.
        Some(Value::String(_)) if !fields.contains_key("properties") => Ok(Line::Note),
        _ => agent_event(Value::Object(fields)),
    }
}

/// A line of a V1 capture: what the host posted, or what the harness did.
fn captured(kind: &str, fields: &Map<String, Value>) -> Line {
    let index = |value: &Value| value.as_u64().and_then(|index| usize::try_from(index).ok());
    match kind {
        "state" => {
            let posted = fields
                .get("changed")
                .and_then(Value::as_array)
                .into_iter()
                .flatten();
            let changed = posted.map(|change| (index(&change["index"]), change["message"].clone()));
            let length = fields.get("length").and_then(index);
            Line::Posted(Posted {
                length,
                changed: changed.collect(),
            })
        }
        "messageUpdated" | "partialMessage" => {
            let changed = fields.get("message").map(|message| (None, message.clone()));
            Line::Posted(Posted {
                length: None,
                changed: changed.into_iter().collect(),
            })
        }
        "invoke" | "reply" | "cancel" | "end" | "commandExecutionStatus" | "mcpExecutionStatus" => {
            Line::Note
        }
        other => Line::Other(other.to_owned()),
    }
}

fn agent_event(event: Value) -> Result<Line, &'static str> {
    let kind = event.get("type").and_then(Value::as_str);
    match kind {
        _ if event.get("payload").is_some_and(Value::is_object) => {
            Ok(Line::Event(WorkerVersion::V2, event))
        }
        Some(_) if event.get("properties").is_some() => Ok(Line::Event(WorkerVersion::V2, event)),
        Some("say" | "ask") => Ok(Line::Event(WorkerVersion::V1, as_line(&event))),
        Some("welcome" | "session_synced") => Ok(Line::Note),
        Some(_) => {
            Err("it has a `type`, but is neither a bus event with `properties` nor a say or ask")
        }
        None => Err("it is no event of any known form"),
    }
}

/// A V1 message as the line that the stream carries: text that is JSON is its payload.
pub(super) fn as_line(message: &Value) -> Value {
    let mut line = json!({ "source": "extension" });
    let (Value::Object(line_fields), Value::Object(fields)) = (&mut line, message) else {
        return message.clone();
    };
    for (name, value) in fields {
        let (name, value) = match (name.as_str(), value.as_str()) {
            ("ts", _) => ("timestamp", value.clone()),
            ("text", Some("")) => continue,
            ("text", Some(text)) => match serde_json::from_str(text) {
                Ok(payload @ (Value::Object(_) | Value::Array(_))) => ("metadata", payload),
                _ => ("content", value.clone()),
            },
            (name, _) => (name, value.clone()),
        };
        line_fields.insert(name.to_owned(), value);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let told = match classify(serde_json::from_str(line).unwrap_or_default()) {
            Ok(Line::Envelope(_)) => "envelope".to_owned(),
            Ok(Line::Event(version, _)) => version.as_str().to_owned(),
            Ok(Line::Posted(posted)) => format!("posted {}", posted.changed.len()),
            Ok(Line::Other(kind)) => format!("other {kind}"),
            Ok(Line::Note) => "note".to_owned(),
            Err(reason) => reason.to_owned(),
        };
        assert_eq!(told, expected, "{line}");
    }

    #[test]
    fn every_form_tells_itself() {
        check(
            r#"{"eventId":1,"streamEventType":"kilocode","data":{}}"#,
            "envelope",
        );
        check(
            r#"{"n":0,"at":1,"event":{"type":"session.idle","properties":{}}}"#,
            "v2",
        );
        check(
            r#"{"n":0,"at":1,"event":{"directory":"/w","payload":{"type":"x"}}}"#,
            "v2",
        );
        check(
            r#"{"n":0,"at":1,"event":{"type":"sync","syncEvent":{}}}"#,
            "v2",
        );
        check(
            r#"{"type":"session.idle","properties":{},"event":"session.idle"}"#,
            "v2",
        );
        check(
            r#"{"n":0,"at":1,"event":{"timestamp":1,"type":"say","say":"text"}}"#,
            "v1",
        );
        check(r#"{"ts":1,"type":"ask","ask":"tool","text":"{}"}"#, "v1");
        check(
            r#"{"n":0,"kind":"state","length":1,"changed":[{"index":0,"message":{}}]}"#,
            "posted 1",
        );
        check(
            r#"{"n":0,"kind":"partialMessage","message":{}}"#,
            "posted 1",
        );
        check(r#"{"n":0,"kind":"cancel"}"#, "note");
        check(r#"{"n":0,"kind":"holo"}"#, "other holo");
        check(r#"{"event":"session_created"}"#, "note");
        check(r#"{"type":"welcome"}"#, "note");
        check("{}", "it is no event of any known form");
        check("[]", "it is no JSON object");
        // The stored form of another programming interface, which is none of ours.
        check(
            r#"{"id":"msg_1","type":"assistant","content":[{"type":"text","id":"text-0","text":"Hi"}]}"#,
            "it has a `type`, but is neither a bus event with `properties` nor a say or ask",
        );
        check(
            r#"{"type":"module"}"#,
            "it has a `type`, but is neither a bus event with `properties` nor a say or ask",
        );
    }
}
