//! Messages, parts and errors of the second generation, one by one.

use serde_json::{Value, json};
use session_wire::v2::{
    DiffStatus, ErrorName, FileSourceKind, Info, MessageError, Part, PartBody, Session,
    StoredMessage, Todo, TodoPriority, TodoStatus, ToolStatus,
};

fn part(fields: Value) -> Value {
    let mut part = json!({ "id": "prt_1", "sessionID": "ses_1", "messageID": "msg_1" });
    let Value::Object(fields) = fields else {
        panic!("fields are an object")
    };
    part.as_object_mut().unwrap().extend(fields);
    part
}

/// A part is of its kind, comes back as it was, and none of its fields is without a type.
fn check(fields: Value) -> PartBody {
    let value = part(fields);
    let read: Part = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(read.body.kind(), value["type"], "{value}");
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    let debug = format!("{:?}", read.body);
    assert!(!debug.contains("extra: {\""), "{debug}");
    for field in ["id", "sessionID", "messageID", "type"] {
        for wrong in [json!(4), Value::Null] {
            let mut broken = value.clone();
            broken[field] = wrong;
            assert!(serde_json::from_value::<Part>(broken).is_err(), "{field}");
        }
    }
    // What has lost everything but its identity is still a part of its kind.
    let bare = part(json!({ "type": value["type"] }));
    let bare: Part = serde_json::from_value(bare).unwrap();
    assert_eq!(bare.body.kind(), read.body.kind());
    read.body
}

#[test]
fn words() {
    let body = check(json!({
        "type": "text", "text": "a", "synthetic": true, "ignored": false,
        "time": { "start": 1, "end": 2 }, "metadata": { "kilocode.lifecycle": "transient" },
    }));
    assert!(matches!(body, PartBody::Text(text) if text.is_transient()));
    check(
        json!({ "type": "reasoning", "text": "", "time": { "start": 1 }, "metadata": { "a": { "b": 1 } } }),
    );
}

#[test]
fn files_and_their_sources() {
    let text = json!({ "value": "@a.js", "start": 0, "end": 5 });
    let range =
        json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 2, "character": 3 } });
    for (source, kind) in [
        (
            json!({ "type": "file", "path": "a.js", "text": text }),
            FileSourceKind::File,
        ),
        (
            json!({ "type": "symbol", "path": "a.js", "text": text, "range": range, "name": "main", "kind": 12 }),
            FileSourceKind::Symbol,
        ),
        (
            json!({ "type": "resource", "clientName": "mcp", "uri": "mem://a", "text": text }),
            FileSourceKind::Resource,
        ),
    ] {
        let body = check(
            json!({ "type": "file", "mime": "text/plain", "filename": "a.js", "url": "file:///a.js", "source": source }),
        );
        let PartBody::File(file) = body else {
            panic!("no file")
        };
        assert_eq!(file.source.and_then(|source| source.source), Some(kind));
    }
}

#[test]
fn tools() {
    let attachment = part(json!({ "type": "file", "mime": "image/png", "url": "data:," }));
    for (state, status) in [
        (
            json!({ "status": "pending", "input": {}, "raw": "{\"a" }),
            ToolStatus::Pending,
        ),
        (
            json!({ "status": "running", "input": { "a": 1 }, "title": "t", "metadata": { "o": "x" }, "time": { "start": 1 } }),
            ToolStatus::Running,
        ),
        (
            json!({ "status": "error", "input": {}, "error": "e", "metadata": {}, "time": { "start": 1, "end": 2 } }),
            ToolStatus::Error,
        ),
    ] {
        let body = check(
            json!({ "type": "tool", "callID": "c", "tool": "bash", "state": state, "metadata": { "m": 1 } }),
        );
        let PartBody::Tool(tool) = body else {
            panic!("no tool")
        };
        assert_eq!(tool.state.status, status);
    }
    // An attachment keeps its ids among its fields.
    let state = json!({ "status": "completed", "input": {}, "output": "", "title": "", "metadata": {}, "time": { "start": 1, "end": 2, "compacted": 3 }, "attachments": [attachment] });
    let value = part(json!({ "type": "tool", "callID": "c", "tool": "read", "state": state }));
    let read: Part = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
}

#[test]
fn steps_and_files() {
    let tokens = json!({ "total": 6, "input": 1, "output": 2, "reasoning": 3, "cache": { "read": 4, "write": 5 } });
    check(json!({ "type": "step-start", "snapshot": "abc" }));
    check(json!({
        "type": "step-finish", "reason": "stop", "snapshot": "abc", "cost": 0.5, "tokens": tokens,
        "model": { "providerID": "acme", "modelID": "coder" },
        "metrics": { "prompt": 1.5, "generation": 2.5, "source": "computed" },
        "time": { "start": 1, "end": 2, "elapsed": 0.5 },
    }));
    check(json!({ "type": "snapshot", "snapshot": "abc" }));
    check(json!({ "type": "patch", "hash": "abc", "files": ["a", "b"] }));
}

#[test]
fn hand_overs_and_notices() {
    let model = json!({ "providerID": "acme", "modelID": "coder", "variant": "high" });
    check(
        json!({ "type": "agent", "name": "explore", "source": { "value": "@explore", "start": 0, "end": 8 } }),
    );
    check(
        json!({ "type": "subtask", "prompt": "p", "description": "d", "agent": "explore", "model": model, "command": "init" }),
    );
    check(
        json!({ "type": "compaction", "auto": true, "overflow": true, "tail_start_id": "msg_2" }),
    );
    let body = check(
        json!({ "type": "retry", "attempt": 2, "error": { "name": "APIError", "data": { "message": "m", "isRetryable": true } }, "time": { "created": 5 } }),
    );
    assert!(matches!(body, PartBody::Retry(retry) if retry.error.is_some()));
    check(json!({ "type": "hologram", "depth": 3 }));
}

#[test]
fn every_error_by_its_name() {
    for (data, kind) in [
        (
            json!({ "providerID": "acme", "message": "m" }),
            ErrorName::ProviderAuth,
        ),
        (json!({ "message": "m", "ref": "r" }), ErrorName::Unknown),
        (json!({}), ErrorName::OutputLength),
        (json!({ "message": "m" }), ErrorName::Aborted),
        (
            json!({ "message": "m", "retries": 2 }),
            ErrorName::StructuredOutput,
        ),
        (
            json!({ "message": "m", "responseBody": "b" }),
            ErrorName::ContextOverflow,
        ),
        (json!({ "message": "m" }), ErrorName::ContentFilter),
        (
            json!({ "message": "m", "isRetryable": true }),
            ErrorName::Api,
        ),
        (json!(7), ErrorName::Other("NewError".to_owned())),
    ] {
        let name = kind.as_str();
        let value = json!({ "name": name, "data": data });
        let error: MessageError = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.is_aborted(), kind == ErrorName::Aborted);
        let has_message = data.get("message").is_some();
        assert_eq!(error.message(), if has_message { "m" } else { name });
        assert_eq!(serde_json::to_value(&error).unwrap(), value);
    }
    let error: MessageError = serde_json::from_value(json!({ "name": "APIError", "data": {
        "message": "m", "statusCode": 402.0, "isRetryable": false, "responseBody": "b", "retries": 1, "ref": "r",
        "providerID": "acme", "responseHeaders": { "a": "1", "b": 2 }, "metadata": { "url": "u" },
    } }))
    .unwrap();
    assert_eq!(error.status_code(), Some(402));
    assert_eq!(error.is_retryable(), Some(false));
    assert_eq!(error.response_headers().collect::<Vec<_>>(), [("a", "1")]);
    assert_eq!(error.metadata().collect::<Vec<_>>(), [("url", "u")]);
    assert_eq!(
        (error.response_body(), error.reference()),
        (Some("b"), Some("r"))
    );
    assert_eq!(
        (error.provider_id(), error.retries()),
        (Some("acme"), Some(1))
    );
    for (value, message) in [
        (json!("boom"), "boom"),
        (json!({ "message": "boom" }), "boom"),
        (json!(4), "UnknownError"),
    ] {
        let error: MessageError = serde_json::from_value(value).unwrap();
        assert_eq!(
            (error.kind(), error.message()),
            (ErrorName::Unknown, message)
        );
    }
}

#[test]
fn messages() {
    let user = json!({
        "id": "msg_1", "sessionID": "ses_1", "role": "user", "time": { "created": 1 }, "agent": "build",
        "model": { "providerID": "acme", "modelID": "coder" }, "system": "s", "tools": { "bash": false },
        "format": { "type": "text" },
        "summary": { "title": "t", "body": "b", "diffs": [
            { "file": "a", "patch": "p", "additions": 1, "deletions": 2, "status": "added" },
            { "file": "b", "before": "x", "after": "y", "additions": 0, "deletions": 0 },
        ] },
    });
    let answer = json!({
        "id": "msg_2", "sessionID": "ses_1", "role": "assistant", "time": { "created": 1, "completed": 2 },
        "parentID": "msg_1", "modelID": "coder", "providerID": "acme", "variant": "high", "agent": "build",
        "mode": "build", "path": { "cwd": "/w", "root": "/" }, "error": { "name": "APIError", "data": {} },
        "summary": true, "cost": 0.5, "finish": "stop", "structured": { "a": 1 },
        "tokens": { "input": 1, "output": 2, "reasoning": 3, "cache": { "read": 4, "write": 5 } },
    });
    for value in [&user, &answer] {
        let info: Info = serde_json::from_value(value.clone()).unwrap();
        let debug = format!("{info:?}");
        assert!(!debug.contains("extra: {\""), "{debug}");
        assert_eq!(serde_json::to_value(&info).unwrap(), *value);
        for field in ["id", "sessionID", "role"] {
            let mut broken = value.clone();
            broken[field] = json!(4);
            let message = json!({ "info": broken, "parts": [] });
            assert!(serde_json::from_value::<StoredMessage>(message).is_err());
        }
    }
    let Ok(Info::User(user)) = serde_json::from_value(user) else {
        panic!("no user")
    };
    let diffs = user.diffs();
    assert_eq!(diffs[0].status, Some(DiffStatus::Added));
    assert_eq!(diffs[1].after.as_deref(), Some("y"));
}

#[test]
fn a_session_and_its_list() {
    let value = json!({
        "id": "ses_1", "slug": "s", "projectID": "p", "workspaceID": "w", "directory": "/w", "path": "a",
        "parentID": "ses_0", "title": "T", "agent": "build", "version": "1", "cost": 0.5, "metadata": { "a": 1 },
        "summary": { "additions": 1, "deletions": 2, "files": 1, "diffs": [{ "file": "a", "additions": 1, "deletions": 2 }] },
        "tokens": { "input": 1, "output": 2, "reasoning": 3, "cache": { "read": 4, "write": 5 } },
        "share": { "url": "https://a" }, "model": { "id": "m", "providerID": "acme", "variant": "v" },
        "time": { "created": 1, "updated": 2, "compacting": 3, "archived": 4 },
        "permission": [{ "permission": "bash", "pattern": "*", "action": "ask" }],
        "revert": { "messageID": "msg_1", "partID": "prt_1", "snapshot": "abc", "diff": "d" },
    });
    let session: Session = serde_json::from_value(value.clone()).unwrap();
    let debug = format!("{session:?}");
    assert!(!debug.contains("extra: {\""), "{debug}");
    assert_eq!(serde_json::to_value(&session).unwrap(), value);
    let unreadable = json!({ "id": "ses_1", "revert": { "partID": "prt_1" }, "share": 3 });
    let session: Session = serde_json::from_value(unreadable).unwrap();
    assert_eq!((session.revert, session.share), (None, None));

    let todo = json!({ "content": "c", "status": "in_progress", "priority": "low", "id": "1" });
    let read: Todo = serde_json::from_value(todo.clone()).unwrap();
    assert_eq!(
        (read.state(), read.importance()),
        (TodoStatus::InProgress, TodoPriority::Low)
    );
    assert_eq!(serde_json::to_value(&read).unwrap(), todo);
    assert!(serde_json::from_value::<Todo>(json!({ "status": "pending" })).is_err());
}
