//! Files by where they are: only what the conversation brings along is shown or can be saved.

use serde_json::{Value, json};

use super::fixture::Live;
use super::html::chat;
use super::unfolded::unfolded;

const PICTURE: &str = "data:image/png;base64,iVBORw0KGgo=";
const NOTE: &str = "data:text/plain,a%20note";
const ON_DISK: &str = "file:///workspace/src/count.png";
const ELSEWHERE: &str = "https://example.org/count.png";
const URLS: [&str; 4] = [PICTURE, NOTE, ON_DISK, ELSEWHERE];

/// Checks what is made of the four addresses, each of which is the file of a name.
fn check(html: &str) {
    let count = |words: &str| html.matches(words).count();
    assert_eq!(count(&format!(r#"src="{PICTURE}""#)), 1, "{html}");
    assert_eq!(count("src="), 1, "{html}");
    for url in [ON_DISK, ELSEWHERE] {
        assert_eq!(count(&format!(r#"="{url}""#)), 0, "{html}");
    }
}

fn file(number: usize, message: &str) -> Value {
    let mime = if number == 1 {
        "text/plain"
    } else {
        "image/png"
    };
    json!({ "id": format!("prt_{number}"), "sessionID": "ses_1", "messageID": message,
        "type": "file", "mime": mime, "filename": format!("named-{number}"), "url": URLS[number] })
}

fn message(id: &str, role: &str) -> Value {
    let info = json!({ "id": id, "sessionID": "ses_1", "role": role, "time": { "created": 2 } });
    json!({ "id": "e", "type": "message.updated", "properties": { "info": info } })
}

fn updated(part: &Value) -> Value {
    json!({ "id": "e", "type": "message.part.updated", "properties": { "part": part } })
}

#[test]
fn of_the_persons_and_of_the_agents() {
    for role in ["user", "assistant"] {
        let mut live = Live::new("v2");
        live.say(&message("msg_1", role));
        for number in 0..URLS.len() {
            live.say(&updated(&file(number, "msg_1")));
        }
        let html = chat(live.project);
        check(&html);
        for number in 1..URLS.len() {
            assert!(html.contains(&format!("named-{number}")), "{html}");
        }
        assert!(html.contains(&format!(r#"href="{NOTE}""#)), "{html}");
    }
}

#[test]
fn of_a_tool() {
    let attachments: Vec<Value> = (0..URLS.len())
        .map(|number| file(number, "msg_1"))
        .collect();
    let state = json!({ "status": "completed", "input": {}, "output": "Drawn.", "title": "",
        "attachments": attachments });
    let part = json!({ "id": "prt_9", "sessionID": "ses_1", "messageID": "msg_1", "type": "tool",
        "callID": "c", "tool": "pixel_draw", "state": state });
    let mut live = Live::new("v2");
    live.say(&message("msg_1", "assistant"));
    live.say(&updated(&part));
    check(&unfolded(live.project));
}

#[test]
fn of_the_first_generation() {
    let mut live = Live::new("v1");
    for (number, kind) in ["text", "user_feedback", "mcp_server_response"]
        .iter()
        .enumerate()
    {
        live.say(
            &json!({ "timestamp": 1_000 * (number + 1), "source": "extension", "type": "say",
            "say": kind, "content": "Look.", "images": if number == 1 { &URLS[..] } else { &[] } }),
        );
    }
    check(&chat(live.project));
}
