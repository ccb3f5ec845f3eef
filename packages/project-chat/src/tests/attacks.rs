//! Nothing that an agent says becomes mark-up or an address that can do harm.

use serde_json::json;

use super::fixture::Live;
use super::html::chat;

const ATTACKS: [&str; 6] = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "</textarea></style><iframe srcdoc='<script>alert(1)</script>'>",
];

fn check(live: Live) {
    let html = chat(live.project);
    for mark in [
        "<img",
        "<script",
        "<svg onload",
        "<iframe",
        "javascript:alert(1)\"",
        "' onmouseover='",
        "onerror=alert(1)>",
    ] {
        assert!(!html.contains(mark), "{mark} in {html}");
    }
    assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
    for handler in [" onerror=", " onload=", " onmouseover="] {
        let in_tag = html
            .split('<')
            .filter_map(|tag| tag.split_once('>'))
            .any(|(tag, _)| tag.contains(handler) && !tag.contains("&#"));
        assert!(!in_tag, "{handler} in a tag of {html}");
    }
}

#[test]
fn tools_of_the_second_generation() {
    for attack in ATTACKS {
        for (tool, status) in [
            ("bash", "completed"),
            ("question", "running"),
            ("todowrite", "completed"),
            ("edit", "completed"),
            ("webfetch", "error"),
            (attack, "completed"),
            (attack, attack),
        ] {
            let mut live = Live::new("v2");
            for event in tool_events(tool, status, attack) {
                live.say(&event);
            }
            check(live);
        }
    }
}

fn tool_events(tool: &str, status: &str, attack: &str) -> Vec<serde_json::Value> {
    let user = json!({ "id": "msg_1", "sessionID": "ses_1", "role": "user",
        "time": { "created": 1 } });
    let answer = json!({ "id": "msg_2", "sessionID": "ses_1", "role": "assistant",
        "parentID": "msg_1", "time": { "created": 2 } });
    let text = json!({ "id": "prt_1", "sessionID": "ses_1", "messageID": "msg_1", "type": "text",
        "text": attack });
    let said = json!({ "id": "prt_2", "sessionID": "ses_1", "messageID": "msg_2", "type": "text",
        "text": attack, "time": { "start": 2, "end": 3 } });
    let unknown = json!({ "id": "prt_3", "sessionID": "ses_1", "messageID": "msg_2",
        "type": attack, "value": attack });
    let tool_part = json!({ "id": "prt_4", "sessionID": "ses_1", "messageID": "msg_2", "type": "tool",
        "callID": "c1", "tool": tool, "state": {
            "status": status,
            "title": attack,
            "output": attack,
            "error": attack,
            "input": {
                "command": attack, "filePath": attack, "oldString": attack, "newString": attack,
                "url": attack, attack: attack,
                "todos": [{ "content": attack, "status": attack, "priority": attack }],
                "questions": [{ "question": attack, "header": attack,
                    "options": [{ "label": attack, "description": attack }] }],
            },
            "metadata": { "output": attack },
        } });
    let file = json!({ "id": "prt_5", "sessionID": "ses_1", "messageID": "msg_2", "type": "file",
        "mime": attack, "filename": attack, "url": attack });
    let error = json!({ "name": attack, "data": { "message": attack } });
    let todo = json!({ "sessionID": "ses_1", "error": error });
    let updated = |info: &serde_json::Value| json!({ "id": "e", "type": "message.updated", "properties": { "info": info } });
    let part = |part: &serde_json::Value| json!({ "id": "e", "type": "message.part.updated", "properties": { "part": part } });
    vec![
        updated(&user),
        part(&text),
        updated(&answer),
        part(&said),
        part(&unknown),
        part(&tool_part),
        part(&file),
        json!({ "id": "e", "type": "session.error", "properties": todo }),
    ]
}

#[test]
fn messages_of_the_first_generation() {
    for attack in ATTACKS {
        let mut live = Live::new("v1");
        for (number, message) in [
            json!({ "say": "text", "text": attack }),
            json!({ "say": "text", "text": attack }),
            json!({ "say": attack, "text": attack }),
            json!({ "ask": "tool", "metadata": { "tool": attack, "path": attack, attack: attack } }),
            json!({ "ask": "tool", "metadata": { "tool": "updateTodoList",
                "todos": [{ "content": attack, "status": attack }] } }),
            json!({ "ask": "followup", "metadata": { "question": attack, "suggest": [attack] } }),
            json!({ "ask": "command", "text": attack }),
            json!({ "say": "command_output", "text": attack }),
            json!({ "say": "error", "text": attack }),
        ]
        .into_iter()
        .enumerate()
        {
            let mut message = message;
            message["timestamp"] = json!(1_795_362_501_797_u64 + number as u64);
            message["type"] = json!(if message.get("ask").is_some() { "ask" } else { "say" });
            message["source"] = json!("extension");
            live.say(&message);
        }
        check(live);
    }
}
