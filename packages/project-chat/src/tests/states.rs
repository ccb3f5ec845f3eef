//! Every part, tool and message of both generations in every state, each as an outline.

use serde_json::{Value, json};

use super::fixture::Live;
use super::html::chat;
use super::outline::outline;
use super::unfolded::unfolded;

/// The table: what tools get and give, parts, errors, events and messages, as agents send them.
fn table() -> Value {
    serde_json::from_str(include_str!("states.json")).unwrap()
}

fn check(name: &str, text: &str) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("state_{name}"), text);
    });
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().unwrap().iter()
}

/// A session whose agent works on an answer, `msg_2`, to the person's `msg_1`.
fn working() -> Live {
    let mut live = Live::new("v2");
    live.begin();
    live.say(&message(&json!({ "id": "msg_1", "role": "user" })));
    live.say(&message(
        &json!({ "id": "msg_2", "role": "assistant", "parentID": "msg_1",
            "path": { "cwd": "/workspace", "root": "/workspace" } }),
    ));
    live
}

fn message(fields: &Value) -> Value {
    let mut info = fields.clone();
    info["sessionID"] = json!("ses_1");
    info["time"] = json!({ "created": 1_795_363_100_000_u64 });
    json!({ "id": "e", "type": "message.updated", "properties": { "info": info } })
}

fn say_part(live: &mut Live, message: &str, part: &Value) {
    let mut part = part.clone();
    // Whose it is, for the table alone.
    part.as_object_mut().unwrap().remove("of");
    part["id"] = json!("prt_1");
    say_own_part(live, message, part);
}

/// Says a part under an id of its own.
fn say_own_part(live: &mut Live, message: &str, mut part: Value) {
    part["sessionID"] = json!("ses_1");
    part["messageID"] = json!(message);
    live.say(&json!({ "id": "e", "type": "message.part.updated", "properties": { "part": part } }));
}

/// What a tool's use is like in each of its states.
fn states(tool: &Value) -> [(&'static str, Value); 5] {
    let time = json!({ "start": 1_795_369_995_000_u64, "end": 1_795_369_997_000_u64 });
    let begun = json!({ "start": 1_795_369_995_000_u64 });
    let mut completed = tool.clone();
    completed["status"] = json!("completed");
    completed["time"] = time.clone();
    [
        (
            "pending",
            json!({ "status": "pending", "input": {}, "raw": "" }),
        ),
        (
            "running",
            json!({ "status": "running", "input": tool["input"], "time": begun }),
        ),
        ("completed", completed),
        (
            "error",
            json!({ "status": "error", "input": tool["input"], "time": time,
                "error": "Error: the file system is read-only" }),
        ),
        (
            "interrupted",
            json!({ "status": "error", "input": tool["input"], "time": time,
                "error": "Tool execution aborted", "metadata": { "interrupted": true } }),
        ),
    ]
}

#[test]
fn tools_of_the_second_generation() {
    let table = table();
    for (name, tool) in table["tools"].as_object().unwrap() {
        let drawn = states(tool).map(|(state, told)| {
            let mut live = working();
            let part = json!({ "type": "tool", "callID": "c", "tool": name, "state": told });
            say_part(&mut live, "msg_2", &part);
            format!("# {state}\n{}", outline(&unfolded(live.project)))
        });
        check(&format!("v2_tool_{name}"), &drawn.join("\n"));
    }
}

#[test]
fn parts_of_the_second_generation() {
    let table = table();
    let drawn: Vec<_> = each(&table["parts"])
        .map(|part| {
            let mut live = working();
            let message = if part["of"] == "person" {
                "msg_1"
            } else {
                "msg_2"
            };
            say_part(&mut live, message, part);
            format!("# {part}\n{}", outline(&unfolded(live.project)))
        })
        .collect();
    check("v2_parts", &drawn.join("\n"));
}

#[test]
fn every_checkpoint_of_a_turn_of_the_second_generation() {
    let mut live = working();
    let saved = |name: &str| json!({ "type": "snapshot", "snapshot": name });
    let said =
        |text: &str| json!({ "type": "text", "text": text, "time": { "start": 1, "end": 2 } });
    let parts = [
        saved("9fd0a1b2c3d4e5f60718293a4b5c6d7e8f901234"),
        said("First the version."),
        saved("0b77c1d2e3f405162738495a6b7c8d9e0fa1b2c3"),
        said("Both are done."),
        saved("after"),
    ];
    for (number, mut part) in parts.into_iter().enumerate() {
        part["id"] = json!(format!("prt_{number}"));
        say_own_part(&mut live, "msg_2", part);
    }
    check("v2_checkpoints", &outline(&unfolded(live.project)));
}

#[test]
fn errors_of_the_second_generation() {
    let table = table();
    let drawn: Vec<_> = each(&table["errors"])
        .map(|error| {
            let mut live = working();
            live.say(&message(
                &json!({ "id": "msg_2", "role": "assistant", "parentID": "msg_1", "error": error }),
            ));
            format!("# {error}\n{}", outline(&unfolded(live.project)))
        })
        .collect();
    check("v2_errors", &drawn.join("\n"));
}

#[test]
fn events_of_the_second_generation() {
    let table = table();
    let drawn: Vec<_> = each(&table["events"])
        .map(|event| {
            let mut live = working();
            let mut event = event.clone();
            event["id"] = json!("e");
            live.say(&event);
            format!("# {event}\n{}", outline(&chat(live.project)))
        })
        .collect();
    check("v2_events", &drawn.join("\n"));
}

/// Draws messages of the first generation, each in a session of its own.
fn first_generation(messages: impl Iterator<Item = Value>) -> String {
    let drawn: Vec<_> = messages
        .map(|message| {
            let mut live = Live::new("v1");
            live.begin();
            let mut said = message.clone();
            said["timestamp"] = json!(1_795_369_990_000_u64);
            said["source"] = json!("extension");
            live.say(&said);
            format!("# {message}\n{}", outline(&unfolded(live.project)))
        })
        .collect();
    drawn.join("\n")
}

#[test]
fn messages_of_the_first_generation() {
    let table = table();
    check(
        "v1_messages",
        &first_generation(each(&table["v1"]).cloned()),
    );
}

#[test]
fn tools_of_the_first_generation() {
    let table = table();
    let asked = |is_partial: bool| {
        let tools = each(&table["v1_tools"]);
        let messages = tools.map(
            |tool| json!({ "type": "ask", "ask": "tool", "partial": is_partial, "metadata": tool }),
        );
        first_generation(messages)
    };
    check("v1_tools_asked", &asked(false));
    check("v1_tools_running", &asked(true));
}
