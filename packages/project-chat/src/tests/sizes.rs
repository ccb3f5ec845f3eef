//! However long a text is, what is drawn of it is short.

use serde_json::{Value, json};

use super::fixture::Live;
use super::html::chat;
use super::unfolded::unfolded;

/// The most HTML, in bytes, that a text of any length takes.
const MOST: usize = 120 * 1024;

/// How long every text of these tests is, in bytes: more than is ever drawn at once, many times.
const LONG: usize = 4 << 20;

fn long(line: &str) -> String {
    line.repeat(LONG / line.len())
}

fn check(events: &[Value], generation: &str) {
    let mut live = Live::new(generation);
    for event in events {
        live.say(event);
    }
    let folded = chat(live.project.clone()).len();
    assert!(folded < MOST, "{folded} bytes folded");
    let unfolded = unfolded(live.project).len();
    assert!(unfolded < MOST, "{unfolded} bytes unfolded");
}

fn tool(tool: &str, state: Value) -> [Value; 2] {
    let info = json!({ "id": "msg_2", "sessionID": "ses_1", "role": "assistant",
        "time": { "created": 2 } });
    let part = json!({ "id": "prt_1", "sessionID": "ses_1", "messageID": "msg_2", "type": "tool",
        "callID": "c", "tool": tool, "state": state });
    [
        json!({ "id": "e", "type": "message.updated", "properties": { "info": info } }),
        json!({ "id": "e", "type": "message.part.updated", "properties": { "part": part } }),
    ]
}

#[test]
fn what_a_command_printed() {
    let printed = long("compiling \u{1b}[32mok\u{1b}[0m 0123456789\n");
    let state = json!({ "status": "completed", "input": { "command": "make" }, "output": printed });
    check(&tool("bash", state), "v2");
}

#[test]
fn a_line_without_end() {
    let state = json!({ "status": "completed", "input": {}, "output": long("x") });
    check(&tool("nobody_knows", state), "v2");
}

#[test]
fn what_a_tool_is_given() {
    let text = long("a line of a file\n");
    let state = json!({ "status": "running", "input": { "filePath": "a", "content": text } });
    check(&tool("write", state), "v2");
}

#[test]
fn a_patch() {
    let patch = format!("@@ -1,2 +1,2 @@\n{}", long("-old line\n+new line\n"));
    let state = json!({ "status": "completed", "input": { "filePath": "a" }, "output": "",
        "metadata": { "diff": patch } });
    check(&tool("edit", state), "v2");
}

#[test]
fn why_a_tool_failed() {
    let state = json!({ "status": "error", "input": {}, "error": long("it failed\n") });
    check(&tool("grep", state), "v2");
}

#[test]
fn a_record_that_nobody_knows() {
    let mut events = tool("x", json!({}));
    events[1]["properties"]["part"]["type"] = json!("news");
    events[1]["properties"]["part"]["text"] = json!(long("news\n"));
    check(&events, "v2");
}

#[test]
fn what_the_person_said() {
    let message = json!({ "timestamp": 1_795_362_501_797_u64, "source": "extension", "type": "say",
        "say": "text", "content": long("please\n") });
    check(&[message], "v1");
}
