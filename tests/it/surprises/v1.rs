//! What agents of the first generation do that nobody would expect, in the reference's order.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use session_wire::v1::Say;
use tests::Recording;

use super::{V1, extend, folded, has, play};
use crate::drawn::drawn;

#[test]
fn a_v1_time_is_no_unique_key() {
    let events = Recording::shape(&V1, "command-output");
    let times = |kind: &str| -> Vec<&Value> {
        let own = events
            .iter()
            .filter(|event| event[kind] == "command_output");
        own.map(|event| &event["timestamp"]).collect()
    };
    assert!(times("ask").iter().any(|time| times("say").contains(time)));
    let peer = folded(&V1, &events);
    let messages = peer.messages(0);
    let both = messages.as_array().unwrap().iter().filter(|message| {
        times("say").contains(&&message["timestamp"])
            && times("ask").contains(&&message["timestamp"])
    });
    assert!(both.count() > 1);
}

#[test]
fn a_v1_list_that_shrinks_and_grows_again_doubles_nothing() {
    let events = Recording::shape(&V1, "cancel");
    let mut most = 0;
    let peer = play(&V1, &events, |_, peer| {
        most = most.max(drawn(peer.active()).len());
    });
    let rows = drawn(peer.active());
    assert_eq!(
        rows.iter().filter(|row| row.starts_with("user: ")).count(),
        1
    );
    assert_eq!(rows.len(), most);
}

#[test]
fn a_v1_partial_that_is_not_the_last_has_ended() {
    let events = Recording::shape(&V1, "cancel");
    let left = |messages: &Value| {
        let messages = messages.as_array().unwrap();
        let (_, above) = messages.split_last().unwrap();
        above
            .iter()
            .filter(|message| message["partial"] == true)
            .count()
    };
    let peer = folded(&V1, &events);
    assert!(left(&peer.messages(0)) > 0);
    let rows = drawn(peer.active());
    let growing = rows.iter().rev().skip(1).filter(|row| row.ends_with('…'));
    assert_eq!(growing.count(), 0);
}

#[test]
fn a_v1_message_that_is_sent_again_alike_changes_nothing() {
    let mut last = Value::Null;
    let mut repeats = 0;
    play(&V1, &Recording::read(V1, "chat").events, |event, peer| {
        if *event == last {
            repeats += 1;
            assert_eq!(peer.changes, []);
        }
        last = event.clone();
    });
    assert!(repeats > 0);
}

#[test]
fn a_v1_request_is_rewritten_in_place_and_not_drawn() {
    let events = Recording::read(V1, "tools").events;
    let requests = events
        .iter()
        .filter(|event| event["say"] == "api_req_started");
    let peer = folded(&V1, &events);
    let messages = peer.messages(0);
    let kept = messages
        .as_array()
        .unwrap()
        .iter()
        .filter(|message| message["say"] == "api_req_started");
    assert!(kept.clone().count() < requests.count());
    assert!(
        kept.clone()
            .all(|message| message["metadata"]["cost"].is_number())
    );
    assert!(!has(&drawn(peer.active()), "unknown api_req_started"));
}

#[test]
fn a_v1_task_begins_with_the_persons_words() {
    let peer = folded(&V1, &Recording::read(V1, "chat").events);
    assert_eq!(
        drawn(peer.active())[0],
        "user: Can you explain Markdown to me?"
    );
}

#[test]
fn a_v1_countdown_is_one_message() {
    let events = Recording::shape(&V1, "countdown");
    let delayed = |event: &&Value| event["say"] == "api_req_retry_delayed";
    let times: BTreeSet<String> = events
        .iter()
        .filter(delayed)
        .map(|event| event["timestamp"].to_string())
        .collect();
    assert!(events.iter().filter(delayed).count() > times.len());
    let messages = folded(&V1, &events).messages(0);
    assert_eq!(
        messages.as_array().unwrap().iter().filter(delayed).count(),
        times.len()
    );
}

/// Plays lines, and keeps what the last row has looked like, change by change.
fn last_rows(events: &[Value], of: impl Fn(&str) -> bool) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    play(&V1, events, |_, peer| {
        let last = drawn(peer.active()).pop().unwrap_or_default();
        if of(&last) && seen.last() != Some(&last) {
            seen.push(last);
        }
    });
    seen
}

fn said(kind: &str, ts: u64, fields: Value) -> Value {
    let asks = ["followup", "use_mcp_server", "tool"].contains(&kind);
    let name = if asks { "ask" } else { "say" };
    let mut line = json!({ "timestamp": ts, "source": "extension", "type": name, name: kind });
    extend(&mut line, fields);
    line
}

#[test]
fn a_v1_payload_that_grows_is_replaced_as_a_whole() {
    let events = Recording::read(V1, "tools").events;
    let lists = |name: &str| {
        let named = |event: &&Value| event["metadata"]["tool"] == *name;
        events.iter().filter(named).count()
    };
    assert!(lists("listFilesTopLevel") > 0 && lists("listFilesRecursive") > 0);
    let seen = last_rows(&events, |row| row.starts_with("context 1 list"));
    assert_eq!(seen[0], "context 1 list running");
    // One tool, whatever its program calls it first.
    let messages = folded(&V1, &events).messages(0);
    let tools = messages.as_array().unwrap().iter();
    let names = tools.filter_map(|message| message["metadata"]["tool"].as_str());
    let lists: Vec<&str> = names.filter(|name| name.starts_with("list")).collect();
    assert_eq!(lists, ["listFilesRecursive"]);
}

#[test]
fn a_v1_question_is_plain_words_until_it_is_an_object() {
    let events = Recording::read(V1, "followup").events;
    let seen = last_rows(&events, |row| row.starts_with("followup"));
    let open = seen
        .iter()
        .position(|row| row.starts_with("followup (open): "));
    let (growing, asked) = seen.split_at(open.unwrap());
    assert!(growing.len() > 3);
    let is_plain = |row: &String| row.ends_with(" []");
    assert!(growing.iter().all(is_plain), "{growing:?}");
    assert!(!asked.iter().any(is_plain), "{asked:?}");
    assert!(!asked[0].contains('{'), "{asked:?}");
}

#[test]
fn a_v1_answer_is_said_once_though_the_end_is_asked_for_too() {
    for (name, is_renewed) in [("tools", false), ("cline", true)] {
        let events = match name {
            "tools" => Recording::read(V1, name).events,
            name => Recording::shape(&V1, name),
        };
        let finals = events
            .iter()
            .filter(|event| event["say"] == "completion_result");
        let times: BTreeSet<u64> = finals
            .map(|event| event["timestamp"].as_u64().unwrap())
            .collect();
        // Cline gives the whole answer a time of its own.
        assert_eq!(times.len() > 1, is_renewed, "{name}");
        let asked = |event: &Value| event["ask"] == "completion_result";
        assert!(events.iter().any(asked), "{name}");
        let peer = folded(&V1, &events);
        let rows = drawn(peer.active());
        let answers = rows.iter().filter(|row| row.starts_with("completion:"));
        assert_eq!(answers.count(), 1, "{name}: {rows:?}");
        assert!(!has(&rows, "unknown"), "{name}: {rows:?}");
        assert!(
            rows.iter().all(|row| !row.ends_with('…')),
            "{name}: {rows:?}"
        );
    }
}

#[test]
fn a_v1_commands_output_is_drawn_with_it_and_asks_the_person_nothing() {
    for (name, asks) in [("cline", 1), ("cancel", 8), ("command-output", 2)] {
        let events = Recording::shape(&V1, name);
        let asked: BTreeSet<String> = events
            .iter()
            .filter(|event| event["ask"] == "command_output")
            .map(|event| event["timestamp"].to_string())
            .collect();
        assert!(asked.len() >= asks, "{name}: {}", asked.len());
        let mut ran = false;
        let peer = play(&V1, &events, |_, peer| {
            ran |= drawn(peer.active())
                .iter()
                .any(|row| row.starts_with("command") && row.ends_with("running"));
            assert!(peer.active().prompts().is_empty());
        });
        assert!(ran, "{name}");
        let rows = drawn(peer.active());
        let commands: Vec<&String> = rows
            .iter()
            .filter(|row| row.starts_with("command"))
            .collect();
        assert!(!commands.is_empty(), "{name}");
        for command in commands {
            assert!(command.contains(" output: "), "{name}: {command}");
            assert!(!command.ends_with("running"), "{name}: {command}");
        }
        assert!(!has(&rows, "output:"), "{name}: {rows:?}");
    }
}

#[test]
fn a_v1_tool_that_needed_no_permission_is_drawn_as_any_other() {
    let asked = Recording::read(V1, "tools").events;
    let answered = |event: &Value| event["ask"] == "tool" && event["isAnswered"] == true;
    assert!(asked.iter().any(answered));
    let stated = Recording::shape(&V1, "cline");
    assert!(stated.iter().any(|event| event["say"] == "tool"));
    assert!(!stated.iter().any(|event| event["ask"] == "tool"));
    for events in [asked, stated] {
        let rows = drawn(folded(&V1, &events).active());
        assert!(has(&rows, "context "), "{rows:?}");
        assert!(has(&rows, "tool newFileCreated"), "{rows:?}");
        assert!(!rows.iter().any(|row| row.ends_with("running")), "{rows:?}");
    }
}

#[test]
fn a_v1_task_list_is_one_row_wherever_its_program_keeps_it() {
    let of_roo = Recording::read(V1, "tools").events;
    let of_cline = Recording::shape(&V1, "cline");
    let told = |event: &&Value| event["say"] == Say::TaskProgress.as_str();
    let told: Vec<String> = of_cline
        .iter()
        .filter(told)
        .map(|event| event["content"].to_string())
        .collect();
    // It is said again after each tool, mostly unchanged.
    assert!(told.windows(2).any(|pair| pair[0] == pair[1]));
    for (events, done) in [(of_roo, "completed"), (of_cline, "completed")] {
        let peer = folded(&V1, &events);
        let session_model::AnySession::V1(session) = peer.active() else {
            panic!("the session is V1")
        };
        let todos = session.transcript().todos();
        assert_eq!(todos.len(), 3);
        let states = todos.iter().filter_map(|todo| todo.status.as_ref());
        assert!(states.into_iter().all(|status| status.as_str() == done));
    }
}

#[test]
fn a_v1_server_is_called_and_answers_with_pictures() {
    let picture = "data:image/png;base64,iVBORw0KGgo=";
    let call = json!({ "metadata": { "serverName": "pixel", "type": "use_mcp_tool", "toolName": "draw", "arguments": "{}" }, "partial": false });
    let answer = json!({ "content": "Here it is.", "images": [picture] });
    let events = [
        said("text", 1, json!({ "content": "Draw a pixel." })),
        said("use_mcp_server", 2, call),
        said("mcp_server_request_started", 3, json!({})),
        said("mcp_server_response", 4, answer),
    ];
    let seen = last_rows(&events, |row| row.starts_with("mcp"));
    assert_eq!(seen[0], "mcp pixel draw running");
    let rows = drawn(folded(&V1, &events).active());
    assert_eq!(
        rows[1..],
        ["mcp pixel draw", "answer: Here it is. 1"],
        "{rows:?}"
    );
}

#[test]
fn v1_thoughts_are_said_before_the_words_and_tags_stay_words() {
    let rows = drawn(folded(&V1, &Recording::shape(&V1, "cline-reasoning")).active());
    let thought = rows.iter().position(|row| row.starts_with("reasoning:"));
    let answer = rows.iter().position(|row| row.starts_with("completion:"));
    assert!(thought.unwrap() < answer.unwrap(), "{rows:?}");
    let tagged = "<thinking>Hm.</thinking> Yes.";
    let events = [
        said("text", 1, json!({ "content": "Sure?" })),
        said("text", 2, json!({ "content": tagged })),
    ];
    let rows = drawn(folded(&V1, &events).active());
    assert_eq!(rows[1], format!("text: {tagged}"));
}
