//! What is drawn of what agents ask and of messages that wait, in each state.

use serde_json::{Value, json};
use session_model::{Answer, CallError, CallErrorKind, Draft, Input, Link};

use super::fixture::{Live, NOW};
use super::html::{chat, lines};

/// A conversation in which an agent has begun to use a tool.
fn working() -> Live {
    let mut live = Live::new("v2");
    let message = |id: &str, role: &str| {
        json!({ "type": "message.updated", "properties": { "info": {
            "id": id, "sessionID": "ses_1", "role": role, "parentID": "msg_1",
            "time": { "created": 1 },
        } } })
    };
    let part = |id: &str, message: &str, fields: Value| {
        let mut part = fields;
        for (name, value) in [("id", id), ("messageID", message), ("sessionID", "ses_1")] {
            part[name] = value.into();
        }
        json!({ "type": "message.part.updated", "properties": { "part": part } })
    };
    let tool = json!({
        "type": "tool", "tool": "bash", "callID": "call_1",
        "state": { "status": "running", "input": { "command": "rm -rf build" } },
    });
    for event in [
        json!({ "type": "session.status", "properties": {
            "sessionID": "ses_1", "status": { "type": "busy" },
        } }),
        message("msg_1", "user"),
        part(
            "prt_001000000000a",
            "msg_1",
            json!({ "type": "text", "text": "Clean up." }),
        ),
        message("msg_2", "assistant"),
        part("prt_002000000000a", "msg_2", tool),
    ] {
        live.say(&event);
    }
    live
}

fn permission(fields: Value) -> Value {
    let mut request = json!({
        "id": "per_1", "sessionID": "ses_1", "permission": "bash", "patterns": ["rm -rf build"],
        "always": ["rm *"], "metadata": { "command": "rm -rf build" },
        "tool": { "messageID": "msg_2", "callID": "call_1" },
    });
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    json!({ "type": "permission.asked", "properties": request })
}

fn question(custom: bool) -> Value {
    json!({ "type": "question.asked", "properties": {
        "id": "que_1", "sessionID": "ses_1", "questions": [{
            "question": "Which <colour>?", "header": "Colour", "custom": custom,
            "options": [{ "label": "Red" }, { "label": "Blue", "description": "Cold" }],
        }],
    } })
}

fn replied(reply: &str) -> Value {
    json!({ "type": "permission.replied", "properties": {
        "sessionID": "ses_1", "requestID": "per_1", "reply": reply,
    } })
}

fn asked(event: &Value) -> Live {
    let mut live = working();
    live.say(event);
    live
}

fn answered(request: &str, answer: Answer) -> Live {
    let mut live = asked(&permission(json!({})));
    let session = live.session;
    live.project.handle(
        Input::Answer {
            session,
            request: request.into(),
            answer,
        },
        NOW,
    );
    live
}

fn failure() -> CallError {
    CallError {
        kind: CallErrorKind::Conflict,
        message: "This was answered already".to_owned(),
    }
}

/// A message that waits, and what the server says of it then.
fn queued(stage: &str, fields: Value) -> Live {
    let mut live = working();
    let draft = Draft {
        text: "And the cache.".to_owned(),
        ..Draft::default()
    };
    live.project.handle(Input::Send(draft), NOW);
    for (number, (stage, fields)) in [("queued", json!({})), (stage, fields)].iter().enumerate() {
        let mut data = json!({ "messageId": "msg_3", "content": "And the cache." });
        for (name, value) in fields.as_object().unwrap() {
            data[name] = value.clone();
        }
        let envelope = json!({
            "eventId": 100 + number, "sessionId": "agent_live",
            "streamEventType": format!("cloud.message.{stage}"),
            "timestamp": "2026-11-22T15:00:00.000Z", "data": data,
        });
        let input = live.link(Link::Frame(envelope.to_string()));
        live.project.handle(input, NOW);
    }
    live
}

fn check(name: &str, live: Live) {
    let html = lines(&chat(live.project));
    let from = html.find("<div class=\"pc-session-messages\"").unwrap();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("asking_{name}"), &html[from..]);
    });
}

#[test]
fn what_is_asked() {
    check("own_words", asked(&question(true)));
    check("offered_only", asked(&question(false)));
    let change = permission(json!({
        "permission": "edit", "always": [],
        "metadata": { "filepath": "/workspace/a.js", "diff": "@@ -1 +1 @@\n-one\n+two\n" },
    }));
    check("change", asked(&change));
    let other = permission(json!({
        "permission": "external_directory", "tool": null, "patterns": ["/srv/*"],
        "metadata": { "depth": 2 },
    }));
    check("other", asked(&other));
    let mut two = asked(&permission(json!({})));
    two.say(&question(true));
    check("two", two);
}

#[test]
fn how_far_the_answer_is() {
    check("answering", answered("per_1", Answer::AllowOnce));
    let mut failed = answered("per_1", Answer::AllowOnce);
    let session = failed.session;
    let refused = Input::Answered {
        session,
        request: "per_1".into(),
        result: Err(failure()),
    };
    failed.project.handle(refused, NOW);
    check("failed", failed);
    for reply in ["always", "reject"] {
        let mut live = asked(&permission(json!({})));
        live.say(&replied(reply));
        check(reply, live);
    }
}

#[test]
fn messages_that_wait() {
    check("queued", queued("queued", json!({})));
    check(
        "not_delivered",
        queued("failed", json!({ "error": "Too often" })),
    );
    let mut live = queued("queued", json!({}));
    let (session, message) = (live.session, "msg_3".into());
    live.project
        .handle(Input::CancelMessage { session, message }, NOW);
    check("cancelling", live);
    let mut live = queued("queued", json!({}));
    for input in [
        Input::CancelMessage {
            session,
            message: "msg_3".into(),
        },
        Input::MessageCancelled {
            session,
            message: "msg_3".into(),
            result: Err(failure()),
        },
    ] {
        live.project.handle(input, NOW);
    }
    check("not_cancelled", live);
}
