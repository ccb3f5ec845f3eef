//! Nothing that an agent says becomes mark-up or an address that can do harm.

use serde_json::{Value, json};

use super::allowed;
use super::fixture::Live;
use super::html::chat;
use super::unfolded::unfolded;

/// What is put into every place that takes text.
const ATTACKS: [&str; 24] = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=\"alert(1)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox)",
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "</textarea></style><iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<style>*{display:none}</style>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "//evil.example/x.png",
    "\u{1b}]8;;javascript:alert(1)\u{7}x\u{1b}]8;;\u{7}\u{1b}[31m<b>\u{1b}[0m",
    "--- a/<script>\n+++ b/<script>\n@@ -1 +1 @@\n-<img src=x>\n+<img src=x onerror=alert(1)>",
];

/// The tools that have a card of their own, and one that nobody knows.
const TOOLS: [&str; 20] = [
    "read",
    "edit",
    "write",
    "apply_patch",
    "bash",
    "glob",
    "grep",
    "list",
    "webfetch",
    "websearch",
    "todowrite",
    "todoread",
    "task",
    "question",
    "skill",
    "plan_exit",
    "invalid",
    "pixel_render",
    "use_mcp_tool",
    "nobody knows",
];

const STATUSES: [&str; 2] = ["completed", "error"];

fn check(live: Live) {
    allowed::check(&chat(live.project.clone()));
    allowed::check(&unfolded(live.project));
}

#[test]
fn tools_of_the_second_generation() {
    for attack in ATTACKS {
        let mut live = Live::new("v2");
        let info = json!({ "id": "msg_2", "sessionID": "ses_1", "role": "assistant",
            "parentID": attack, "time": { "created": 2 }, "agent": attack, "modelID": attack,
            "path": { "cwd": attack, "root": attack } });
        live.say(&updated(&info));
        let names = TOOLS.iter().copied().chain([attack]);
        for (number, tool) in names.enumerate() {
            for status in STATUSES.into_iter().chain([attack]) {
                live.say(&part(&tool_part(
                    &format!("prt_{number}_{status}"),
                    tool,
                    status,
                    attack,
                )));
            }
        }
        // Unfolded cards have their lines as well.
        allowed::check(&unfolded(live.project));
    }
}

#[test]
fn other_parts_of_the_second_generation() {
    for attack in ATTACKS {
        let mut live = Live::new("v2");
        for event in other_events(attack) {
            live.say(&event);
        }
        check(live);
    }
}

fn updated(info: &Value) -> Value {
    json!({ "id": "e", "type": "message.updated", "properties": { "info": info } })
}

fn part(part: &Value) -> Value {
    json!({ "id": "e", "type": "message.part.updated", "properties": { "part": part } })
}

fn tool_part(id: &str, tool: &str, status: &str, attack: &str) -> Value {
    let todos = json!([{ "content": attack, "status": attack, "priority": attack }]);
    let options = json!([{ "label": attack, "description": attack }]);
    let fields = [
        "command",
        "filePath",
        "oldString",
        "newString",
        "content",
        "path",
        "pattern",
        "include",
        "url",
        "query",
        "prompt",
        "description",
        "subagent_type",
        "patchText",
        "name",
        "tool",
        "error",
        "serverName",
        "arguments",
        attack,
    ];
    let mut input = Value::Object(
        fields
            .map(|name| (name.to_owned(), json!(attack)))
            .into_iter()
            .collect(),
    );
    input["todos"] = todos;
    input["questions"] = json!([{ "question": attack, "header": attack, "options": options }]);
    let metadata = json!({
        "output": attack, "diff": attack, "preview": attack, "exit": attack,
        "display": { "text": attack }, "sessionId": attack, "answers": [[attack]],
        "files": [{ "relativePath": attack, "patch": attack, "before": attack }],
        "filediff": { "file": attack, "patch": attack }, attack: attack,
    });
    let file = |mime: &str| {
        json!({ "id": "a", "sessionID": "ses_1", "messageID": "msg_2", "type": "file",
            "mime": mime, "filename": attack, "url": attack })
    };
    let state = json!({ "status": status, "title": attack, "output": attack, "error": attack,
        "input": input, "metadata": metadata, "attachments": [file(attack), file("image/png")] });
    json!({ "id": id, "sessionID": "ses_1", "messageID": "msg_2", "type": "tool",
        "callID": attack, "tool": tool, "state": state })
}

fn other_events(attack: &str) -> Vec<Value> {
    let user = json!({ "id": "msg_1", "sessionID": "ses_1", "role": "user",
        "time": { "created": 1 } });
    let answer = json!({ "id": "msg_2", "sessionID": "ses_1", "role": "assistant",
        "parentID": "msg_1", "time": { "created": 2 } });
    let failed = json!({ "id": "msg_3", "sessionID": "ses_1", "role": "assistant",
        "parentID": "msg_1", "time": { "created": 3 },
        "error": { "name": attack, "data": { "message": attack, "responseBody": attack } } });
    let error = json!({ "name": attack, "data": { "message": attack } });
    let mut number = 0;
    let mut of = |message: &str, kind: &str, fields: Value| {
        number += 1;
        let mut fields = fields;
        fields["id"] = json!(format!("prt_{number}"));
        fields["sessionID"] = json!("ses_1");
        fields["messageID"] = json!(message);
        fields["type"] = json!(kind);
        part(&fields)
    };
    vec![
        updated(&user),
        of("msg_1", "text", json!({ "text": attack })),
        of(
            "msg_1",
            "file",
            json!({ "mime": "image/png", "filename": attack, "url": attack }),
        ),
        updated(&answer),
        of(
            "msg_2",
            "text",
            json!({ "text": attack, "time": { "start": 2, "end": 3 } }),
        ),
        of(
            "msg_2",
            "reasoning",
            json!({ "text": attack, "time": { "start": 2 } }),
        ),
        of("msg_2", attack, json!({ "value": attack, attack: attack })),
        of(
            "msg_2",
            "file",
            json!({ "mime": attack, "filename": attack, "url": attack }),
        ),
        of(
            "msg_2",
            "subtask",
            json!({ "prompt": attack, "description": attack, "agent": attack }),
        ),
        of("msg_2", "retry", json!({ "attempt": 1, "error": error })),
        of(
            "msg_2",
            "patch",
            json!({ "hash": attack, "files": [attack] }),
        ),
        updated(&failed),
        json!({ "id": "e", "type": "session.error",
            "properties": { "sessionID": "ses_1", "error": error } }),
        json!({ "id": "e", "type": "session.status", "properties": { "sessionID": "ses_1",
            "status": { "type": "retry", "attempt": 1, "message": attack, "next": 1 } } }),
        json!({ "id": "e", "type": "todo.updated", "properties": { "sessionID": "ses_1",
            "todos": [{ "content": attack, "status": attack, "priority": attack }] } }),
        json!({ "id": "e", "type": "session.updated", "properties": { "info": {
            "id": "ses_1", "title": attack } } }),
    ]
}

/// What messages of the first generation say and ask, each with a payload and without.
const KINDS: [(&str, &str); 24] = [
    ("say", "text"),
    ("say", "reasoning"),
    ("say", "completion_result"),
    ("say", "command"),
    ("say", "command_output"),
    ("say", "error"),
    ("say", "api_req_started"),
    ("say", "api_req_retry_delayed"),
    ("say", "error_retry"),
    ("say", "user_feedback"),
    ("say", "image"),
    ("say", "mcp_server_response"),
    ("say", "task_progress"),
    ("say", "condense_context"),
    ("say", "subtask_result"),
    ("say", "tool"),
    ("ask", "tool"),
    ("ask", "command"),
    ("ask", "followup"),
    ("ask", "use_mcp_server"),
    ("ask", "api_req_failed"),
    ("ask", "plan_mode_respond"),
    ("ask", "new_task"),
    ("ask", "mistake_limit_reached"),
];

#[test]
fn messages_of_the_first_generation() {
    for attack in ATTACKS {
        let mut live = Live::new("v1");
        let kinds = KINDS.into_iter().chain([("say", attack), ("ask", attack)]);
        let mut timestamp = 1_795_362_501_797_u64;
        for (way, kind) in kinds {
            let payload = json!({ "tool": attack, "path": attack, "content": attack, "diff": attack,
                "question": attack, "suggest": [{ "answer": attack }], "response": attack,
                "serverName": attack, "toolName": attack, "streamingFailedMessage": attack,
                "todos": [{ "content": attack, "status": attack }], "imageData": attack,
                "errorMessage": attack, "message": attack, attack: attack });
            for mut message in [json!({ "content": attack }), json!({ "metadata": payload })] {
                timestamp += 1;
                message["timestamp"] = json!(timestamp);
                message["type"] = json!(way);
                message[way] = json!(kind);
                message["source"] = json!("extension");
                message["images"] = json!([attack]);
                live.say(&message);
            }
        }
        check(live);
    }
}
