//! What a V1 session shows for the ways in which its programs send their messages.

use serde_json::{Value, json};
use session_wire::call::WorkerVersion;
use tests::frame;

use crate::drawn::drawn;
use crate::peer::{Peer, SESSION};

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
            say(3, "checkpoint_saved", "abc", false),
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
