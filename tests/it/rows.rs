//! What is drawn of a session: scripts and recordings in, turns of rows out.

use serde_json::{Value, json};
use session_model::{AnySession, Change, ChangedFile, Session, ThreadId, TurnTotals, v1, v2};
use session_wire::call::WorkerVersion;
use tests::{Recording, frame};

use crate::drawn::{v1_row, v2_row};
use crate::peer::{Peer, SESSION};

const ROOT: &str = "ses_root";
const CHILD: &str = "ses_child";

/// How much of a row is compared: the words of real agents are long.
const WIDTH: usize = 72;

/// A frame of a script: an event of the agent's, or one of the stream's own.
enum Told {
    Agent(Value),
    Stream(&'static str, Value),
}

fn bus(kind: &str, properties: Value) -> Told {
    Told::Agent(json!({ "type": kind, "properties": properties }))
}

fn message(session: &str, id: &str, role: &str, created: u64, fields: Value) -> Told {
    let mut info =
        json!({ "id": id, "sessionID": session, "role": role, "time": { "created": created } });
    extend(&mut info, fields);
    bus("message.updated", json!({ "info": info }))
}

fn part(session: &str, message: &str, id: &str, fields: Value) -> Told {
    let mut part = json!({ "id": id, "sessionID": session, "messageID": message });
    extend(&mut part, fields);
    bus("message.part.updated", json!({ "part": part }))
}

fn words(session: &str, message: &str, id: &str, text: &str) -> Told {
    let time = json!({ "start": 1, "end": 2 });
    part(
        session,
        message,
        id,
        json!({ "type": "text", "text": text, "time": time }),
    )
}

fn tool(message: &str, id: &str, name: &str, state: Value) -> Told {
    let fields =
        json!({ "type": "tool", "tool": name, "callID": format!("call_{id}"), "state": state });
    part(ROOT, message, id, fields)
}

fn status(session: &str, status: Value) -> Told {
    bus(
        "session.status",
        json!({ "sessionID": session, "status": status }),
    )
}

fn extend(into: &mut Value, fields: Value) {
    let Value::Object(fields) = fields else {
        panic!("fields are an object")
    };
    into.as_object_mut().unwrap().extend(fields);
}

fn say(ts: u64, say: &str, content: &str) -> Told {
    Told::Agent(
        json!({ "timestamp": ts, "type": "say", "say": say, "content": content, "partial": false }),
    )
}

fn ask(ts: u64, ask: &str, metadata: Value, partial: bool) -> Told {
    Told::Agent(
        json!({ "timestamp": ts, "type": "ask", "ask": ask, "metadata": metadata, "partial": partial }),
    )
}

fn play(version: &WorkerVersion, script: &[Told]) -> Peer {
    let mut peer = Peer::live(version);
    for (told, id) in script.iter().zip(1..) {
        let frame = match told {
            Told::Agent(event) => frame(SESSION, id, "kilocode", event),
            Told::Stream(kind, data) => frame(SESSION, id, kind, data),
        };
        peer.frames([&frame]);
    }
    peer
}

fn clipped(line: &str) -> String {
    let line = line.replace('\n', "⏎");
    match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}[…]", &line[..end]),
        None => line,
    }
}

/// What a turn took, without what it did not take.
fn taken(totals: &TurnTotals) -> String {
    let mut told = Vec::new();
    if let Some(duration) = totals.duration() {
        told.push(format!("{} ms", duration.as_millis()));
    }
    let answers = &totals.answers;
    let tokens = [
        answers.input,
        answers.output,
        answers.reasoning,
        answers.cached,
    ];
    if tokens.iter().any(|count| *count > 0) {
        told.push(format!("tokens {tokens:?}"));
    }
    if answers.cost > 0.0 {
        told.push(format!("${:.4}", answers.cost));
    }
    let changes = totals.changes;
    if changes.files > 0 {
        told.push(format!(
            "{} files +{} -{}",
            changes.files, changes.additions, changes.deletions
        ));
    }
    told.join(", ")
}

fn file(file: &ChangedFile<'_>) -> String {
    format!(
        "{:?} {} +{} -{}",
        file.kind, file.path, file.additions, file.deletions
    )
}

/// Writes down the turns of a thread with all that is drawn in them.
macro_rules! draw_thread {
    ($session:expr, $thread:expr, $row:expr, $end:expr, $indent:expr, $lines:expr) => {{
        let transcript = $session.transcript();
        let indent: &str = $indent;
        for turn in transcript.turns($thread) {
            let totals = taken(&transcript.turn_totals(turn));
            let turn_line = format!("{indent}turn {totals}{}", $end(turn));
            $lines.push(turn_line.trim_end().to_owned());
            for row in &transcript.turn(turn).unwrap().rows {
                $row(*row, &format!("{indent}  "), &mut *$lines);
                for member in transcript.members(*row) {
                    $row(*member, &format!("{indent}    "), &mut *$lines);
                }
            }
        }
    }};
}

fn draw_v1(session: &Session<v1::V1>, lines: &mut Vec<String>) {
    let row = |row, indent: &str, lines: &mut Vec<String>| {
        let shown = v1_row(&session.row(row).unwrap());
        lines.push(format!("{indent}{}", clipped(&shown)));
    };
    draw_thread!(session, ThreadId::ROOT, row, |_| "", "", lines);
    for todo in session.transcript().todos() {
        lines.push(format!("todo {}", todo.content));
    }
}

fn draw_v2(session: &Session<v2::V2>, thread: ThreadId, indent: &str, lines: &mut Vec<String>) {
    let transcript = session.transcript();
    let row = |row, indent: &str, lines: &mut Vec<String>| {
        let shown = session.row(row).unwrap();
        lines.push(format!("{indent}{}", clipped(&v2_row(&shown))));
        if let Some(prompt) = transcript.prompt_at(row) {
            lines.push(format!("{indent}  asks {}", prompt.ask.id()));
        }
        if let v2::Row::Tool {
            child: Some(child), ..
        } = shown
        {
            draw_v2(session, child.thread, &format!("{indent}  | "), lines);
        }
    };
    let end = |turn| match transcript.turn_end(turn) {
        Some(end) => format!(" ended {}", end.as_str()),
        None => String::new(),
    };
    draw_thread!(session, thread, row, end, indent, lines);
    let thread = transcript.thread(thread).unwrap();
    for todo in thread.todos() {
        lines.push(format!("{indent}todo {:?} {}", todo.status, todo.content));
    }
    if let Some(error) = thread.error() {
        lines.push(format!("{indent}error {}", error.message()));
    }
}

/// All that is drawn of a session, a line a row.
fn drawing(session: &AnySession) -> String {
    let mut lines = Vec::new();
    match session {
        AnySession::V1(session) => draw_v1(session, &mut lines),
        AnySession::V2(session) => draw_v2(session, ThreadId::ROOT, "", &mut lines),
    }
    for prompt in session.prompts() {
        lines.push(format!("prompt {}", prompt.ask.id()));
    }
    for suggestion in session.suggestions() {
        lines.push(format!("suggestion {}", suggestion.text));
    }
    let files = session.changed_files();
    lines.extend(
        files
            .iter()
            .map(|changed| format!("changed {}", file(changed))),
    );
    let line = session.status_line().map(|line| format!(": {line}"));
    lines.push(format!(
        "{:?}{}",
        session.activity(),
        line.unwrap_or_default()
    ));
    lines.join("\n")
}

fn check(name: &str, version: &WorkerVersion, script: &[Told]) {
    insta::assert_snapshot!(name, drawing(play(version, script).active()));
}

#[test]
fn recordings() {
    for version in [WorkerVersion::V1, WorkerVersion::V2] {
        // The long ones are the same again and again.
        for name in tests::names(&version)
            .iter()
            .filter(|name| **name != "long")
        {
            let recording = Recording::read(version.clone(), name);
            let script: Vec<Told> = recording.events.into_iter().map(Told::Agent).collect();
            check(&format!("{}_{name}", version.as_str()), &version, &script);
        }
    }
}

/// The person's message, and the beginning of an answer.
fn begun() -> Vec<Told> {
    vec![
        Told::Stream("started", json!({})),
        message(ROOT, "msg_u", "user", 10, json!({})),
        words(ROOT, "msg_u", "prt_000000000010u", "Tidy up"),
        status(ROOT, json!({ "type": "busy" })),
        message(
            ROOT,
            "msg_a",
            "assistant",
            20,
            json!({ "parentID": "msg_u" }),
        ),
    ]
}

fn with(script: Vec<Told>) -> Vec<Told> {
    begun().into_iter().chain(script).collect()
}

fn done(fields: Value) -> Told {
    let mut all = json!({ "parentID": "msg_u", "time": { "created": 20, "completed": 520 } });
    extend(&mut all, fields);
    message(ROOT, "msg_a", "assistant", 20, all)
}

#[test]
fn a_v2_turn_with_all_that_it_took() {
    let tokens =
        json!({ "input": 10, "output": 20, "reasoning": 5, "cache": { "read": 3, "write": 1 } });
    let diffs = json!([
        { "file": "a.rs", "patch": "@@", "additions": 3, "deletions": 1, "status": "modified" },
        { "file": "b.rs", "additions": 7, "deletions": 0, "status": "added" },
    ]);
    let commit = json!({ "messageId": "msg_u", "success": true, "commitHash": "abc", "commitMessage": "Tidy" });
    let script = with(vec![
        part(
            ROOT,
            "msg_a",
            "prt_000000000020a",
            json!({ "type": "reasoning", "text": "Hm", "time": { "start": 20, "end": 30 } }),
        ),
        tool(
            "msg_a",
            "prt_000000000021a",
            "read",
            json!({ "status": "completed", "input": {}, "output": "x" }),
        ),
        tool(
            "msg_a",
            "prt_000000000022a",
            "grep",
            json!({ "status": "error", "input": {}, "error": "no" }),
        ),
        tool(
            "msg_a",
            "prt_000000000023a",
            "edit",
            json!({ "status": "completed", "input": {}, "output": "ok" }),
        ),
        words(ROOT, "msg_a", "prt_000000000024a", "Done."),
        done(json!({ "tokens": tokens, "cost": 0.25 })),
        status(ROOT, json!({ "type": "idle" })),
        message(
            ROOT,
            "msg_u",
            "user",
            10,
            json!({ "summary": { "diffs": diffs } }),
        ),
        bus(
            "todo.updated",
            json!({ "sessionID": ROOT, "todos": [{ "content": "Rest", "status": "pending", "priority": "low" }] }),
        ),
        bus(
            "session.turn.close",
            json!({ "sessionID": ROOT, "reason": "completed" }),
        ),
        Told::Stream(
            "autocommit_started",
            json!({ "messageId": "msg_u", "message": "Committing…" }),
        ),
        Told::Stream("autocommit_completed", commit),
        bus(
            "suggestion.shown",
            json!({ "id": "sug_1", "sessionID": ROOT, "text": "Run the tests?", "actions": [{ "label": "Run", "prompt": "Run them" }] }),
        ),
        Told::Stream("complete", json!({ "exitCode": 0 })),
    ]);
    check("v2_turn", &WorkerVersion::V2, &script);
}

#[test]
fn v2_notices_prompts_and_children() {
    let task = json!({ "status": "running", "input": {}, "time": { "start": 30 }, "metadata": { "sessionId": CHILD } });
    let bash = json!({ "status": "running", "input": {}, "time": { "start": 40 } });
    let script = with(vec![
        bus(
            "session.created",
            json!({ "info": { "id": ROOT, "title": "Root" } }),
        ),
        tool("msg_a", "prt_000000000030a", "task", task),
        bus(
            "session.created",
            json!({ "info": { "id": CHILD, "parentID": ROOT, "title": "Look" } }),
        ),
        message(CHILD, "msg_c", "user", 31, json!({})),
        words(CHILD, "msg_c", "prt_000000000031c", "Look around"),
        message(
            CHILD,
            "msg_d",
            "assistant",
            32,
            json!({ "parentID": "msg_c" }),
        ),
        words(CHILD, "msg_d", "prt_000000000032d", "Looking"),
        status(CHILD, json!({ "type": "busy" })),
        tool("msg_a", "prt_000000000040a", "bash", bash),
        bus(
            "permission.asked",
            json!({ "id": "per_1", "sessionID": ROOT, "permission": "bash", "tool": { "messageID": "msg_a", "callID": "call_prt_000000000040a" } }),
        ),
        bus(
            "question.asked",
            json!({ "id": "que_1", "sessionID": CHILD, "questions": [] }),
        ),
        part(
            ROOT,
            "msg_a",
            "prt_000000000041a",
            json!({ "type": "nobody-knows", "field": 1 }),
        ),
        bus("session.compacted", json!({ "sessionID": ROOT })),
        Told::Stream(
            "autocommit_completed",
            json!({ "success": false, "message": "locked" }),
        ),
        bus(
            "session.error",
            json!({ "sessionID": ROOT, "error": { "name": "UnknownError", "data": { "message": "no such model" } } }),
        ),
    ]);
    check("v2_notices", &WorkerVersion::V2, &script);
}

#[test]
fn a_v1_turn_with_all_that_it_took() {
    let edit = json!({ "tool": "appliedDiff", "path": "a.rs", "diff": "@@", "diffStats": { "added": 4, "removed": 2 } });
    let made = json!({ "tool": "newFileCreated", "path": "b.rs", "content": "x\ny\n" });
    let list = json!({ "tool": "updateTodoList", "todos": [{ "id": "1", "content": "Rest", "status": "pending" }] });
    let request = json!({ "cost": 0.5, "tokensIn": 100, "tokensOut": 7 });
    let script = vec![
        Told::Stream("started", json!({})),
        say(10, "text", "Tidy up"),
        Told::Agent(
            json!({ "timestamp": 11, "type": "say", "say": "api_req_started", "metadata": request }),
        ),
        say(12, "reasoning", "Hm"),
        ask(
            13,
            "tool",
            json!({ "tool": "readFile", "path": "a.rs" }),
            false,
        ),
        ask(
            14,
            "tool",
            json!({ "tool": "searchFiles", "path": ".", "regex": "x" }),
            false,
        ),
        ask(15, "tool", edit, false),
        ask(16, "tool", made, false),
        ask(17, "tool", list, false),
        ask(18, "command", json!({ "command": "ls" }), false),
        say(19, "command_output", "a.rs"),
        say(20, "completion_result", "Done."),
        Told::Stream("autocommit_started", json!({ "message": "Committing…" })),
    ];
    check("v1_turn", &WorkerVersion::V1, &script);
}

/// A token is the most frequent thing of all, so it may touch nothing but the row that it is in.
#[test]
fn a_token_touches_one_row() {
    let recording = Recording::read(WorkerVersion::V2, "long");
    let mut peer = Peer::live(&WorkerVersion::V2);
    let (mut tokens, mut known) = (0, std::collections::HashSet::new());
    for (event, frame) in recording.events.iter().zip(recording.frames(SESSION)) {
        peer.frames([&frame]);
        let is_token = event["type"] == "message.part.delta";
        // The first words make the row appear.
        if is_token && !known.insert(event["properties"]["partID"].to_string()) {
            tokens += 1;
            assert!(
                matches!(peer.changes[..], [Change::Row(..)]),
                "{:?}",
                peer.changes
            );
        }
    }
    assert!(tokens > 1_000, "{tokens} tokens");
}
