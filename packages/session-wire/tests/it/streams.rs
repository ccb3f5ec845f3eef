//! Stream events: what each `streamEventType` reads as, and what is left as it came.

use serde_json::{Value, json};
use session_wire::frame::Frame;

/// The debug form of the event that an envelope carries.
fn event(kind: &str, data: &Value) -> String {
    let text = json!({
        "eventId": 1,
        "executionId": null,
        "sessionId": "agent_1",
        "streamEventType": kind,
        "timestamp": "2026-02-19T10:00:00.000Z",
        "data": data,
    });
    let Frame::Event(envelope) = Frame::decode(&text.to_string()).unwrap() else {
        panic!("{text} is no event")
    };
    format!("{:?}", envelope.event())
}

fn check(kind: &str, data: Value, expected: &str) {
    assert_eq!(event(kind, &data), expected, "{kind} {data}");
}

/// What cannot be read is there all the same.
fn check_kept(kind: &str, data: Value) {
    let expected = format!("Other {{ kind: {kind:?}, data: RawValue({data}) }}");
    assert_eq!(event(kind, &data), expected);
}

#[test]
fn a_run_and_its_worker() {
    check("started", json!({}), "Started");
    check("heartbeat", json!({}), "Heartbeat");
    check("pong", Value::Null, "Heartbeat");
    check(
        "status",
        json!({ "message": "Auto-commit completed" }),
        r#"Status { message: "Auto-commit completed" }"#,
    );
    check("interrupted", json!({}), "Interrupted { reason: None }");
    check(
        "interrupted",
        json!({ "reason": "user" }),
        r#"Interrupted { reason: Some("user") }"#,
    );
    check("wrapper_disconnected", json!({}), "WrapperDisconnected");
    check("wrapper_reconnected", json!({}), "WrapperReconnected");
    for (lost, expected) in [
        (json!(true), true),
        (json!(3), true),
        (json!(0), false),
        (json!("no"), false),
    ] {
        check(
            "wrapper_resumed",
            json!({ "bufferedEvents": 7, "eventsLost": lost }),
            &format!(
                "WrapperResumed(WrapperResumed {{ buffered_events: Some(7), events_lost: {expected}, extra: {{}} }})"
            ),
        );
    }
    check(
        "output",
        json!({ "content": "warning", "source": "stderr" }),
        r#"Output(Output { content: "warning", source: Some(Stderr), extra: {} })"#,
    );
    for kind in ["progress", "metadata"] {
        let name = if kind == "progress" {
            "Progress"
        } else {
            "Metadata"
        };
        check(
            kind,
            json!({ "a": 1 }),
            &format!("{name} {{ data: RawValue({{\"a\":1}}) }}"),
        );
    }
}

#[test]
fn a_failure_has_its_words_under_either_name() {
    for (data, expected) in [
        (
            json!({ "error": "boom", "fatal": true, "code": "X" }),
            r#"Error { message: "boom", fatal: true, code: Some("X") }"#,
        ),
        (
            json!({ "message": "boom", "fatal": 1 }),
            r#"Error { message: "boom", fatal: false, code: None }"#,
        ),
        (
            json!({ "error": { "message": "boom" } }),
            r#"Error { message: "boom", fatal: false, code: None }"#,
        ),
        (
            Value::Null,
            r#"Error { message: "", fatal: false, code: None }"#,
        ),
    ] {
        check("error", data, expected);
    }
}

#[test]
fn the_end_of_a_run() {
    check(
        "complete",
        json!({ "exitCode": 0, "executionId": "exc_1", "kiloSessionId": "ses_1", "currentBranch": "main" }),
        r#"Complete(Completion { exit_code: Some(0), execution_id: Some("exc_1"), kilo_session_id: Some("ses_1"), current_branch: Some("main"), extra: {} })"#,
    );
    check(
        "complete",
        Value::Null,
        "Complete(Completion { exit_code: None, execution_id: None, kilo_session_id: None, current_branch: None, extra: {} })",
    );
    check(
        "autocommit_started",
        json!({ "messageId": "msg_1" }),
        r#"CommitStarted(CommitStarted { message_id: Some("msg_1"), message: None, extra: {} })"#,
    );
    check(
        "autocommit_completed",
        json!({ "messageId": "msg_1", "success": true, "skipped": false, "commitHash": "abc", "commitMessage": "Fix", "message": "done" }),
        r#"CommitCompleted(CommitCompleted { message_id: Some("msg_1"), success: true, skipped: Some(false), commit_hash: Some("abc"), commit_message: Some("Fix"), message: Some("done"), extra: {} })"#,
    );
    check_kept("autocommit_completed", json!({ "messageId": "msg_1" }));
    check_kept("autocommit_started", Value::Null);
}

#[test]
fn the_agents_machine() {
    check(
        "preparing",
        json!({ "step": "clone", "message": "Cloning", "branch": "main" }),
        r#"Preparing(Step(PreparingStep { step: Some("clone"), message: Some("Cloning"), branch: Some("main"), extra: {} }))"#,
    );
    check(
        "preparing",
        json!({ "version": 2, "attemptId": "att_1", "triggerMessageId": "msg_1", "revision": 3, "timestamp": "t", "action": "step_output", "stepId": "s", "kind": "setup", "output": "ok" }),
        r#"Preparing(Attempt(Preparation { version: 2, attempt_id: "att_1", action: StepOutput, trigger_message_id: Some("msg_1"), revision: Some(3), timestamp: Some(String("t")), step_id: Some("s"), kind: Some("setup"), status: None, message: None, output: Some("ok"), error: None, extra: {} }))"#,
    );
    check_kept(
        "preparing",
        json!({ "version": 2, "action": "step_output" }),
    );
    check_kept("preparing", json!({ "version": 2, "attemptId": "att_1" }));
    check_kept("preparing", json!([]));
    for (kind, phase) in [
        ("preparing", "Preparing"),
        ("ready", "Ready"),
        ("finalizing", "Finalizing"),
        ("error", "Error"),
        ("asleep", "Other(\"asleep\")"),
    ] {
        check(
            "cloud.status",
            json!({ "cloudStatus": { "type": kind, "step": "s", "message": "m" } }),
            &format!(
                "CloudStatus(CloudStatus {{ phase: {phase}, step: Some(\"s\"), message: Some(\"m\"), extra: {{}} }})"
            ),
        );
    }
    check_kept("cloud.status", json!({ "cloudStatus": { "step": "s" } }));
    check_kept("cloud.weather", json!({ "a": 1 }));
}

#[test]
fn a_stream_that_has_caught_up() {
    check(
        "connected",
        json!({ "sessionStatus": { "type": "busy" }, "cloudStatus": { "type": "ready" }, "activeMessageId": "msg_1", "pendingInteractions": [1] }),
        r#"Connected(Connected { session_status: Some(Busy), cloud_status: Some(CloudStatus { phase: Ready, step: None, message: None, extra: {} }), active_message_id: Some("msg_1"), pending_interactions: Some(Array [Number(1)]), extra: {} })"#,
    );
    check(
        "connected",
        json!({ "sessionStatus": "busy", "new": 1 }),
        r#"Connected(Connected { session_status: None, cloud_status: None, active_message_id: None, pending_interactions: None, extra: {"new": Number(1)} })"#,
    );
    check(
        "commands.available",
        json!({ "commands": [{ "name": "init", "description": "d", "agent": "code" }, { "agent": "a" }] }),
        r#"Commands([Command { name: "init", description: Some("d"), agent: Some("code"), extra: {} }])"#,
    );
}

#[test]
fn messages_on_their_way() {
    for (stage, expected) in [
        ("queued", "Queued"),
        ("sent", "Sent"),
        ("completed", "Completed"),
        ("canceled", "Canceled"),
        ("lost", "Other(\"lost\")"),
    ] {
        check(
            &format!("cloud.message.{stage}"),
            json!({ "messageId": "msg_1", "content": "Hi", "delivery": "queue" }),
            &format!(
                "Delivery(Delivery {{ message_id: \"msg_1\", stage: {expected}, content: Some(\"Hi\"), delivery: Some(Queue), error: None, reason: None, attempts: None, accepted: None, extra: {{}} }})"
            ),
        );
    }
    for (reason, expected) in [
        ("interrupted", "Interrupted"),
        ("exhausted", "Exhausted"),
        ("execution", "Execution"),
    ] {
        check(
            "cloud.message.failed",
            json!({ "messageId": "msg_1", "error": "e", "reason": reason, "attempts": 3, "delivery": "steer", "accepted": true }),
            &format!(
                "Delivery(Delivery {{ message_id: \"msg_1\", stage: Failed, content: None, delivery: Some(Steer), error: Some(\"e\"), reason: Some({expected}), attempts: Some(3), accepted: Some(true), extra: {{}} }})"
            ),
        );
    }
    check_kept("cloud.message.queued", json!({ "content": "Hi" }));
    check_kept("cloud.message.queued", json!({ "messageId": 4 }));
}

#[test]
fn the_agents_own_events_and_unknown_ones() {
    check(
        "kilocode",
        json!({ "type": "session.idle" }),
        r#"Agent(Wrapped(RawValue({"type":"session.idle"})))"#,
    );
    check(
        "session.idle",
        json!({}),
        r#"Agent(Unwrapped { kind: "session.idle", properties: RawValue({}) })"#,
    );
    check_kept("new_kind", json!({ "a": 1 }));
    check_kept("", Value::Null);
}
