//! What a V1 session shows for the ways in which its programs send their messages.

use serde_json::{Value, json};
use session_model::{Draft, Input};
use session_wire::call::WorkerVersion;
use session_wire::v1::Images;
use tests::frame;

use crate::drawn::drawn;
use crate::peer::{Peer, SESSION, row};

fn say(ts: u64, kind: &str, content: &str, partial: bool) -> Value {
    json!({ "timestamp": ts, "type": "say", "say": kind, "content": content, "partial": partial })
}

fn ask(ts: u64, kind: &str, metadata: Value, partial: bool) -> Value {
    json!({ "timestamp": ts, "type": "ask", "ask": kind, "metadata": metadata, "partial": partial })
}

fn peer(lines: &[Value]) -> Peer {
    let mut peer = Peer::running(&WorkerVersion::V1);
    let prompt = say(1, "text", "Task", false);
    for (line, id) in std::iter::once(&prompt).chain(lines).zip(1..) {
        peer.frames(&[frame(SESSION, id, "kilocode", line)]);
    }
    peer
}

/// What is drawn below the task after the lines.
fn check(lines: &[Value], expected: &[&str]) {
    let rows = drawn(peer(lines).active());
    assert_eq!(rows[0], "user: Task");
    assert_eq!(rows[1..], *expected);
}

#[test]
fn a_message_is_replaced_as_it_grows() {
    check(
        &[say(2, "text", "He", true), say(2, "text", "Hello", true)],
        &["text: Hello…"],
    );
    check(
        &[
            say(2, "text", "Hello", true),
            say(2, "text", "Hello", false),
        ],
        &["text: Hello"],
    );
    check(
        &[say(2, "text", "Hello", false), say(2, "text", "Hi", false)],
        &["text: Hi"],
    );
}

#[test]
fn two_messages_may_share_a_time() {
    check(
        &[
            say(2, "command_output", "a\n", false),
            say(2, "command_output", "b\n", false),
            say(2, "command_output", "a\n", false),
        ],
        &["output: a\nb\n"],
    );
    check(
        &[
            say(2, "text", "Hello", false),
            json!({ "timestamp": 2, "type": "ask", "ask": "command", "content": "ls", "partial": false }),
        ],
        &["text: Hello", "command ls running"],
    );
}

#[test]
fn a_message_may_be_finished_under_a_new_time_or_kind() {
    check(
        &[
            say(2, "completion_result", "All do", true),
            say(3, "completion_result", "All done", false),
        ],
        &["completion: All done"],
    );
    check(
        &[
            ask(
                2,
                "tool",
                json!({ "tool": "listFilesTopLevel", "path": "workspace" }),
                true,
            ),
            json!({ "timestamp": 3, "type": "say", "say": "tool", "metadata": { "tool": "listFilesRecursive" }, "partial": false }),
        ],
        &["context 1 list"],
    );
    check(
        &[say(2, "text", "One", true), say(3, "text", "Two", false)],
        &["text: One", "text: Two"],
    );
}

#[test]
fn a_partial_that_is_not_the_last_has_ended_and_an_empty_one_is_hidden() {
    check(
        &[
            say(2, "reasoning", "Hm", true),
            say(3, "text", "", true),
            say(4, "text", "Yes", true),
        ],
        &["reasoning: Hm", "text: Yes…"],
    );
}

#[test]
fn errors_and_live_tool_asks_are_drawn() {
    check(
        &[
            say(2, "error", "It broke", false),
            ask(3, "tool", json!({ "tool": "readFile", "path": "a" }), false),
            ask(
                4,
                "use_mcp_server",
                json!({ "serverName": "s", "type": "use_mcp_tool", "toolName": "pixel" }),
                false,
            ),
        ],
        &["failed: It broke", "context 1 read", "mcp s pixel running"],
    );
}

#[test]
fn the_programs_bookkeeping_is_hidden_but_failed_requests_are_not() {
    let request = |ts: u64, metadata: Value| json!({ "timestamp": ts, "type": "say", "say": "api_req_started", "metadata": metadata });
    check(
        &[
            json!({ "type": "welcome", "timestamp": 2 }),
            json!({ "event": "session_synced" }),
            json!({ "timestamp": 3, "type": "say", "say": "checkpoint_saved", "content": "abc",
                "checkpoint": { "to": "abc", "suppressMessage": true } }),
            request(4, json!({ "cost": 0.1 })),
            json!({ "timestamp": 5, "type": "ask", "ask": "resume_task" }),
            request(
                6,
                json!({ "cancelReason": "streaming_failed", "streamingFailedMessage": "402" }),
            ),
            request(7, json!({ "cancelReason": "user_cancelled" })),
        ],
        &["failed: 402", "interrupted: user_cancelled"],
    );
}

#[test]
fn every_checkpoint_of_a_turn_is_drawn_where_it_was_saved() {
    let created = json!({ "timestamp": 9, "type": "say", "say": "checkpoint_created", "content": "",
        "lastCheckpointHash": "third" });
    check(
        &[
            ask(2, "command", json!({ "text": "ls" }), false),
            say(3, "checkpoint_saved", "first", false),
            say(4, "command_output", "a.rs", false),
            say(5, "checkpoint_saved", "second", false),
            say(6, "text", "One file.", false),
            created,
        ],
        &[
            "command  output: a.rs",
            "checkpoint first",
            "checkpoint second",
            "text: One file.",
            "checkpoint third",
        ],
    );
}

#[test]
fn a_followup_is_text_while_it_grows_and_a_choice_at_its_end() {
    let growing = json!({ "timestamp": 2, "type": "ask", "ask": "followup", "content": "Which", "partial": true });
    check(std::slice::from_ref(&growing), &["followup: Which []"]);
    let choice = ask(
        2,
        "followup",
        json!({ "question": "Which license?", "suggest": [{ "answer": "MIT" }, { "answer": "ISC" }] }),
        false,
    );
    check(
        &[growing, choice],
        &[r#"followup (open): Which license? ["MIT", "ISC"]"#],
    );
    let options = ask(
        3,
        "followup",
        json!({ "question": "Sure?", "options": ["Yes", "No"] }),
        false,
    );
    check(&[options], &[r#"followup (open): Sure? ["Yes", "No"]"#]);
}

#[test]
fn the_streams_own_notes_are_drawn_once() {
    let mut peer = peer(&[]);
    let stream = |id: u64, kind: &str, data: Value| frame(SESSION, id, kind, &data);
    let frames = [
        stream(
            2,
            "status",
            json!({ "message": "Auto-committing changes..." }),
        ),
        stream(3, "error", json!({ "error": "boom" })),
        stream(4, "interrupted", json!({})),
    ];
    peer.frames(&frames);
    peer.frames(&frames);
    assert_eq!(
        drawn(peer.active())[1..],
        [
            "status: Auto-committing changes...",
            "failed: boom",
            "interrupted: interrupted"
        ]
    );
}

#[test]
fn the_persons_own_words_are_shown_once() {
    let mut peer = peer(&[]);
    peer.send("Go on");
    assert_eq!(drawn(peer.active())[1..], ["user (sending): Go on"]);
    let echo = |id: u64, ts: i64| {
        let line =
            json!({ "timestamp": ts, "type": "say", "say": "user_feedback", "content": "Go on" });
        frame(SESSION, id, "kilocode", &line)
    };
    peer.frames(&[echo(2, peer.now.as_millis() + 2_900)]);
    assert_eq!(drawn(peer.active())[1..], ["user: Go on"]);
    // The same words much later are words of their own.
    peer.frames(&[echo(3, peer.now.as_millis() + 400_000)]);
    assert_eq!(drawn(peer.active())[1..], ["user: Go on", "user: Go on"]);
}

#[test]
fn a_message_on_its_way_takes_no_text_its_growth() {
    let mut peer = peer(&[say(2, "completion_result", "All do", true)]);
    peer.send("Go on");
    assert_eq!(
        drawn(peer.active())[1..],
        ["completion: All do…", "user (sending): Go on"]
    );
    // Nor is it what the program finishes under a new time.
    let finished = say(3, "completion_result", "All done", false);
    peer.frames(&[frame(SESSION, 3, "kilocode", &finished)]);
    assert_eq!(
        drawn(peer.active())[1..],
        ["completion: All done", "user (sending): Go on"]
    );
}

#[test]
fn a_repeat_goes_to_the_message_that_it_told_of() {
    let output = |id: u64, words: &str, partial: bool| {
        let line = json!({
            "timestamp": 2_000, "type": "say", "say": "command_output", "content": words,
            "partial": partial,
        });
        frame(SESSION, id, "kilocode", &line)
    };
    let frames = [
        output(2, "one", true),
        // A chunk of its own, in the same millisecond.
        output(3, "else", false),
        output(4, "one two", true),
        output(5, "one two three", true),
    ];
    let mut peer = peer(&[]);
    peer.frames(&frames);
    let before = peer.messages(0);
    for repeat in &frames {
        peer.frames([repeat]);
        assert_eq!(peer.messages(0), before);
    }
}

/// The project with its live session, and what its host lists of the session's messages.
fn listed(messages: &Value) -> Value {
    json!({
        "id": "p1",
        "title": "T",
        "session_id": SESSION,
        "sessions": [row(SESSION, &WorkerVersion::V1, None)],
        "messages": messages,
    })
}

/// A message of the person's comes again as feedback: told by words and time, and by nothing else.
#[test]
fn an_echo_is_told_by_its_words_and_its_time() {
    const SAID: i64 = 1_795_300_000_000;
    let check = |between: u64, after: i64, kind: &str, content: &str, expected: usize| {
        let mut peer = Peer::new();
        peer.input(Input::Open);
        let said = json!({ "ts": SAID, "type": "user", "text": "Go on", "partial": false });
        peer.load(listed(&json!([said])));
        for id in 1..=between {
            let line = say(id, "text", "Other words", false);
            peer.frames(&[frame(SESSION, id, "kilocode", &line)]);
        }
        let before = drawn(peer.active()).len();
        let mut line = say(0, kind, content, false);
        line["timestamp"] = json!(SAID + after);
        peer.frames(&[frame(SESSION, 50, "kilocode", &line)]);
        assert_eq!(drawn(peer.active()).len() - before, expected, "{line}");
    };
    check(0, 0, "user_feedback", "Go on", 0);
    check(15, 2_900, "user_feedback", "Go on", 0);
    check(0, 180_000, "user_feedback", "Go on", 0);
    check(0, 180_001, "user_feedback", "Go on", 1);
    check(0, 0, "user_feedback", "Go away", 1);
    check(0, 0, "text", "Go on", 1);
}

/// Pictures without words come back without words.
#[test]
fn an_echo_may_have_no_words() {
    let mut peer = peer(&[]);
    peer.input(Input::Send(Draft {
        images: Some(Images {
            path: "app-builder/1".to_owned(),
            files: vec!["a.png".to_owned()],
        }),
        ..Draft::default()
    }));
    assert_eq!(drawn(peer.active())[1..], ["user (sending): "]);
    let echo = json!({ "timestamp": 9, "type": "say", "say": "user_feedback" });
    peer.frames(&[frame(SESSION, 2, "kilocode", &echo)]);
    assert_eq!(drawn(peer.active())[1..], ["user: "]);
}

/// What is drawn for events of the stream that carry no message of the program's, or a rare form.
#[test]
fn events_of_a_stream_are_messages_where_they_say_something() {
    let check = |kind: &str, data: Value, expected: &[&str]| {
        let mut peer = peer(&[]);
        peer.frames(&[frame(SESSION, 2, kind, &data)]);
        assert_eq!(drawn(peer.active())[1..], *expected, "{kind} {data}");
    };
    let line = |fields: Value| {
        let mut line = json!({ "timestamp": 2, "type": "say", "say": "text" });
        line.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        line
    };
    check(
        "kilocode",
        line(json!({ "content": "Hi", "partial": true })),
        &["text: Hi…"],
    );
    check("kilocode", line(json!({ "text": "Hi" })), &["text: Hi"]);
    check(
        "kilocode",
        line(json!({ "timestamp": null, "content": "Hi" })),
        &["text: Hi"],
    );
    check(
        "status",
        json!({ "message": "Cloning" }),
        &["status: Cloning"],
    );
    check(
        "error",
        json!({ "message": "It broke", "fatal": true }),
        &["failed: It broke"],
    );
    check(
        "interrupted",
        json!({ "reason": "The person stopped it" }),
        &["interrupted: The person stopped it"],
    );
    check("interrupted", json!({}), &["interrupted: interrupted"]);
    check(
        "output",
        json!({ "source": "stdout", "content": "noise" }),
        &[],
    );
    check("complete", json!({ "exitCode": 0 }), &[]);
}

/// A host may list messages beside the stream: what leaves its list leaves the session, and what
/// the stream has told stays.
#[test]
fn a_hosts_list_that_shrinks_or_is_replaced_takes_its_messages_along() {
    let listed = |texts: &[(u64, &str)]| {
        let said = texts.iter().map(|(ts, text)| {
            let (author, say) = ("assistant", "text");
            json!({ "ts": ts, "type": author, "say": say, "text": text, "partial": false })
        });
        listed(&said.collect())
    };
    let mut peer = Peer::new();
    peer.input(Input::Open);
    peer.load(listed(&[(1, "Task"), (2, "one"), (3, "two"), (4, "three")]));
    assert_eq!(drawn(peer.active()).len(), 4);
    peer.frames(&[frame(SESSION, 1, "kilocode", &say(3, "text", "two", false))]);
    peer.frames(&[frame(
        SESSION,
        2,
        "kilocode",
        &say(9, "text", "streamed", false),
    )]);
    for (list, expected) in [
        (
            &[(1, "Task"), (2, "one")][..],
            &["one", "two", "streamed"][..],
        ),
        (&[(1, "Task"), (12, "other")], &["two", "streamed", "other"]),
        (&[], &["two", "streamed", "other"]),
    ] {
        peer.load(listed(list));
        let rows = drawn(peer.active());
        let expected: Vec<_> = expected
            .iter()
            .map(|text| format!("text: {text}"))
            .collect();
        assert_eq!(rows[1..], expected, "{list:?}");
    }
}
