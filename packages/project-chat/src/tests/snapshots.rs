//! The whole chat, drawn from recordings of real agents and from states in between.

use serde_json::{Value, json};
use session_model::{CallError, CallErrorKind, Draft, Input, LeftOut, Link, Project};

use super::fixture::{Live, NOW, events, row};
use super::html::{chat, lines};

fn check(name: &str, project: Project) {
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, lines(&chat(project)));
    });
}

#[test]
fn recordings() {
    for recording in [
        "v1/chat",
        "v1/followup",
        "v1/tools",
        "v2/abort",
        "v2/chat",
        "v2/edit",
        "v2/error",
        "v2/permission",
        "v2/question",
        "v2/reasoning",
        "v2/subagent",
        "v2/todo",
    ] {
        let name = recording.replace('/', "_");
        check(&name, Live::played(recording).project);
    }
}

#[test]
fn a_project_that_is_not_there() {
    let waiting = || Project::new("p1".into(), 7);
    check("loading", waiting());
    for (name, kind) in [
        ("load_failed", CallErrorKind::Network),
        ("load_not_found", CallErrorKind::NotFound),
    ] {
        let mut project = waiting();
        project.handle(Input::Open, NOW);
        let error = CallError {
            kind,
            message: "told by the server".to_owned(),
        };
        project.handle(Input::Loaded(Err(error)), NOW);
        check(name, project);
    }
}

#[test]
fn a_conversation_that_begins() {
    let mut project = Project::new("p1".into(), 7);
    project.handle(Input::Open, NOW);
    let loaded = serde_json::from_value(json!({ "id": "p1", "sessions": [] })).unwrap();
    project.handle(Input::Loaded(Ok(Box::new(loaded))), NOW);
    check("empty", project.clone());

    let draft = Draft {
        text: "Build a shop.\nIn red.".to_owned(),
        ..Draft::default()
    };
    project.handle(Input::Send(draft), NOW);
    check("sending", project);
}

#[test]
fn an_answer_that_is_half_there() {
    for (recording, seen) in [
        ("v2/chat", 60),
        ("v2/reasoning", 30),
        ("v2/edit", 130),
        ("v1/chat", 80),
    ] {
        let mut live = Live::new(&recording[..2]);
        live.begin();
        for event in events(recording).into_iter().take(seen) {
            live.say(&event);
        }
        let name = format!("{}_at_{seen}", recording.replace('/', "_"));
        check(&name, live.project);
    }
}

#[test]
fn words_are_drawn_as_they_were_when_their_connection_is_lost() {
    let mut live = Live::new("v2");
    live.begin();
    let mut all = events("v2/chat").into_iter();
    let is_delta = |event: &Value| event["type"] == "message.part.delta";
    let mut delta = all.find(|event| {
        live.say(event);
        is_delta(event)
    });
    let delta = delta.as_mut().unwrap();
    delta["properties"]["delta"] = json!(" and **see** [the docs](https://exa");
    live.say(delta);
    let words = |live: &Live| {
        let html = chat(live.project.clone());
        let (_, row) = html.split_once(r#"data-streaming=""#).unwrap();
        let (state, row) = row.split_once('"').unwrap();
        let (_, words) = row.split_once('>').unwrap();
        let (words, _) = words.split_once("</p>").unwrap();
        (state.to_owned(), words.to_owned())
    };
    let (growing, drawn) = words(&live);
    assert_eq!(growing, "true");
    assert!(
        drawn.contains("the docs") && !drawn.contains("](http"),
        "{drawn}"
    );
    let (code, reason) = (1006, String::new());
    let lost = live.link(Link::Closed { code, reason });
    live.project.handle(lost, NOW);
    assert_eq!(words(&live), ("paused".to_owned(), drawn));
}

#[test]
fn an_agent_that_waits() {
    for (recording, last) in [
        ("v2/question", "question.asked"),
        ("v2/permission", "permission.asked"),
    ] {
        let mut live = Live::new("v2");
        for event in events(recording) {
            live.say(&event);
            if event["type"] == last {
                break;
            }
        }
        check(&last.replace('.', "_"), live.project);
    }
}

#[test]
fn a_request_that_is_tried_again() {
    let mut live = Live::played("v2/reasoning");
    let session = Live::first_session("v2/reasoning");
    live.say(
        &json!({ "id": "e", "type": "session.status", "properties": {
        "sessionID": session,
        "status": {
            "type": "retry", "attempt": 2, "message": "{\"message\":\"Overloaded\"}",
            "next": NOW.as_millis() + 8_000,
        },
    } }),
    );
    check("retry", live.project);
}

#[test]
fn a_connection_that_is_lost() {
    let mut live = Live::played("v2/reasoning");
    let closed = || Link::Closed {
        code: 1006,
        reason: String::new(),
    };
    let lost = live.link(closed());
    live.project.handle(lost, NOW);
    check("connection_waiting", live.project);

    let mut live = Live::new("v2");
    for _ in 0..2 {
        let refused = live.link(Link::NoTicket(CallError {
            kind: CallErrorKind::NotAuthorized,
            message: "no".to_owned(),
        }));
        live.project.handle(refused, NOW);
    }
    check("connection_refused", live.project);
}

#[test]
fn something_that_is_too_big() {
    let mut live = Live::played("v2/reasoning");
    let start = live.frame("kilocode", &json!({}));
    let too_big = live.link(Link::LeftOut(LeftOut {
        bytes: 70_000_000,
        start,
    }));
    live.project.handle(too_big, NOW);
    check("too_big", live.project);
}

#[test]
fn sessions_that_have_ended() {
    let sessions = json!([
        row("agent_first", "v1", Some("2026-11-19T10:00:00.000Z")),
        row("agent_second", "v2", Some("2026-11-22T08:00:00.000Z")),
        row("agent_live", "v2", None),
    ]);
    let mut live = Live::with_sessions(sessions);
    check("ended_unloaded", live.project.clone());
    let second = live.project.sessions()[1].key();
    live.project.handle(Input::Expand(second), NOW);
    check("ended_loading", live.project.clone());
    let error = CallError {
        kind: CallErrorKind::Unavailable,
        message: "down".to_owned(),
    };
    let failed = Input::HistoryLoaded {
        session: second,
        result: Err(error),
    };
    live.project.handle(failed, NOW);
    check("ended_failed", live.project);
}

#[test]
fn a_child_agent_that_waits_is_seen_while_its_card_is_folded() {
    let mut live = Live::played("v2/subagent");
    let child = events("v2/subagent")
        .iter()
        .find_map(|event| {
            let info = &event["properties"]["info"];
            info["parentID"]
                .as_str()
                .filter(|id| id.starts_with("ses_"))?;
            info["id"].as_str().map(str::to_owned)
        })
        .unwrap();
    live.say(
        &json!({ "id": "e", "type": "permission.asked", "properties": {
        "id": "per_1", "sessionID": child, "permission": "edit", "patterns": ["src/cli.js"],
    } }),
    );
    let html = chat(live.project);
    let (_, card) = html.split_once(r#"data-tool="task""#).unwrap();
    let (card, behind) = card.split_once("</button>").unwrap();
    assert!(card.contains("data-open=false"), "{card}");
    assert!(behind.contains(r#"data-row="permission""#), "{behind}");
}
