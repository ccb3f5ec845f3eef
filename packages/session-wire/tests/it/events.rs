//! Bus events: each in its dialects, and each without what it cannot do without.

use serde_json::{Value, json};
use session_wire::stream::AgentEvent;
use session_wire::v2::{BusEvent, PermissionReply, SessionStatus, TurnEnd};

fn decode(kind: &str, properties: &Value) -> Result<BusEvent, String> {
    let event = json!({ "id": "evt_1", "type": kind, "properties": properties });
    BusEvent::decode_text(&event.to_string()).map_err(|error| error.to_string())
}

/// The name of the variant that an event reads as; it is the same in every wrapping.
fn name(kind: &str, properties: &Value) -> String {
    let read = decode(kind, properties).unwrap_or_else(|error| panic!("{error}: {properties}"));
    let text = properties.to_string();
    let unwrapped = serde_json::from_str(&text).unwrap();
    let unwrapped = BusEvent::decode(AgentEvent::Unwrapped {
        kind,
        properties: unwrapped,
    });
    assert_eq!(unwrapped.unwrap(), read);
    let shared = json!({ "directory": "/w", "payload": { "type": kind, "properties": properties, "event": kind } });
    assert_eq!(BusEvent::decode_text(&shared.to_string()).unwrap(), read);
    let debug = format!("{read:?}");
    let end = debug.find([' ', '(']).unwrap_or(debug.len());
    debug[..end].to_owned()
}

/// An event reads as a variant, and as none without each of the required fields.
fn check(kind: &str, properties: Value, variant: &str, required: &[&str]) {
    assert_eq!(name(kind, &properties), variant, "{kind}");
    for path in required {
        for wrong in [None, Some(json!(7)), Some(Value::Null)] {
            let mut broken = properties.clone();
            let (parent, field) = path.rsplit_once('/').unwrap_or(("", path));
            let parent = if parent.is_empty() {
                String::new()
            } else {
                format!("/{parent}")
            };
            let object = broken
                .pointer_mut(&parent)
                .unwrap()
                .as_object_mut()
                .unwrap();
            match wrong {
                None => drop(object.remove(field)),
                Some(value) => drop(object.insert(field.to_owned(), value)),
            }
            let Err(error) = decode(kind, &broken) else {
                panic!("{kind} {broken} is read")
            };
            assert!(error.contains(kind), "{error}");
        }
    }
}

#[test]
fn messages_and_parts() {
    check(
        "message.updated",
        json!({ "sessionID": "s", "info": { "id": "m", "sessionID": "s", "role": "user" } }),
        "MessageUpdated",
        &["info", "info/id", "info/sessionID", "info/role"],
    );
    check(
        "message.updated",
        json!({ "info": { "id": "m", "sessionID": "s", "role": "assistant" } }),
        "MessageUpdated",
        &["info/id"],
    );
    check(
        "message.removed",
        json!({ "sessionID": "s", "messageID": "m" }),
        "MessageRemoved",
        &["sessionID", "messageID"],
    );
    let part =
        json!({ "id": "p", "sessionID": "s", "messageID": "m", "type": "text", "text": "a" });
    check(
        "message.part.updated",
        json!({ "sessionID": "s", "part": part, "time": 5 }),
        "PartUpdated",
        &[
            "part",
            "part/id",
            "part/sessionID",
            "part/messageID",
            "part/type",
        ],
    );
    check(
        "message.part.delta",
        json!({ "sessionID": "s", "messageID": "m", "partID": "p", "field": "text", "delta": "x" }),
        "PartDelta",
        &["sessionID", "messageID", "partID", "field", "delta"],
    );
    check(
        "message.part.removed",
        json!({ "sessionID": "s", "messageID": "m", "partID": "p" }),
        "PartRemoved",
        &["sessionID", "messageID", "partID"],
    );
    let Ok(BusEvent::PartUpdated { part, delta, at }) = decode(
        "message.part.updated",
        &json!({ "part": part, "delta": "a" }),
    ) else {
        panic!("no part")
    };
    assert_eq!(
        (part.id.as_str(), delta.as_deref(), at),
        ("p", Some("a"), None)
    );
}

#[test]
fn sessions() {
    for kind in ["created", "updated", "deleted"] {
        let mut variant = format!("Session{kind}");
        variant.replace_range(7..8, &kind[..1].to_uppercase());
        check(
            &format!("session.{kind}"),
            json!({ "info": { "id": "s", "title": "T", "parentID": "r" } }),
            &variant,
            &["info", "info/id"],
        );
    }
    check(
        "session.idle",
        json!({ "sessionID": "s" }),
        "SessionIdle",
        &["sessionID"],
    );
    check(
        "session.compacted",
        json!({ "sessionID": "s" }),
        "SessionCompacted",
        &["sessionID"],
    );
    check(
        "session.diff",
        json!({ "sessionID": "s", "diff": [{ "file": "a", "before": "", "after": "b" }, 4] }),
        "SessionDiff",
        &["sessionID"],
    );
    check(
        "session.error",
        json!({ "error": "boom" }),
        "SessionError",
        &[],
    );
    check("session.error", json!({}), "SessionError", &[]);
    check(
        "session.turn.open",
        json!({ "sessionID": "s" }),
        "TurnOpened",
        &["sessionID"],
    );
    check(
        "session.queue.changed",
        json!({ "sessionID": "s", "queued": ["m", 4] }),
        "QueueChanged",
        &["sessionID"],
    );
    for (reason, expected) in [
        ("completed", TurnEnd::Completed),
        ("error", TurnEnd::Error),
        ("interrupted", TurnEnd::Interrupted),
        ("superseded", TurnEnd::Superseded),
        ("bored", TurnEnd::Other("bored".to_owned())),
    ] {
        let properties = json!({ "sessionID": "s", "parentID": "r", "reason": reason });
        check(
            "session.turn.close",
            properties.clone(),
            "TurnClosed",
            &["sessionID"],
        );
        let read = decode("session.turn.close", &properties);
        assert!(
            matches!(&read, Ok(BusEvent::TurnClosed { reason: Some(reason), parent_id: Some(_), .. }) if *reason == expected),
            "{read:?}"
        );
    }
}

#[test]
fn states() {
    for (status, expected) in [
        (json!({ "type": "idle" }), "Idle"),
        (json!({ "type": "busy" }), "Busy"),
        (
            json!({ "type": "offline", "requestID": "r" }),
            "Other(\"offline\")",
        ),
        (
            json!({ "type": "retry", "attempt": 2.0, "message": "{}", "next": 9 }),
            "Retry { attempt: 2, message: \"{}\", next: Timestamp(9), action: None }",
        ),
        (
            json!({ "type": "retry", "attempt": "x", "next": [] }),
            "Retry { attempt: 0, message: \"\", next: Timestamp(0), action: None }",
        ),
    ] {
        let properties = json!({ "sessionID": "s", "status": status });
        check(
            "session.status",
            properties.clone(),
            "SessionStatus",
            &["sessionID", "status", "status/type"],
        );
        let Ok(BusEvent::SessionStatus { status, .. }) = decode("session.status", &properties)
        else {
            panic!("no status")
        };
        assert_eq!(format!("{status:?}"), expected);
    }
    let action = json!({ "reason": "r", "provider": "p", "title": "t", "message": "m", "label": "l", "link": "https://a" });
    let retry =
        json!({ "type": "retry", "attempt": 1, "message": "m", "next": 9, "action": action });
    let read: SessionStatus = serde_json::from_value(retry.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), retry);
    let SessionStatus::Retry {
        action: Some(action),
        ..
    } = read
    else {
        panic!("no action")
    };
    assert_eq!(
        (action.link.as_deref(), action.extra.len()),
        (Some("https://a"), 0)
    );
}

#[test]
fn prompts() {
    let question = json!({
        "id": "que_1", "sessionID": "s", "blocking": true,
        "questions": [{ "question": "q", "header": "h", "options": [{ "label": "l" }], "multiple": true, "custom": false }, {}],
        "tool": { "messageID": "m", "callID": "c" },
    });
    check(
        "question.asked",
        question.clone(),
        "QuestionAsked",
        &["id", "sessionID"],
    );
    let Ok(BusEvent::QuestionAsked(request)) = decode("question.asked", &question) else {
        panic!("no question")
    };
    assert_eq!(request.questions.len(), 1);
    assert!(!request.questions[0].takes_own_words() && request.questions[0].multiple);
    check(
        "permission.asked",
        json!({ "id": "per_1", "sessionID": "s", "permission": "bash", "patterns": ["ls"], "always": [], "metadata": {}, "tool": 4 }),
        "PermissionAsked",
        &["id", "sessionID"],
    );
    check(
        "suggestion.shown",
        json!({ "id": "sug_1", "text": "t", "actions": [{ "label": "l", "prompt": "p" }] }),
        "SuggestionShown",
        &["id"],
    );
    for kind in ["question.replied", "question.rejected"] {
        check(
            kind,
            json!({ "sessionID": "s", "requestID": "r", "answers": [["a", "b"], "c", 4] }),
            "QuestionSettled",
            &["sessionID", "requestID"],
        );
    }
    for kind in ["suggestion.accepted", "suggestion.dismissed"] {
        check(
            kind,
            json!({ "sessionID": "s", "requestID": "r", "index": 1 }),
            "SuggestionSettled",
            &["requestID"],
        );
    }
    for (reply, expected) in [
        (json!("once"), Some(PermissionReply::Once)),
        (json!("always"), Some(PermissionReply::Always)),
        (json!("reject"), Some(PermissionReply::Reject)),
        (
            json!("maybe"),
            Some(PermissionReply::Other("maybe".to_owned())),
        ),
        (json!(3), None),
    ] {
        let properties = json!({ "sessionID": "s", "requestID": "r", "reply": reply });
        check(
            "permission.replied",
            properties.clone(),
            "PermissionSettled",
            &["sessionID", "requestID"],
        );
        let read = decode("permission.replied", &properties);
        assert!(matches!(read, Ok(BusEvent::PermissionSettled { reply, .. }) if reply == expected));
    }
}

#[test]
fn answers_are_a_list_for_each_question() {
    let settled = |kind: &str| {
        let properties =
            json!({ "sessionID": "s", "requestID": "r", "answers": [["a", "b"], "c"] });
        match decode(kind, &properties) {
            Ok(BusEvent::QuestionSettled { answers, .. }) => answers,
            other => panic!("{other:?}"),
        }
    };
    let lists = [vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned()]];
    assert_eq!(settled("question.replied").as_deref(), Some(&lists[..]));
    assert_eq!(settled("question.rejected"), None);
}

#[test]
fn the_rest() {
    check(
        "todo.updated",
        json!({ "sessionID": "s", "todos": [{ "content": "c", "status": "pending", "priority": "high" }, {}] }),
        "TodoUpdated",
        &["sessionID"],
    );
    check(
        "file.edited",
        json!({ "file": "a.js" }),
        "FileEdited",
        &["file"],
    );
    for kind in [
        "server.connected",
        "session.next.step.started",
        "permission.v2.asked",
        "message.unheard",
        "nodots",
        "",
    ] {
        check(kind, json!({ "a": 1 }), "Other", &[]);
    }
    let twin = json!({ "type": "sync", "syncEvent": { "type": "message.updated.1", "seq": 1 } });
    let shared = json!({ "directory": "/w", "project": "p", "payload": twin });
    for event in [twin, shared] {
        let read = BusEvent::decode_text(&event.to_string());
        assert!(matches!(read, Ok(BusEvent::Twin { kind }) if kind == "message.updated.1"));
    }
    let nameless = json!({ "type": "sync" }).to_string();
    assert!(
        matches!(BusEvent::decode_text(&nameless), Ok(BusEvent::Twin { kind }) if kind.is_empty())
    );
}

#[test]
fn what_names_no_type_is_no_event() {
    for event in [
        json!({ "properties": {} }),
        json!({ "type": 4 }),
        json!({ "payload": {} }),
        json!({ "payload": { "payload": { "type": "session.idle" } } }),
        json!([]),
        json!("session.idle"),
    ] {
        let error = BusEvent::decode_text(&event.to_string()).unwrap_err();
        assert_eq!(error.to_string(), "the bus event has no `type`", "{event}");
    }
}

#[test]
fn half_a_character_does_not_cost_the_rest() {
    let delta = |text: &str| {
        let event = format!(
            r#"{{"type":"message.part.delta","properties":{{"sessionID":"s","messageID":"m","partID":"p","field":"text","delta":"{text}"}}}}"#
        );
        match BusEvent::decode_text(&event) {
            Ok(BusEvent::PartDelta { delta, .. }) => delta,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(delta(r"a\ud83d"), "a\u{fffd}");
    assert_eq!(delta(r"\ude00b\\ud83d"), "\u{fffd}b\\ud83d");
    assert_eq!(delta(r"\uD83D\uDE00\n"), "😀\n");
    assert_eq!(delta(r"\ud83d\ud83d\ude00\udbffé"), "\u{fffd}😀\u{fffd}é");
}
