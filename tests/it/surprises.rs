//! What real agents do that nobody would expect, on what they really sent, in the reference's order.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use session_model::{
    AnySession, CallError, CallErrorKind, Change, Effect, Growth, HistoryState, Input, Life,
    ThreadId, v2,
};
use session_wire::call::{Failure, Success, WorkerVersion};
use session_wire::v2::{PartBody, SessionStatus, StoredMessage, ToolStatus};
use tests::{Recording, frame};

use crate::drawn::drawn;
use crate::peer::{Peer, SESSION, row};

mod v1;

const V1: WorkerVersion = WorkerVersion::V1;
const V2: WorkerVersion = WorkerVersion::V2;

fn recorded(name: &str) -> Vec<Value> {
    Recording::read(V2, name).events
}

fn shape(name: &str) -> Vec<Value> {
    Recording::shape(&V2, name)
}

/// Feeds events one by one; after each, what there is to see can be looked at.
fn play(version: &WorkerVersion, events: &[Value], mut look: impl FnMut(&Value, &Peer)) -> Peer {
    let mut peer = match version {
        // No event of its own says that a run of the first generation has begun.
        WorkerVersion::V1 => Peer::running(version),
        _ => Peer::live(version),
    };
    for (event, id) in events.iter().zip(1..) {
        peer.frames([&frame(SESSION, id, "kilocode", event)]);
        look(event, &peer);
    }
    let dropped = match peer.active() {
        AnySession::V1(session) => session.dropped(),
        AnySession::V2(session) => session.dropped(),
    };
    assert_eq!(dropped.map(|dropped| dropped.count), Some(0));
    peer
}

fn folded(version: &WorkerVersion, events: &[Value]) -> Peer {
    play(version, events, |_, _| {})
}

fn transcript(peer: &Peer) -> &v2::Transcript {
    match peer.active() {
        AnySession::V2(session) => session.transcript(),
        AnySession::V1(_) => panic!("the session is V2"),
    }
}

/// The rows of the conversation, those of a group one by one.
fn v2_rows(peer: &Peer) -> Vec<v2::Row<'_>> {
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    let transcript = session.transcript();
    let turns = transcript.turns(ThreadId::ROOT);
    turns
        .flat_map(|turn| &transcript.turn(turn).unwrap().rows)
        .flat_map(|row| match transcript.members(*row) {
            [] => std::slice::from_ref(row),
            members => members,
        })
        .filter_map(|row| session.row(*row))
        .collect()
}

/// The parts that are stored, of all messages.
fn parts(peer: &Peer) -> Vec<PartBody> {
    let messages = transcript(peer).stored(ThreadId::ROOT).into_iter();
    let parts = messages.flat_map(|message| message.parts);
    parts.map(|part| part.body).collect()
}

fn tools(peer: &Peer) -> Vec<session_wire::v2::ToolPart> {
    let parts = parts(peer).into_iter();
    parts
        .filter_map(|body| match body {
            PartBody::Tool(tool) => Some(tool),
            _ => None,
        })
        .collect()
}

fn message(id: &str, role: &str, fields: Value) -> Value {
    let mut info =
        json!({ "id": id, "sessionID": "ses_root", "role": role, "time": { "created": 10 } });
    extend(&mut info, fields);
    json!({ "type": "message.updated", "properties": { "info": info } })
}

/// The only part of a message.
fn part(message: &str, fields: Value) -> Value {
    let mut part =
        json!({ "id": format!("prt_{message}"), "sessionID": "ses_root", "messageID": message });
    extend(&mut part, fields);
    json!({ "type": "message.part.updated", "properties": { "part": part } })
}

fn extend(into: &mut Value, fields: Value) {
    let (Value::Object(into), Value::Object(fields)) = (into, fields) else {
        panic!("both are objects")
    };
    into.extend(fields);
}

fn kind(event: &Value) -> &str {
    event["type"].as_str().unwrap_or_default()
}

fn is_part(event: &Value, kind_of_part: &str) -> bool {
    kind(event) == "message.part.updated" && event["properties"]["part"]["type"] == *kind_of_part
}

fn has(rows: &[String], begin: &str) -> bool {
    rows.iter().any(|row| row.starts_with(begin))
}

#[test]
fn who_joins_late_sees_deltas_of_parts_that_nobody_announced() {
    let events = recorded("chat");
    let first_delta = events
        .iter()
        .position(|event| kind(event) == "message.part.delta");
    let late = &events[first_delta.unwrap() + 20..];
    let peer = folded(&V2, late);
    let whole = folded(&V2, &events);
    // The end of each message and part brings the whole.
    assert_eq!(drawn(peer.active()).last(), drawn(whole.active()).last());
}

#[test]
fn a_prompt_is_updated_after_idle() {
    let mut events = recorded("edit");
    let summary = |event: &Value| event["properties"]["info"]["summary"].clone();
    let idle = events
        .iter()
        .position(|event| kind(event) == "session.idle")
        .unwrap();
    let of_prompt = |event: &Value| event["properties"]["info"]["role"] == "user";
    let late = events[idle..]
        .iter()
        .find(|event| of_prompt(event))
        .unwrap();
    let late = summary(late);
    assert_ne!(late["diffs"].as_array().map_or(0, Vec::len), 0);
    // Without the updates that said the same while the agent worked.
    let mut at = 0;
    events.retain(|event| {
        at += 1;
        at > idle || !of_prompt(event) || summary(event).is_null()
    });
    let mut before = Value::Null;
    let peer = play(&V2, &events, |event, peer| {
        if kind(event) == "session.idle" {
            before = peer.messages(0)[0]["info"]["summary"].clone();
        }
    });
    assert_eq!(before, Value::Null);
    assert_eq!(peer.messages(0)[0]["info"]["summary"], late);
}

#[test]
fn on_abort_the_content_comes_after_idle() {
    let mut idles = 0;
    let mut at_first_idle = 0;
    let peer = play(&V2, &recorded("abort"), |event, peer| {
        if kind(event) == "session.idle" {
            idles += 1;
            if idles == 1 {
                at_first_idle = peer.messages(0).to_string().len();
            }
        }
    });
    assert_eq!(idles, 2);
    assert!(peer.messages(0).to_string().len() > at_first_idle);
    let rows = drawn(peer.active());
    assert_eq!(rows.last().map(String::as_str), Some("interrupted"));
    assert_eq!(transcript(&peer).root().error(), None);
}

#[test]
fn busy_is_a_level_that_is_told_many_times() {
    let mut told = 0;
    play(&V2, &recorded("edit"), |event, peer| {
        if event["properties"]["status"]["type"] == "busy" {
            told += 1;
            assert!(peer.active().is_streaming());
            assert_eq!(peer.changes.is_empty(), told > 1, "{event}");
        }
    });
    assert!(told > 3);
}

#[test]
fn a_text_is_open_until_its_end_though_tools_follow_it() {
    let mut seen = false;
    play(&V2, &recorded("edit"), |_, peer| {
        let rows = v2_rows(peer);
        let open = rows.iter().position(|row| {
            matches!(
                row,
                v2::Row::Text {
                    growth: Growth::Growing,
                    ..
                }
            )
        });
        seen |= open.is_some_and(|at| at + 1 < rows.len());
    });
    assert!(seen);
}

#[test]
fn one_prompt_has_several_answers_in_one_turn() {
    let peer = folded(&V2, &recorded("edit"));
    let answers = transcript(&peer).stored(ThreadId::ROOT).len() - 1;
    assert!(answers > 3);
    assert_eq!(transcript(&peer).turns(ThreadId::ROOT).count(), 1);
}

#[test]
fn what_is_sent_twice_alike_changes_nothing() {
    let mut repeats = 0;
    for name in ["edit", "subagent", "todo"] {
        let mut last = [Value::Null, Value::Null];
        play(&V2, &recorded(name), |event, peer| {
            let properties = &event["properties"];
            let content = [properties["info"].clone(), properties["part"].clone()];
            if kind(event).starts_with("message.")
                && content == last
                && kind(event) != "message.part.delta"
            {
                repeats += 1;
                assert_eq!(peer.changes, [], "{event}");
            }
            last = content;
        });
    }
    assert!(repeats > 0);
}

#[test]
fn arrival_orders_events_and_their_own_ids_do_not() {
    let mut events = recorded("question");
    let expected = folded(&V2, &events).messages(0);
    for (event, number) in events.iter_mut().rev().zip(0..) {
        event["id"] = json!(format!("evt_{number:012x}"));
    }
    assert_eq!(folded(&V2, &events).messages(0), expected);
}

#[test]
fn a_batch_of_one_moment_changes_few_rows() {
    let recording = Recording::read(V2, "chat");
    let came: Vec<(u64, &Value)> = recording
        .times
        .iter()
        .copied()
        .zip(&recording.events)
        .collect();
    let (mut peer, mut id, mut most) = (Peer::live(&V2), 0, 0);
    for batch in came.chunk_by(|(one, _), (next, _)| one == next) {
        let mut parts = BTreeSet::new();
        let mut changed = BTreeSet::new();
        for (_, event) in batch {
            id += 1;
            peer.frames([&frame(SESSION, id, "kilocode", event)]);
            if kind(event) == "message.part.delta" {
                parts.insert(event["properties"]["partID"].to_string());
                changed.extend(peer.changes.iter().copied());
            }
        }
        let rows = changed
            .iter()
            .filter(|change| matches!(change, Change::Row(..)));
        assert!(rows.count() <= parts.len(), "{changed:?} for {parts:?}");
        most = most.max(batch.len());
    }
    assert!(most > 10, "{most}");
}

#[test]
fn events_of_no_meaning_are_passed_over() {
    let mut peer = folded(&V2, &recorded("todo"));
    for name in [
        "plugin.added",
        "catalog.updated",
        "server.heartbeat",
        "session.next.x",
    ] {
        let event = json!({ "type": name, "properties": { "sessionID": "ses_other" } });
        peer.frames([&frame(SESSION, 9_000, "kilocode", &event)]);
        assert_eq!(peer.changes, [], "{name}");
    }
}

#[test]
fn what_is_thought_grows_by_the_same_deltas_as_what_is_said() {
    let mut grown = 0;
    play(&V2, &recorded("reasoning"), |event, peer| {
        if kind(event) == "message.part.delta" {
            let rows = v2_rows(peer);
            grown += usize::from(matches!(
                rows.last(),
                Some(v2::Row::Reasoning {
                    growth: Growth::Growing,
                    ..
                })
            ));
        }
    });
    assert!(grown > 3);
}

#[test]
fn texts_are_never_trimmed_and_blank_ones_not_drawn() {
    let peer = folded(&V2, &shape("endings"));
    let texts = parts(&peer).into_iter().filter_map(|body| match body {
        PartBody::Text(text) => Some(text.text),
        _ => None,
    });
    let texts: Vec<String> = texts.collect();
    assert!(
        texts
            .iter()
            .any(|text| !text.is_empty() && text.trim().is_empty())
    );
    assert!(
        texts
            .iter()
            .any(|text| text.trim() != *text && !text.trim().is_empty())
    );
    for row in v2_rows(&peer) {
        if let v2::Row::Text { text, .. } = row {
            assert!(!text.trim().is_empty());
        }
    }
}

#[test]
fn half_a_text_that_is_said_again_is_not_drawn_twice() {
    let half = |peer: &Peer| {
        let rows = drawn(peer.active());
        rows.iter().filter(|row| row.starts_with("text:")).count()
    };
    let mut most = 0;
    let peer = play(&V2, &shape("broken-stream"), |_, peer| {
        most = most.max(half(peer));
    });
    assert_eq!((most, half(&peer)), (1, 1));
    let texts = parts(&peer)
        .into_iter()
        .filter(|body| matches!(body, PartBody::Text(_)));
    // The prompt's, the half one and the whole one are all kept.
    assert_eq!(texts.count(), 3);
}

#[test]
fn tags_of_thoughts_stay_words() {
    let tagged = "<think>Hm.</think>Yes.";
    let peer = folded(
        &V2,
        &[
            message("msg_a", "assistant", json!({})),
            part("msg_a", json!({ "type": "text", "text": tagged })),
        ],
    );
    assert_eq!(drawn(peer.active()), [format!("text: {tagged}")]);
}

#[test]
fn a_tools_name_may_change() {
    let mut names = Vec::new();
    let peer = play(&V2, &shape("tool-errors"), |event, _| {
        if is_part(event, "tool") {
            names.push(
                event["properties"]["part"]["tool"]
                    .as_str()
                    .unwrap()
                    .to_owned(),
            );
        }
    });
    assert!(names.iter().any(|name| name == "no_such_tool"));
    let tools = tools(&peer);
    assert!(tools.iter().all(|tool| tool.tool != "no_such_tool"));
    assert!(
        tools
            .iter()
            .any(|tool| tool.tool == "invalid" && tool.state.status == ToolStatus::Completed)
    );
}

#[test]
fn a_command_that_fails_or_is_stopped_has_completed() {
    let peer = folded(&V2, &shape("tool-errors"));
    let exit =
        |tool: &session_wire::v2::ToolPart| tool.state.metadata.as_ref()?.get("exit").cloned();
    assert!(tools(&peer).iter().any(|tool| {
        tool.state.status == ToolStatus::Completed && exit(tool) == Some(json!(3))
    }));
    let peer = folded(&V2, &shape("abort-tool"));
    assert_eq!(tools(&peer)[0].state.status, ToolStatus::Completed);
    assert!(has(&drawn(peer.active()), "interrupted"));
}

#[test]
fn a_commands_output_is_seen_while_it_runs() {
    let mut lengths = Vec::new();
    play(&V2, &shape("abort-tool"), |_, peer| {
        for tool in tools(peer) {
            let output = tool
                .state
                .metadata
                .as_ref()
                .and_then(|fields| fields.get("output"));
            if tool.state.status == ToolStatus::Running {
                lengths.push(output.and_then(Value::as_str).map_or(0, str::len));
            }
        }
    });
    assert!(lengths.last() > lengths.first());
}

#[test]
fn a_child_is_linked_from_the_first_run_of_its_tool_on() {
    let mut runs = 0;
    play(&V2, &recorded("subagent"), |event, peer| {
        let part = &event["properties"]["part"];
        if part["tool"] == "task" && part["state"]["metadata"]["sessionId"].is_string() {
            runs += 1;
            let linked = v2_rows(peer).into_iter().any(
                |row| matches!(row, v2::Row::Tool { tool, child: Some(_), .. } if tool.call_id.as_ref().is_some_and(|id| part["callID"] == *id.as_str())),
            );
            assert!(linked, "{event}");
        }
    });
    assert!(runs > 0);
}

#[test]
fn a_tools_title_may_be_empty_or_of_several_lines() {
    let title = |tool: &session_wire::v2::ToolPart| tool.state.title.clone();
    let of_captures = [recorded("edit"), shape("shell"), shape("parallel")].concat();
    let told = of_captures
        .iter()
        .filter(|event| event["properties"]["part"]["state"]["title"] == "");
    assert!(told.count() > 0);
    let named = folded(&V2, &of_captures);
    assert!(
        tools(&named)
            .iter()
            .any(|tool| title(tool).as_deref() == Some(""))
    );
    let lines = "Success. Updated the following files:\nM src/count.js\n";
    let state = json!({ "status": "completed", "input": {}, "output": lines, "title": lines });
    let patch =
        json!({ "type": "tool", "callID": "call_1", "tool": "apply_patch", "state": state });
    let peer = folded(
        &V2,
        &[
            message("msg_a", "assistant", json!({})),
            part("msg_a", patch),
        ],
    );
    assert_eq!(title(&tools(&peer)[0]).as_deref(), Some(lines));
    assert_eq!(drawn(peer.active()), ["tool apply_patch completed"]);
}

#[test]
fn a_tool_may_run_without_having_waited() {
    let mut first = std::collections::BTreeMap::new();
    play(&V2, &shape("shell"), |event, _| {
        if is_part(event, "tool") {
            let part = &event["properties"]["part"];
            first
                .entry(part["id"].to_string())
                .or_insert_with(|| part["state"]["status"].clone());
        }
    });
    assert!(first.values().any(|status| status == "running"));
    let peer = folded(&V2, &shape("shell"));
    assert!(
        tools(&peer)
            .iter()
            .all(|tool| tool.state.status == ToolStatus::Completed)
    );
}

#[test]
fn parallel_calls_stay_in_the_order_of_their_beginning() {
    let (mut begun, mut ended) = (Vec::new(), Vec::new());
    let peer = play(&V2, &shape("parallel"), |event, _| {
        let part = &event["properties"]["part"];
        if is_part(event, "tool") {
            let call = part["callID"].as_str().unwrap().to_owned();
            let has_ended = part["state"]["status"] == "completed";
            let calls = if has_ended { &mut ended } else { &mut begun };
            if !calls.contains(&call) {
                calls.push(call);
            }
        }
    });
    assert_ne!(begun, ended);
    let calls = tools(&peer).into_iter().filter_map(|tool| tool.call_id);
    assert_eq!(
        calls.map(|call| call.to_string()).collect::<Vec<_>>(),
        begun
    );
}

#[test]
fn permissions_are_asked_before_or_after_the_run_and_settled_once() {
    let (mut asked, mut most) = (0, 0);
    let peer = play(&V2, &shape("permissions"), |event, peer| {
        asked += usize::from(kind(event) == "permission.asked");
        most = most.max(peer.active().prompts().len());
    });
    assert!(asked > 2 && most > 0);
    assert!(peer.active().prompts().is_empty());
}

#[test]
fn an_abort_drops_what_was_asked() {
    let events = shape("permission-abort");
    assert!(
        !events
            .iter()
            .any(|event| kind(event) == "permission.replied")
    );
    let mut most = 0;
    let peer = play(&V2, &events, |_, peer| {
        most = most.max(peer.active().prompts().len());
    });
    assert_eq!((most, peer.active().prompts().len()), (1, 0));
}

#[test]
fn a_failure_is_told_once_whoever_carries_it() {
    let peer = folded(&V2, &recorded("error"));
    let rows = drawn(peer.active());
    assert_eq!(
        rows.iter().filter(|row| row.starts_with("failed")).count(),
        1
    );
    assert_eq!(transcript(&peer).root().error(), None);
    // A model that does not exist fails without an answer that could say so.
    let peer = folded(&V2, &shape("no-model"));
    assert!(!has(&drawn(peer.active()), "failed"));
    assert!(transcript(&peer).root().error().is_some());
}

#[test]
fn a_retry_is_a_level_and_no_part() {
    let mut retries = 0;
    let peer = play(&V2, &shape("retry"), |event, peer| {
        if event["properties"]["status"]["type"] == "retry" {
            retries += 1;
            let status = transcript(peer).root().status();
            assert!(matches!(
                status,
                Some(SessionStatus::Retry { attempt: 1.., .. })
            ));
            assert!(peer.active().is_streaming());
        }
    });
    assert!(retries > 0);
    assert!(
        !parts(&peer)
            .iter()
            .any(|body| matches!(body, PartBody::Retry(_)))
    );
    assert!(!has(&drawn(peer.active()), "failed"));
}

#[test]
fn a_full_context_is_condensed_and_the_answer_does_not_fail() {
    let peer = folded(&V2, &shape("overflow"));
    let rows = drawn(peer.active());
    assert!(has(&rows, "compaction auto=true"), "{rows:?}");
    assert!(!has(&rows, "failed"), "{rows:?}");
}

#[test]
fn condensing_takes_nothing_away() {
    let mut before = Vec::new();
    let peer = play(&V2, &shape("compaction"), |event, peer| {
        if before.is_empty() && is_part(event, "compaction") {
            before = drawn(peer.active());
        }
    });
    let rows = drawn(peer.active());
    let kept = before
        .iter()
        .filter(|row| row.starts_with("user"))
        .all(|row| rows.contains(row));
    assert!(kept && before.len() > 2);
    assert!(has(&rows, "compaction auto=false") || has(&rows, "compaction auto=true"));
    // What the agent tells itself to go on with is not the person's.
    assert!(!has(&rows, "user: Continue if you have next steps"));
}

#[test]
fn what_was_reverted_is_hidden_and_goes_with_the_next_prompt() {
    let (mut hidden, mut removed) = (false, 0);
    play(&V2, &shape("revert"), |event, peer| {
        removed += usize::from(kind(event) == "message.removed");
        if event["properties"]["info"]["revert"].is_object() && removed == 0 {
            let users = |messages: &Value| {
                let messages = messages.as_array().unwrap().iter();
                messages
                    .filter(|message| message["info"]["role"] == "user")
                    .count()
            };
            let drawn = drawn(peer.active());
            let drawn = drawn.iter().filter(|row| row.starts_with("user")).count();
            assert!(drawn < users(&peer.messages(0)));
            hidden = true;
        }
    });
    assert!(hidden && removed > 0);
}

#[test]
fn of_prompts_that_were_sent_while_it_worked_an_agent_answers_the_last() {
    let prompt = |id: &str, created: u64, words: &str| {
        [
            message(id, "user", json!({ "time": { "created": created } })),
            part(id, json!({ "type": "text", "text": words })),
        ]
    };
    let told = |status: &str| {
        let properties = json!({ "sessionID": "ses_root", "status": { "type": status } });
        json!({ "type": "session.status", "properties": properties })
    };
    let answered = json!({ "parentID": "msg_2", "time": { "created": 30, "completed": 40 } });
    let events = [
        vec![told("busy")],
        prompt("msg_1", 10, "First").to_vec(),
        prompt("msg_2", 20, "Second").to_vec(),
        vec![
            message("msg_a", "assistant", answered),
            part(
                "msg_a",
                json!({ "type": "text", "text": "Both.", "time": { "start": 30, "end": 40 } }),
            ),
            told("idle"),
        ],
    ]
    .concat();
    let mut peer = folded(&V2, &events);
    peer.frames([&frame(SESSION, 9_000, "complete", &json!({}))]);
    assert_eq!(
        drawn(peer.active()),
        ["user: First", "user: Second", "text: Both."]
    );
    let turns: Vec<usize> = transcript(&peer)
        .turns(ThreadId::ROOT)
        .map(|turn| transcript(&peer).turn(turn).unwrap().rows.len())
        .collect();
    assert_eq!(turns, [1, 2]);
    assert!(!peer.active().is_streaming());
}

/// A program could not write down one of its own sessions, and answered with an error instead.
#[test]
fn messages_that_a_program_cannot_give_can_be_asked_for_again() {
    let answer = json!({ "error": { "message": "Expected string", "code": -32600, "data": { "code": "BAD_REQUEST", "httpStatus": 400 } } });
    let as_list = serde_json::from_value::<Success<Vec<StoredMessage>>>(answer.clone());
    assert!(as_list.is_err());
    let failure: Failure = serde_json::from_value(answer).unwrap();
    let error = CallError {
        kind: CallErrorKind::Unavailable,
        message: failure.error.message,
    };
    let mut peer = Peer::new();
    peer.input(Input::Open);
    let ended = row("agent_old", &V2, Some("2026-11-20T10:00:00Z"));
    peer.load(
        json!({ "id": "p1", "session_id": SESSION, "sessions": [ended, row(SESSION, &V2, None)] }),
    );
    let ended = peer.project.sessions()[0].key();
    for _ in 0..2 {
        peer.take_effects();
        peer.input(Input::Expand(ended));
        assert!(matches!(
            peer.take_effects()[..],
            [Effect::LoadHistory { .. }]
        ));
        peer.input(Input::HistoryLoaded {
            session: ended,
            result: Err(error.clone()),
        });
        let session = peer.project.session(ended).unwrap();
        let Life::Ended(HistoryState::Failed(told)) = session.life() else {
            panic!("{:?}", session.life())
        };
        assert_eq!(*told, error);
    }
}

#[test]
fn what_an_agent_says_in_the_persons_name_is_hidden() {
    let events = shape("shell");
    let synthetic = events
        .iter()
        .filter(|event| event["properties"]["part"]["synthetic"] == true);
    assert!(synthetic.count() > 0);
    for row in v2_rows(&folded(&V2, &events)) {
        if let v2::Row::User(user) = row {
            assert!(!user.texts.is_empty() || !user.files.is_empty());
            assert!(
                user.texts
                    .iter()
                    .all(|text| !text.contains("tool was executed by the user"))
            );
        }
    }
}

#[test]
fn two_sessions_on_one_stream_do_not_mix() {
    let events = shape("two-sessions");
    let peer = folded(&V2, &events);
    let transcript = transcript(&peer);
    assert_eq!(transcript.threads().count(), 2);
    for thread in transcript.threads() {
        let own = transcript.thread(thread).unwrap().session().unwrap();
        let stored = transcript.stored(thread);
        assert!(!stored.is_empty());
        assert!(
            stored
                .iter()
                .all(|message| message.info.session_id() == own)
        );
    }
}

#[test]
fn a_programs_heartbeat_fits_no_schema_and_changes_nothing() {
    let mut peer = folded(&V2, &recorded("todo"));
    for beat in [
        json!({ "type": "server.heartbeat" }),
        json!({ "type": "server.heartbeat", "properties": null }),
        json!({ "id": "evt_1", "type": "server.heartbeat", "properties": {} }),
        json!({ "payload": { "type": "server.heartbeat", "properties": {} } }),
    ] {
        peer.frames([&frame(SESSION, 9_000, "kilocode", &beat)]);
        assert_eq!(peer.changes, [], "{beat}");
    }
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    assert_eq!(session.dropped().unwrap().count, 0);
}

/// The declarations that the program still ships beside the real ones.
#[test]
fn events_of_outdated_declarations_are_read_as_the_real_ones_are() {
    let file =
        json!({ "file": "a.js", "before": "1", "after": "2", "additions": 1, "deletions": 1 });
    let summary = json!({ "summary": { "title": "T", "diffs": [file] } });
    let grown = |words: &str, delta: &str| {
        let mut event = part(
            "msg_a",
            json!({ "type": "text", "text": words, "time": { "start": 1 } }),
        );
        event["properties"]["delta"] = delta.into();
        event
    };
    let asked = json!({ "id": "per_1", "type": "bash", "sessionID": "ses_root", "messageID": "msg_a", "title": "ls", "metadata": {}, "time": { "created": 1 } });
    let events = [
        message("msg_u", "user", summary),
        message("msg_a", "assistant", json!({})),
        grown("He", "He"),
        grown("Hello", "llo"),
        json!({ "type": "permission.updated", "properties": asked }),
    ];
    // None of them names its session anywhere but inside of what it carries.
    assert!(
        events[..4]
            .iter()
            .all(|event| event["properties"]["sessionID"].is_null())
    );
    let peer = folded(&V2, &events);
    assert_eq!(drawn(peer.active()).last().unwrap(), "text: Hello");
    let stored = peer.messages(0);
    assert_eq!(stored[0]["info"]["summary"]["diffs"][0]["before"], "1");
    // What nobody sends any more asks nobody anything, and breaks nothing.
    assert!(peer.active().prompts().is_empty());
}

#[test]
fn what_is_declared_and_was_never_seen_is_drawn_or_passed_over() {
    let answer = |fields: Value| {
        let next = json!({ "sessionID": "ses_root", "timestamp": 1, "assistantMessageID": "msg_a", "textID": "t", "delta": "Hi" });
        let events = [
            message("msg_a", "assistant", fields),
            part("msg_a", json!({ "type": "snapshot", "snapshot": "abc" })),
            json!({ "type": "session.next.text.delta", "properties": next }),
        ];
        let peer = folded(&V2, &events);
        assert!(matches!(parts(&peer)[..], [PartBody::Snapshot(_)]));
        drawn(peer.active())
    };
    assert_eq!(answer(json!({})), ["checkpoint abc"]);
    for (name, data, told) in [
        (
            "ProviderAuthError",
            json!({ "providerID": "acme", "message": "No key" }),
            "No key",
        ),
        (
            "MessageOutputLengthError",
            json!({}),
            "MessageOutputLengthError",
        ),
        (
            "StructuredOutputError",
            json!({ "message": "No object", "retries": 2 }),
            "No object",
        ),
    ] {
        let error = json!({ "error": { "name": name, "data": data } });
        assert_eq!(
            answer(error),
            ["checkpoint abc".to_owned(), format!("failed: {told}")]
        );
    }
    let error = json!({ "name": "APIError", "data": { "message": "Busy", "isRetryable": true } });
    let retry = json!({ "type": "retry", "attempt": 2, "error": error, "time": { "created": 1 } });
    let tool = json!({ "type": "tool", "callID": "c", "tool": "bash", "metadata": { "new": 1 }, "state": { "status": "running", "input": {} } });
    for (fields, expected) in [(retry, "retry 2"), (tool, "tool bash running")] {
        let events = [
            message("msg_a", "assistant", json!({})),
            part("msg_a", fields.clone()),
        ];
        let peer = folded(&V2, &events);
        assert!(drawn(peer.active())[0].starts_with(expected), "{fields}");
        let stored = &peer.messages(0)[0]["parts"][0];
        for (name, value) in fields.as_object().unwrap() {
            assert_eq!(&stored[name], value, "{name}");
        }
    }
}

#[test]
fn an_older_programs_texts_come_whole_with_each_delta() {
    let events = shape("older");
    let is_delta = |event: &Value| event["properties"]["delta"].is_string();
    assert!(events.iter().any(is_delta));
    play(&V2, &events, |event, peer| {
        if is_delta(event) {
            let part = &event["properties"]["part"];
            let text = part["text"].as_str().unwrap();
            let shown = v2_rows(peer).into_iter().any(
                |row| matches!(row, v2::Row::Text { text: shown, .. } | v2::Row::Reasoning { text: shown, .. } if shown == text),
            );
            assert!(shown || text.trim().is_empty(), "{text:?}");
        }
    });
}

#[test]
fn an_event_and_its_twin_count_once() {
    let events = shape("twins");
    let alone: Vec<Value> = events
        .iter()
        .filter(|event| event["payload"]["type"] != "sync")
        .cloned()
        .collect();
    assert!(alone.len() < events.len());
    let (with, without) = (folded(&V2, &events), folded(&V2, &alone));
    assert_eq!(with.messages(0), without.messages(0));
    assert_ne!(with.messages(0), json!([]));
}

#[test]
fn a_transient_part_is_replaced_and_then_taken_back() {
    let lifecycle = |event: &Value| {
        event["properties"]["part"]["metadata"]["kilocode.lifecycle"] == "transient"
    };
    let events = shape("transient");
    let words: Vec<&str> = events
        .iter()
        .filter(|event| lifecycle(event))
        .filter_map(|event| event["properties"]["part"]["text"].as_str())
        .collect();
    assert!(words.len() > 1);
    let peer = folded(&V2, &events);
    assert!(parts(&peer).iter().all(|body| match body {
        PartBody::Text(text) => !words.contains(&text.text.as_str()),
        _ => true,
    }));
}
