//! What a V2 session shows for the orders and repeats in which real agents send their events.

use serde_json::{Value, json};
use session_model::AnySession;
use session_wire::call::WorkerVersion;
use tests::frame;

use crate::drawn::{drawn, v2_thread};
use crate::peer::{Peer, SESSION};

const ROOT: &str = "ses_root";

fn bus(kind: &str, properties: Value) -> Value {
    json!({ "type": kind, "properties": properties })
}

fn user(id: &str, created: u64) -> Value {
    bus(
        "message.updated",
        json!({ "info": { "id": id, "sessionID": ROOT, "role": "user", "time": { "created": created } } }),
    )
}

fn answer(id: &str, created: u64, fields: Value) -> Value {
    let mut info = json!({ "id": id, "sessionID": ROOT, "role": "assistant", "parentID": "msg_u", "time": { "created": created } });
    merge(&mut info, fields);
    bus("message.updated", json!({ "info": info }))
}

fn part(id: &str, message: &str, fields: Value) -> Value {
    let mut part = json!({ "id": id, "sessionID": ROOT, "messageID": message });
    merge(&mut part, fields);
    bus("message.part.updated", json!({ "part": part }))
}

fn merge(into: &mut Value, fields: Value) {
    let Value::Object(fields) = fields else {
        panic!("fields are an object")
    };
    into.as_object_mut().unwrap().extend(fields);
}

fn text(id: &str, message: &str, words: &str) -> Value {
    part(
        id,
        message,
        json!({ "type": "text", "text": words, "time": { "start": 1 } }),
    )
}

fn written(id: &str, message: &str, words: &str) -> Value {
    part(
        id,
        message,
        json!({ "type": "text", "text": words, "time": { "start": 1, "end": 2 } }),
    )
}

fn delta(id: &str, message: &str, words: &str) -> Value {
    bus(
        "message.part.delta",
        json!({ "sessionID": ROOT, "messageID": message, "partID": id, "field": "text", "delta": words }),
    )
}

fn tool(id: &str, message: &str, name: &str, state: Value) -> Value {
    part(
        id,
        message,
        json!({ "type": "tool", "callID": format!("call_{id}"), "tool": name, "state": state }),
    )
}

fn status(session: &str, kind: &str) -> Value {
    bus(
        "session.status",
        json!({ "sessionID": session, "status": { "type": kind } }),
    )
}

fn idle(session: &str) -> Value {
    bus("session.idle", json!({ "sessionID": session }))
}

/// The person's message, and the beginning of an answer to it.
fn turn() -> Vec<Value> {
    vec![
        user("msg_u", 10),
        part(
            "prt_001000000000u",
            "msg_u",
            json!({ "type": "text", "text": "Hi" }),
        ),
        answer("msg_a", 20, json!({})),
    ]
}

/// Feeds events one after the other, with the ids that they are given.
fn feed(mut peer: Peer, events: impl IntoIterator<Item = (u64, Value)>) -> Peer {
    for (id, event) in events {
        peer.frames(&[frame(SESSION, id, "kilocode", &event)]);
    }
    peer
}

/// A session that has heard of no run.
fn peer_with(events: impl IntoIterator<Item = (u64, Value)>) -> Peer {
    feed(Peer::live(&WorkerVersion::V2), events)
}

/// A session that runs.
fn peer(events: &[Value]) -> Peer {
    let events = turn().into_iter().chain(events.iter().cloned());
    feed(Peer::running(&WorkerVersion::V2), (1..).zip(events))
}

/// What is drawn below the person's message after the events.
fn check(events: &[Value], expected: &[&str]) {
    let peer = peer(events);
    let rows = drawn(peer.active());
    assert_eq!(rows[0], "user: Hi");
    assert_eq!(rows[1..], *expected);
}

#[test]
fn deltas_grow_a_text_until_its_end() {
    let (a, b) = ("prt_002000000000a", "msg_a");
    check(&[text(a, b, ""), delta(a, b, "Hel")], &["text: Hel…"]);
    check(
        &[
            text(a, b, ""),
            delta(a, b, "Hel"),
            delta(a, b, "lo"),
            written(a, b, "Hello!"),
        ],
        &["text: Hello!"],
    );
    // A delta that comes after the whole brings nothing new.
    check(
        &[written(a, b, "Hello!"), delta(a, b, "lo!")],
        &["text: Hello!"],
    );
}

#[test]
fn a_delta_may_come_before_its_part_and_a_part_before_its_message() {
    let (a, b) = ("prt_002000000000a", "msg_b");
    let early = [
        delta(a, b, "Hel"),
        text(a, b, ""),
        delta(a, b, "lo"),
        answer(b, 30, json!({})),
    ];
    check(&early, &["text: Hello…"]);
    check(&early[..3], &[]);
}

#[test]
fn an_empty_or_older_snapshot_takes_no_text_away() {
    let (a, b) = ("prt_002000000000a", "msg_a");
    check(
        &[text(a, b, ""), delta(a, b, "Hello"), text(a, b, "")],
        &["text: Hello…"],
    );
    check(
        &[text(a, b, ""), delta(a, b, "Hello"), text(a, b, "Hel")],
        &["text: Hello…"],
    );
    check(
        &[
            text(a, b, ""),
            delta(a, b, "Hello"),
            part(
                a,
                b,
                json!({ "type": "text", "text": null, "time": { "end": 3 } }),
            ),
        ],
        &["text: Hello"],
    );
}

#[test]
fn a_transient_part_is_replaced_and_taken_back() {
    let (a, b) = ("prt_002000000000a", "msg_a");
    check(
        &[text(a, b, "⠋ Initializing"), text(a, b, "⠙ Initializing")],
        &["text: ⠙ Initializing…"],
    );
    let removed = bus(
        "message.part.removed",
        json!({ "sessionID": ROOT, "messageID": b, "partID": a }),
    );
    check(&[text(a, b, "⠋ Initializing"), removed.clone()], &[]);
    check(&[removed], &[]);
}

#[test]
fn parts_stand_in_the_order_of_their_ids_even_over_the_wrap() {
    check(
        &[
            written("prt_000000000001c", "msg_a", "third"),
            written("prt_fffffffffff0a", "msg_a", "first"),
            written("prt_fffffffffff0b", "msg_a", "second"),
        ],
        &["text: first", "text: second", "text: third"],
    );
}

#[test]
fn messages_stand_by_time_and_answers_with_their_question() {
    let peer = peer(&[
        written("prt_002000000000a", "msg_a", "one"),
        user("msg_v", 50),
        part(
            "prt_003000000000v",
            "msg_v",
            json!({ "type": "text", "text": "Queued" }),
        ),
        answer("msg_b", 60, json!({})),
        written("prt_004000000000b", "msg_b", "two"),
        answer("msg_c", 70, json!({ "parentID": "msg_v" })),
        written("prt_005000000000c", "msg_c", "three"),
    ]);
    assert_eq!(
        drawn(peer.active()),
        [
            "user: Hi",
            "text: one",
            "text: two",
            "user: Queued",
            "text: three"
        ]
    );
}

#[test]
fn a_tool_goes_forward_only_unless_it_runs_anew() {
    let (a, b) = ("prt_002000000000a", "msg_a");
    let pending = || {
        tool(
            a,
            b,
            "bash",
            json!({ "status": "pending", "input": {}, "raw": "" }),
        )
    };
    let running = |start: u64| {
        tool(
            a,
            b,
            "bash",
            json!({ "status": "running", "input": {}, "time": { "start": start } }),
        )
    };
    let completed = || {
        tool(
            a,
            b,
            "bash",
            json!({ "status": "completed", "input": {}, "output": "", "title": "", "metadata": {}, "time": { "start": 5, "end": 9 } }),
        )
    };
    check(&[pending(), running(5), pending()], &["tool bash running"]);
    check(
        &[running(5), completed(), running(5)],
        &["tool bash completed"],
    );
    check(
        &[running(5), completed(), pending()],
        &["tool bash completed"],
    );
    check(
        &[running(5), completed(), running(12)],
        &["tool bash running"],
    );
}

#[test]
fn a_tool_may_change_its_name_and_start_without_pending() {
    let (a, b) = ("prt_002000000000a", "msg_a");
    check(
        &[
            tool(
                a,
                b,
                "no_such_tool",
                json!({ "status": "pending", "input": {} }),
            ),
            tool(
                a,
                b,
                "invalid",
                json!({ "status": "completed", "input": { "tool": "no_such_tool" }, "output": "no" }),
            ),
        ],
        &["tool invalid completed"],
    );
    check(
        &[tool(
            a,
            b,
            "bash",
            json!({ "status": "paused", "input": {} }),
        )],
        &["tool bash paused"],
    );
}

#[test]
fn what_an_agent_writes_to_itself_is_not_drawn() {
    let (a, b) = ("prt_002000000000a", "msg_a");
    check(
        &[
            part(
                "prt_001100000000u",
                "msg_u",
                json!({ "type": "text", "text": "file contents", "synthetic": true }),
            ),
            part(a, b, json!({ "type": "step-start" })),
            part(
                "prt_002100000000a",
                b,
                json!({ "type": "text", "text": "\n\n  ", "time": { "start": 1, "end": 2 } }),
            ),
            part(
                "prt_002200000000a",
                b,
                json!({ "type": "step-finish", "reason": "stop" }),
            ),
            part(
                "prt_002300000000a",
                b,
                json!({ "type": "patch", "files": [] }),
            ),
            part(
                "prt_002400000000a",
                b,
                json!({ "type": "hologram", "depth": 3 }),
            ),
        ],
        &["unknown hologram"],
    );
}

#[test]
fn a_patch_names_the_files_that_no_tool_of_its_step_tells() {
    let edit = |state: &str| {
        let state = json!({ "status": state, "input": { "filePath": "/work/a.rs" }, "output": "" });
        let fields = json!({ "type": "tool", "tool": "edit", "callID": "c", "state": state });
        part("prt_002000000000a", "msg_a", fields)
    };
    let patch = |files: Value| {
        part(
            "prt_002300000000a",
            "msg_a",
            json!({ "type": "patch", "files": files }),
        )
    };
    let begun = answer(
        "msg_a",
        20,
        json!({ "path": { "cwd": "/work", "root": "/" } }),
    );
    check(
        &[
            begun.clone(),
            edit("completed"),
            patch(json!(["/work/a.rs"])),
        ],
        &["tool edit completed"],
    );
    check(
        &[
            begun.clone(),
            edit("completed"),
            patch(json!(["/work/a.rs", "/work/b/c.rs", "/d"])),
        ],
        &["tool edit completed", "patch b/c.rs /d"],
    );
    // Whichever comes first.
    check(
        &[
            begun,
            edit("running"),
            patch(json!(["/work/a.rs"])),
            edit("completed"),
        ],
        &["tool edit completed"],
    );
}

#[test]
fn every_snapshot_of_a_turn_is_drawn_where_it_stands() {
    let snapshot =
        |id: &str, name: &str| part(id, "msg_a", json!({ "type": "snapshot", "snapshot": name }));
    check(
        &[
            snapshot("prt_002000000000a", "first"),
            written("prt_002100000000a", "msg_a", "Done."),
            snapshot("prt_002200000000a", "second"),
        ],
        &["checkpoint first", "text: Done.", "checkpoint second"],
    );
}

#[test]
fn text_that_a_broken_stream_left_behind_is_hidden_once_it_is_said_again() {
    let b = "msg_a";
    let half = text("prt_002000000000a", b, "This answer is cu");
    check(std::slice::from_ref(&half), &["text: This answer is cu…"]);
    check(
        &[
            half,
            part("prt_003000000000a", b, json!({ "type": "step-start" })),
            written("prt_004000000000a", b, "This answer is whole"),
        ],
        &["text: This answer is whole"],
    );
}

#[test]
fn an_abort_sends_its_content_after_idle() {
    let (a, b) = ("prt_002000000000a", "msg_a");
    let aborted = json!({ "name": "MessageAbortedError", "data": { "message": "aborted" } });
    let peer = peer(&[
        status(ROOT, "busy"),
        text(a, b, "Once"),
        bus(
            "session.error",
            json!({ "sessionID": ROOT, "error": aborted }),
        ),
        status(ROOT, "idle"),
        idle(ROOT),
        written(a, b, "Once upon"),
        answer(
            b,
            20,
            json!({ "time": { "created": 20, "completed": 40 }, "error": aborted }),
        ),
        idle(ROOT),
    ]);
    assert_eq!(
        drawn(peer.active()),
        ["user: Hi", "text: Once upon", "interrupted"]
    );
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    assert_eq!(session.transcript().root().error(), None);
}

#[test]
fn an_error_stands_once_whether_a_message_carries_it_or_not() {
    let error = json!({ "name": "APIError", "data": { "message": "no credits", "statusCode": 402, "isRetryable": false } });
    let of_session = bus(
        "session.error",
        json!({ "sessionID": ROOT, "error": error }),
    );
    let of_message = answer("msg_a", 20, json!({ "error": error }));
    let root_error = |peer: &Peer| {
        let AnySession::V2(session) = peer.active() else {
            panic!("the session is V2")
        };
        session
            .transcript()
            .root()
            .error()
            .map(|error| error.message().to_owned())
    };
    for events in [
        [of_session.clone(), of_message.clone()],
        [of_message, of_session.clone()],
    ] {
        let peer = peer(&events);
        assert_eq!(drawn(peer.active()), ["user: Hi", "failed: no credits"]);
        assert_eq!(root_error(&peer), None);
    }
    // A model that does not exist fails without a message, until the next run begins.
    assert_eq!(
        root_error(&peer(std::slice::from_ref(&of_session))).as_deref(),
        Some("no credits")
    );
    assert_eq!(root_error(&peer(&[of_session, status(ROOT, "busy")])), None);
}

#[test]
fn a_child_never_touches_the_root() {
    let child = bus(
        "session.created",
        json!({ "info": { "id": "ses_child", "parentID": ROOT, "title": "Look (@explore subagent)" } }),
    );
    let info = json!({ "id": "msg_k", "sessionID": "ses_child", "role": "assistant", "time": { "created": 30 } });
    let words = json!({ "id": "prt_003000000000k", "sessionID": "ses_child", "messageID": "msg_k", "type": "text", "text": "Found", "time": { "start": 1, "end": 2 } });
    let run = json!({ "status": "running", "input": {}, "metadata": { "sessionId": "ses_child" }, "time": { "start": 1 } });
    let peer = peer(&[
        status(ROOT, "busy"),
        child,
        bus("message.updated", json!({ "info": info })),
        bus("message.part.updated", json!({ "part": words })),
        tool("prt_002000000000a", "msg_a", "task", run),
        bus(
            "session.error",
            json!({ "sessionID": "ses_child", "error": { "name": "UnknownError", "data": { "message": "lost" } } }),
        ),
        idle("ses_child"),
    ]);
    assert_eq!(
        drawn(peer.active()),
        ["user: Hi", "tool task running with child Failed 0"]
    );
    assert!(peer.active().is_streaming());
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    assert_eq!(session.transcript().root().error(), None);
    let thread = session.transcript().thread_of(&"ses_child".into()).unwrap();
    assert_eq!(v2_thread(session, thread), ["text: Found"]);
}

#[test]
fn a_revert_hides_everything_from_its_message_on() {
    let revert = |message: Option<&str>| {
        let mut info = json!({ "id": ROOT, "title": "T" });
        if let Some(message) = message {
            info["revert"] = json!({ "messageID": message });
        }
        bus("session.updated", json!({ "info": info }))
    };
    let second = [
        written("prt_002000000000a", "msg_a", "one"),
        user("msg_v", 50),
        part(
            "prt_003000000000v",
            "msg_v",
            json!({ "type": "text", "text": "Again" }),
        ),
        answer("msg_b", 60, json!({ "parentID": "msg_v" })),
        written("prt_004000000000b", "msg_b", "two"),
    ];
    check(
        &[&second[..], &[revert(Some("msg_v"))]].concat(),
        &["text: one"],
    );
    check(
        &[&second[..], &[revert(Some("msg_v")), revert(None)]].concat(),
        &["text: one", "user: Again", "text: two"],
    );
}

#[test]
fn a_compaction_is_a_divider_and_not_a_message_of_the_persons() {
    let peer = peer(&[
        user("msg_v", 50),
        part(
            "prt_003000000000v",
            "msg_v",
            json!({ "type": "compaction", "auto": true }),
        ),
    ]);
    assert_eq!(drawn(peer.active()), ["user: Hi", "compaction auto=true"]);
}

#[test]
fn a_repeat_of_an_older_event_changes_nothing() {
    let (a, b) = ("prt_002000000000a", "msg_a");
    let events: Vec<(u64, Value)> = (1..)
        .zip(turn().into_iter().chain([
            text(a, b, ""),
            delta(a, b, "Hel"),
            delta(a, b, "lo"),
            status(ROOT, "idle"),
        ]))
        .collect();
    for (id, event) in &events {
        let peer = peer_with(events.iter().cloned().chain([(*id, event.clone())]));
        assert_eq!(
            drawn(peer.active()),
            ["user: Hi", "text: Hello"],
            "{id} came twice"
        );
        assert!(!peer.active().is_streaming(), "{id} came twice");
    }
    // The same event may come again with newer content, and what is not stored always counts.
    for id in [4, 0] {
        let peer = peer_with(
            events
                .iter()
                .cloned()
                .chain([(id, written(a, b, "Hello!"))]),
        );
        let expected = if id == 0 {
            "text: Hello!"
        } else {
            "text: Hello"
        };
        assert_eq!(drawn(peer.active()), ["user: Hi", expected]);
    }
}

#[test]
fn what_a_conversation_cost_is_added_up() {
    let tokens =
        json!({ "input": 100, "output": 20, "reasoning": 5, "cache": { "read": 30, "write": 0 } });
    let peer = peer(&[
        answer("msg_a", 20, json!({ "cost": 0.5, "tokens": tokens })),
        answer(
            "msg_b",
            30,
            json!({ "cost": 0.25, "tokens": { "input": 200, "output": 1 } }),
        ),
    ]);
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    let totals = session.transcript().totals(session_model::ThreadId::ROOT);
    assert!((totals.cost - 0.75).abs() < 1e-9);
    assert_eq!(
        (
            totals.input,
            totals.output,
            totals.reasoning,
            totals.cached,
            totals.context
        ),
        (300, 21, 5, 30, 201)
    );
}

#[test]
fn a_tool_may_name_its_child_before_the_child_is_heard_of() {
    let run = json!({ "status": "running", "input": {}, "metadata": { "sessionId": "ses_child" }, "time": { "start": 1 } });
    let mut peer = peer(&[tool("prt_002000000000a", "msg_a", "task", run)]);
    assert_eq!(drawn(peer.active()), ["user: Hi", "tool task running"]);
    let child = bus(
        "session.created",
        json!({ "info": { "id": "ses_child", "parentID": ROOT, "title": "Child" } }),
    );
    peer.frames(&[frame(SESSION, 9, "kilocode", &child)]);
    assert_eq!(
        drawn(peer.active()),
        ["user: Hi", "tool task running with child Done 0"]
    );
    let is_row = |change: &session_model::Change| matches!(change, session_model::Change::Row(..));
    assert!(peer.changes.iter().any(is_row), "{:?}", peer.changes);
}

#[test]
fn what_changes_the_costs_is_named() {
    let priced = answer("msg_b", 30, json!({ "cost": 0.5 }));
    let removed = bus(
        "message.removed",
        json!({ "sessionID": ROOT, "messageID": "msg_b" }),
    );
    let mut peer = peer(&[]);
    for (id, event) in [(9, priced), (10, removed)] {
        peer.frames(&[frame(SESSION, id, "kilocode", &event)]);
        let session = session_model::Change::Session(peer.active().key());
        assert!(peer.changes.contains(&session), "{event}");
    }
}
