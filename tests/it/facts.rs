//! What a session tells besides its rows: what its agent does, what it changed and suggests.

use serde_json::{Value, json};
use session_model::{Activity, AnySession, Input, Link, Timer, ToolStage};
use session_model::{Change, Effect, ThreadId};
use session_wire::call::WorkerVersion;
use tests::{Recording, frame};

use crate::drawn::drawn;
use crate::peer::{Peer, SESSION};

const ROOT: &str = "ses_root";

/// A frame without a number, as what is not stored comes.
fn told(peer: &mut Peer, kind: &str, data: &Value) {
    peer.frames([&frame(SESSION, 0, kind, data)]);
}

fn bus(peer: &mut Peer, kind: &str, properties: Value) {
    told(
        peer,
        "kilocode",
        &json!({ "type": kind, "properties": properties }),
    );
}

fn status(peer: &mut Peer, status: &str) {
    bus(
        peer,
        "session.status",
        json!({ "sessionID": ROOT, "status": { "type": status } }),
    );
}

fn message(peer: &mut Peer, id: &str, role: &str, mut fields: Value) {
    let info = fields.as_object_mut().unwrap();
    info.entry("time").or_insert(json!({ "created": 10 }));
    info.extend([
        ("id".to_owned(), id.into()),
        ("sessionID".to_owned(), ROOT.into()),
        ("role".to_owned(), role.into()),
    ]);
    bus(peer, "message.updated", json!({ "info": fields }));
}

fn part(peer: &mut Peer, message: &str, id: &str, mut fields: Value) {
    fields.as_object_mut().unwrap().extend([
        ("id".to_owned(), id.into()),
        ("sessionID".to_owned(), ROOT.into()),
        ("messageID".to_owned(), message.into()),
    ]);
    bus(peer, "message.part.updated", json!({ "part": fields }));
}

fn delta(peer: &mut Peer) {
    let delta = json!({ "sessionID": ROOT, "messageID": "msg_a", "partID": "prt_000000000001a", "field": "text", "delta": "a" });
    bus(peer, "message.part.delta", delta);
}

/// What the agent does after each of the frames: their names and payloads, and what is expected.
fn check(frames: &[(&str, Value, Activity, Option<&str>)]) {
    let mut peer = Peer::live(&WorkerVersion::V2);
    for (index, (kind, data, activity, line)) in frames.iter().enumerate() {
        let before = (
            peer.active().activity(),
            peer.active().status_line().map(str::to_owned),
        );
        told(&mut peer, kind, data);
        let session = peer.active();
        assert_eq!(
            (session.activity(), session.status_line()),
            (*activity, *line),
            "{index} {kind}"
        );
        let key = Change::Session(session.key());
        let has_changed = before != (*activity, line.map(str::to_owned));
        assert!(
            !has_changed || peer.changes.contains(&key),
            "{index} {kind} is not named"
        );
    }
}

fn level(kind: &str) -> Value {
    json!({ "type": "session.status", "properties": { "sessionID": ROOT, "status": { "type": kind } } })
}

#[test]
fn a_run_is_told_from_the_machine_to_the_commit() {
    use Activity::{Committing, Finalizing, Idle, Preparing, Working};
    check(&[
        (
            "cloud.status",
            json!({ "cloudStatus": { "type": "preparing", "message": "Waking" } }),
            Preparing,
            Some("Waking"),
        ),
        (
            "preparing",
            json!({ "step": "clone", "message": "Cloning" }),
            Preparing,
            Some("Cloning"),
        ),
        (
            "cloud.status",
            json!({ "cloudStatus": { "type": "ready" } }),
            Idle,
            None,
        ),
        ("started", json!({}), Working, None),
        ("kilocode", level("busy"), Working, None),
        (
            "status",
            json!({ "message": "Thinking hard" }),
            Working,
            Some("Thinking hard"),
        ),
        ("kilocode", level("idle"), Finalizing, Some("Thinking hard")),
        (
            "autocommit_started",
            json!({ "message": "Committing" }),
            Committing,
            Some("Committing"),
        ),
        (
            "autocommit_completed",
            json!({ "success": true }),
            Finalizing,
            Some("Thinking hard"),
        ),
        (
            "cloud.status",
            json!({ "cloudStatus": { "type": "finalizing", "message": "Saving" } }),
            Finalizing,
            Some("Saving"),
        ),
        ("complete", json!({}), Idle, None),
    ]);
}

#[test]
fn an_agent_that_works_has_its_machine() {
    use Activity::{Idle, Preparing, Retrying, Working};
    let retry = json!({ "type": "session.status", "properties": { "sessionID": ROOT, "status": { "type": "retry", "attempt": 1, "message": "m", "next": 5 } } });
    check(&[
        ("started", json!({}), Working, None),
        (
            "preparing",
            json!({ "step": "clone", "message": "Cloning" }),
            Preparing,
            Some("Cloning"),
        ),
        ("kilocode", level("busy"), Working, None),
        ("kilocode", retry, Retrying, None),
        ("kilocode", level("busy"), Working, None),
        ("interrupted", json!({}), Idle, None),
    ]);
}

/// A step of a preparation: its name, how far it is, and what it has printed.
type Step = (&'static str, ToolStage, &'static str);

#[test]
fn a_preparation_is_told_step_by_step_in_either_form() {
    let attempt = |revision: u64, action: &str, fields: Value| {
        let mut news =
            json!({ "version": 2, "attemptId": "att_1", "revision": revision, "action": action });
        news.as_object_mut()
            .unwrap()
            .extend(fields.as_object().unwrap().clone());
        news
    };
    let cases: [(&str, Vec<Value>, ToolStage, &[Step]); 4] = [
        (
            "the first form",
            vec![json!({ "step": "clone" }), json!({ "step": "install" })],
            ToolStage::Running,
            &[
                ("clone", ToolStage::Done, ""),
                ("install", ToolStage::Running, ""),
            ],
        ),
        (
            "the first form to its end",
            vec![json!({ "step": "clone" }), json!({ "step": "failed" })],
            ToolStage::Failed,
            &[("clone", ToolStage::Failed, "")],
        ),
        (
            "the second form, of which older news comes late",
            vec![
                attempt(1, "attempt_started", json!({})),
                attempt(2, "step_started", json!({ "stepId": "s" })),
                attempt(3, "step_output", json!({ "stepId": "s", "output": "a" })),
                attempt(4, "step_output", json!({ "stepId": "s", "output": "b" })),
                attempt(5, "step_completed", json!({ "stepId": "s" })),
                attempt(3, "step_output", json!({ "stepId": "s", "output": "a" })),
                attempt(6, "attempt_completed", json!({})),
            ],
            ToolStage::Done,
            &[("s", ToolStage::Done, "ab")],
        ),
        (
            "whoever joins late",
            vec![
                attempt(9, "attempt_snapshot", json!({ "status": "running" })),
                attempt(
                    9,
                    "step_snapshot",
                    json!({ "stepId": "s", "status": "completed", "output": "ab" }),
                ),
            ],
            ToolStage::Running,
            &[("s", ToolStage::Done, "ab")],
        ),
    ];
    for (name, news, stage, steps) in cases {
        let mut peer = Peer::live(&WorkerVersion::V2);
        for news in news {
            told(&mut peer, "preparing", &news);
        }
        let preparation = peer.active().preparation().expect(name);
        assert_eq!(preparation.stage, stage, "{name}");
        let told: Vec<_> = preparation
            .steps
            .iter()
            .map(|step| (step.id.as_str(), step.stage, step.output.as_str()))
            .collect();
        assert_eq!(told, steps, "{name}");
    }
}

#[test]
fn condensing_is_something_that_an_agent_does() {
    let mut peer = Peer::running(&WorkerVersion::V2);
    status(&mut peer, "busy");
    message(&mut peer, "msg_u", "user", json!({}));
    part(
        &mut peer,
        "msg_u",
        "prt_000000000001u",
        json!({ "type": "compaction", "auto": false }),
    );
    assert_eq!(peer.active().activity(), Activity::Compacting);
    message(
        &mut peer,
        "msg_a",
        "assistant",
        json!({ "parentID": "msg_u", "summary": true }),
    );
    assert_eq!(peer.active().activity(), Activity::Compacting);
    let ended =
        json!({ "parentID": "msg_u", "summary": true, "time": { "created": 10, "completed": 20 } });
    message(&mut peer, "msg_a", "assistant", ended);
    assert_eq!(peer.active().activity(), Activity::Working);
}

/// What the stream says when it has caught up, and whether the session streams then.
fn caught_up(peer: &mut Peer, connected: Value) -> bool {
    told(peer, "connected", &connected);
    peer.active().is_streaming()
}

#[test]
fn a_missed_end_does_not_look_running_for_ever() {
    let idle = json!({ "sessionStatus": { "type": "idle" } });
    let finalizing =
        json!({ "sessionStatus": { "type": "idle" }, "cloudStatus": { "type": "finalizing" } });
    let busy = json!({ "sessionStatus": { "type": "busy" } });
    let active = json!({ "activeMessageId": "msg_u" });
    let cases = [
        (json!({}), true),
        (idle.clone(), false),
        (finalizing, true),
        (busy.clone(), true),
    ];
    for (connected, is_streaming) in cases {
        let mut peer = Peer::running(&WorkerVersion::V2);
        status(&mut peer, "busy");
        assert_eq!(
            caught_up(&mut peer, connected.clone()),
            is_streaming,
            "{connected}"
        );
    }
    for (connected, is_streaming) in [
        (json!({}), false),
        (idle.clone(), false),
        (busy, true),
        (active, true),
    ] {
        let mut peer = Peer::live(&WorkerVersion::V2);
        assert_eq!(
            caught_up(&mut peer, connected.clone()),
            is_streaming,
            "{connected}"
        );
    }
    // It is not numbered, so it may come late or again.
    let mut peer = Peer::running(&WorkerVersion::V2);
    told(&mut peer, "complete", &json!({}));
    let busy = json!({ "sessionStatus": { "type": "busy" } });
    assert!(!caught_up(&mut peer, busy));
    status(&mut peer, "busy");
    assert!(caught_up(&mut peer, idle.clone()));
    // The same for the first generation.
    let mut peer = Peer::running(&WorkerVersion::V1);
    assert!(!caught_up(&mut peer, idle));
}

#[test]
fn a_stream_that_is_joined_in_the_middle_of_an_answer_streams() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    message(&mut peer, "msg_a", "assistant", json!({}));
    assert!(!peer.active().is_streaming());
    delta(&mut peer);
    assert!(peer.active().is_streaming());
    // Nothing said that a run had begun, so idleness is its end.
    status(&mut peer, "idle");
    assert!(!peer.active().is_streaming());
    delta(&mut peer);
    assert!(!peer.active().is_streaming());
}

#[test]
fn a_reconnect_to_a_session_that_went_idle_never_shows_streaming() {
    let mut peer = Peer::running(&WorkerVersion::V2);
    status(&mut peer, "busy");
    let stream = peer.stream();
    let reason = String::new();
    peer.link(stream, Link::Closed { code: 1006, reason });
    assert!(!peer.active().is_streaming());
    let timer: Option<Timer> = peer.effects.iter().rev().find_map(|effect| match effect {
        Effect::SetTimer { timer, .. } => Some(*timer),
        _ => None,
    });
    peer.input(Input::Timer(timer.unwrap()));
    assert!(!peer.active().is_streaming());
    assert!(!caught_up(
        &mut peer,
        json!({ "sessionStatus": { "type": "idle" } })
    ));
}

#[test]
fn words_are_paused_while_their_connection_is_lost() {
    for version in [WorkerVersion::V1, WorkerVersion::V2] {
        let mut peer = Peer::running(&version);
        let last = |peer: &Peer| drawn(peer.active()).pop().unwrap_or_default();
        let mut events = (1..).zip(Recording::read(version.clone(), "chat").events);
        while !last(&peer).ends_with('…') {
            let (number, event) = events.next().unwrap();
            peer.frames([&frame(SESSION, number, "kilocode", &event)]);
        }
        let growing = last(&peer);
        let stream = peer.stream();
        let reason = String::new();
        peer.link(stream, Link::Closed { code: 1006, reason });
        assert_eq!(last(&peer), format!("{growing} (paused)"));
        assert!(!peer.active().is_streaming());

        let timer = peer.effects.iter().rev().find_map(|effect| match effect {
            Effect::SetTimer { timer, .. } => Some(*timer),
            _ => None,
        });
        peer.input(Input::Timer(timer.unwrap()));
        peer.frames([&frame(SESSION, 0, "heartbeat", &json!({}))]);
        assert_eq!(last(&peer), growing);
        peer.frames([&frame(SESSION, 0, "interrupted", &json!({}))]);
        assert!(!last(&peer).contains('…'), "{}", last(&peer));
    }
}

#[test]
fn a_failed_turn_is_the_end_of_its_run() {
    for (reason, is_streaming) in [("completed", true), ("interrupted", true), ("error", false)] {
        let mut peer = Peer::running(&WorkerVersion::V2);
        bus(&mut peer, "session.turn.open", json!({ "sessionID": ROOT }));
        bus(
            &mut peer,
            "session.turn.close",
            json!({ "sessionID": ROOT, "reason": reason }),
        );
        assert_eq!(peer.active().is_streaming(), is_streaming, "{reason}");
    }
}

/// The files that were changed, as path, additions and deletions.
fn changed(session: &AnySession) -> Vec<(String, u64, u64)> {
    let files = session.changed_files().into_iter();
    files
        .map(|file| (file.path.into_owned(), file.additions, file.deletions))
        .collect()
}

/// The files that the only turn of a V2 session has changed.
fn changed_in_turn(peer: &Peer) -> Vec<(String, u64, u64)> {
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is of the second generation")
    };
    let transcript = session.transcript();
    let turn = transcript.turns(ThreadId::ROOT).next().unwrap();
    let files = transcript.turn_changes(turn).into_iter();
    files
        .map(|file| (file.path.into_owned(), file.additions, file.deletions))
        .collect()
}

#[test]
fn a_turn_without_a_sum_tells_what_its_tools_and_steps_have_changed() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    message(&mut peer, "msg_1", "user", json!({}));
    let words = json!({ "type": "text", "text": "Tidy up" });
    let answer = json!({ "parentID": "msg_1", "path": { "cwd": "/work" } });
    message(&mut peer, "msg_2", "assistant", answer);
    let diff = |added: u64| json!({ "file": "/work/a", "additions": added, "deletions": 1 });
    let edit = |added: u64| {
        json!({ "type": "tool", "tool": "edit", "callID": "c", "state": {
        "status": "completed", "input": {}, "metadata": { "filediff": diff(added) } } })
    };
    let patch = json!({ "type": "patch", "files": ["/work/a", "/work/b"] });
    for (id, message, mut part) in [
        ("prt_1", "msg_1", words),
        ("prt_2", "msg_2", edit(2)),
        ("prt_3", "msg_2", edit(3)),
        ("prt_4", "msg_2", patch),
    ] {
        part["id"] = json!(id);
        part["messageID"] = json!(message);
        part["sessionID"] = json!(ROOT);
        bus(&mut peer, "message.part.updated", json!({ "part": part }));
    }
    let expected = [("a".to_owned(), 5, 2), ("b".to_owned(), 0, 0)];
    assert_eq!(changed_in_turn(&peer), expected);
    let diffs =
        json!({ "summary": { "diffs": [{ "file": "a", "additions": 4, "deletions": 1 }] } });
    message(&mut peer, "msg_1", "user", diffs);
    assert_eq!(changed_in_turn(&peer), [("a".to_owned(), 4, 1)]);
}

#[test]
fn changed_files_are_summed_up_by_turns_unless_the_agent_does_it() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    let diffs = |files: &[(&str, u64)]| {
        let diffs = files.iter().map(
            |(file, additions)| json!({ "file": file, "additions": additions, "deletions": 1 }),
        );
        json!({ "summary": { "diffs": diffs.collect::<Vec<_>>() } })
    };
    message(&mut peer, "msg_1", "user", diffs(&[("a", 1), ("b", 2)]));
    message(&mut peer, "msg_2", "user", diffs(&[("a", 10)]));
    let expected = [("a".to_owned(), 11, 2), ("b".to_owned(), 2, 1)];
    assert_eq!(changed(peer.active()), expected);
    bus(
        &mut peer,
        "session.diff",
        json!({ "sessionID": ROOT, "diff": [] }),
    );
    assert_eq!(changed(peer.active()), expected);
    bus(
        &mut peer,
        "session.diff",
        json!({ "sessionID": ROOT, "diff": [{ "file": "a", "additions": 9, "deletions": 0 }] }),
    );
    assert_eq!(changed(peer.active()), [("a".to_owned(), 9, 0)]);
    // What a child changes is in its root's sum.
    bus(
        &mut peer,
        "session.diff",
        json!({ "sessionID": "ses_child", "diff": [{ "file": "c" }] }),
    );
    assert_eq!(changed(peer.active()), [("a".to_owned(), 9, 0)]);
}

#[test]
fn suggestions_stay_until_they_are_settled_or_the_person_goes_on() {
    let suggestion = |id: &str| json!({ "id": id, "sessionID": ROOT, "text": "Test?", "actions": [{ "label": "Yes", "prompt": "Test it" }] });
    let open = |peer: &Peer| -> Vec<String> {
        let suggestions = peer.active().suggestions().iter();
        suggestions
            .map(|suggestion| suggestion.id.to_string())
            .collect()
    };
    let mut peer = Peer::running(&WorkerVersion::V2);
    bus(&mut peer, "suggestion.shown", suggestion("sug_1"));
    bus(&mut peer, "suggestion.shown", suggestion("sug_2"));
    assert_eq!(open(&peer), ["sug_1", "sug_2"]);
    bus(
        &mut peer,
        "suggestion.dismissed",
        json!({ "sessionID": ROOT, "requestID": "sug_1" }),
    );
    bus(&mut peer, "suggestion.shown", suggestion("sug_1"));
    assert_eq!(open(&peer), ["sug_2"]);
    peer.send("Go on");
    assert_eq!(open(&peer), [""; 0]);
    bus(&mut peer, "suggestion.shown", suggestion("sug_2"));
    assert_eq!(open(&peer), [""; 0]);
}

/// A change that comes a thousand times in one step is named once.
#[test]
fn a_long_history_names_each_of_its_changes_once() {
    use session_model::History;
    let mut peer = Peer::new();
    peer.input(Input::Open);
    let row = crate::peer::row(
        "agent_old",
        &WorkerVersion::V2,
        Some("2026-11-22T11:00:00Z"),
    );
    peer.load(json!({ "id": "p1", "title": "T", "sessions": [row] }));
    let session = peer.project.sessions()[0].key();
    peer.input(Input::Expand(session));
    let messages: Vec<_> = (0..10_000_u64)
        .map(|index| {
            let role = if index.is_multiple_of(2) { "user" } else { "assistant" };
            let (id, part) = (format!("msg_{index}"), format!("prt_{index:012x}a"));
            let message = json!({
                "info": { "id": id, "sessionID": ROOT, "role": role, "time": { "created": index } },
                "parts": [{ "id": part, "sessionID": ROOT, "messageID": id, "type": "text", "text": "x" }],
            });
            serde_json::from_value(message).unwrap()
        })
        .collect();
    let result = Ok(History::V2(messages));
    peer.input(Input::HistoryLoaded { session, result });
    let unique: std::collections::HashSet<_> = peer.changes.iter().collect();
    assert_eq!(unique.len(), peer.changes.len());
    assert!(unique.len() > 10_000, "{}", unique.len());
}
