//! Faults that clients of this kind have had, where no other file of these tests rules them out.

use std::time::Duration;

use serde_json::{Value, json};
use session_model::{
    AnySession, CallError, CallErrorKind, Change, Draft, Effect, Input, Link, ReturnReason,
    ThreadId, Timer, Wake, v1, v2,
};
use session_wire::call::WorkerVersion;
use session_wire::v1::Images;
use tests::frame;

use crate::drawn::drawn;
use crate::peer::{Peer, SESSION};

const ROOT: &str = "ses_root";

fn message(id: &str, role: &str, fields: Value) -> Value {
    let mut info = json!({ "id": id, "sessionID": ROOT, "role": role, "time": { "created": 10 } });
    let Value::Object(fields) = fields else {
        panic!("fields are an object")
    };
    info.as_object_mut().unwrap().extend(fields);
    json!({ "type": "message.updated", "properties": { "info": info } })
}

fn text(id: &str, message: &str, words: &str) -> Value {
    let part = json!({ "id": id, "sessionID": ROOT, "messageID": message, "type": "text", "text": words, "time": { "start": 1, "end": 2 } });
    json!({ "type": "message.part.updated", "properties": { "part": part } })
}

fn peer(events: &[Value]) -> Peer {
    let mut peer = Peer::live(&WorkerVersion::V2);
    for (event, id) in events.iter().zip(1..) {
        peer.frames([&frame(SESSION, id, "kilocode", event)]);
    }
    peer
}

fn failure(kind: CallErrorKind) -> CallError {
    CallError {
        kind,
        message: "no".to_owned(),
    }
}

fn timer(peer: &mut Peer) -> Option<(Timer, Duration)> {
    let effects = peer.take_effects();
    effects.into_iter().rev().find_map(|effect| match effect {
        Effect::SetTimer { timer, after } => Some((timer, after)),
        _ => None,
    })
}

/// Ids start again from zero every 795 days, times do not.
#[test]
fn messages_stand_by_their_time_where_their_ids_have_wrapped() {
    let words = |id: &str, at: u64| {
        let part = format!("prt_{at:012x}a");
        [
            message(id, "user", json!({ "time": { "created": at } })),
            text(&part, id, id),
        ]
    };
    let [later, earlier] = [
        words("msg_000000001000b", 2_000),
        words("msg_ffffffff0000a", 1_000),
    ];
    let peer = peer(&[later, earlier].concat());
    assert_eq!(
        drawn(peer.active()),
        ["user: msg_ffffffff0000a", "user: msg_000000001000b"]
    );
}

/// A message that has completed may be updated, and get parts, later.
#[test]
fn what_comes_after_completion_keeps_what_is_there() {
    let completed = json!({ "time": { "created": 10, "completed": 20 } });
    let peer = peer(&[
        message("msg_a", "assistant", json!({})),
        text("prt_000000000001a", "msg_a", "one"),
        message("msg_a", "assistant", completed.clone()),
        text("prt_000000000002a", "msg_a", "two"),
        message("msg_a", "assistant", completed),
    ]);
    assert_eq!(drawn(peer.active()), ["text: one", "text: two"]);
}

/// Whatever was under way when a connection or the project went away has no effect any more.
#[test]
fn late_outcomes_open_nothing() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    let old = peer.stream();
    let reason = String::new();
    peer.link(old, Link::Closed { code: 1006, reason });
    let (reconnect, _) = timer(&mut peer).unwrap();
    peer.input(Input::Reconnect(old.0));
    assert!(matches!(
        peer.take_effects()[..],
        [Effect::OpenStream(_), ..]
    ));
    // The wait that was given up, and news of the connection that was replaced.
    peer.input(Input::Timer(reconnect));
    peer.link(old, Link::NoTicket(failure(CallErrorKind::Network)));
    peer.link(old, Link::Frame(frame(SESSION, 1, "started", &json!({}))));
    assert_eq!(peer.take_effects(), []);
    assert!(!peer.active().is_streaming());
    peer.input(Input::Close);
    peer.take_effects();
    peer.input(Input::Reconnect(old.0));
    peer.input(Input::Wake(Wake::Online));
    peer.input(Input::Timer(reconnect));
    peer.input(Input::Close);
    assert_eq!(peer.take_effects(), []);
}

/// The composer gets back all that it gave, and the bubble goes.
#[test]
fn images_of_a_message_that_cannot_be_sent_come_back() {
    for version in [WorkerVersion::V1, WorkerVersion::V2] {
        let mut peer = Peer::live(&version);
        let draft = Draft {
            text: String::new(),
            images: Some(Images {
                path: "app-builder/1".to_owned(),
                files: vec!["a.png".to_owned()],
            }),
            model: Some("acme/large".to_owned()),
        };
        peer.input(Input::Send(draft.clone()));
        let asked = peer.effects.iter().find_map(|effect| match effect {
            Effect::SendMessage { session, send, .. } => Some((*session, *send)),
            _ => None,
        });
        let (session, send) = asked.unwrap();
        let result = Err(failure(CallErrorKind::Unavailable));
        peer.input(Input::Sent {
            session,
            send,
            result,
        });
        assert!(drawn(peer.active()).is_empty());
        let returned = peer.project.returned().unwrap();
        assert_eq!(returned.draft, draft);
        assert!(matches!(returned.reason, ReturnReason::NotSent(_)));
    }
}

/// Whatever a file's address is, it is there as it came, once, and a repeat brings nothing.
#[test]
fn files_are_kept_as_they_came_and_once() {
    let urls = [
        "data:image/png;base64,iVBORw0KGgo=",
        "file:///workspace/src/count.js?start=2&end=5",
        "https://example.org/picture.png",
        "data:text/plain,a%20note",
    ];
    let file = |number: usize, url: &str| json!({ "id": format!("prt_00000000001{number}a"), "sessionID": ROOT, "messageID": "msg_u", "type": "file", "mime": "image/png", "filename": "a.png", "url": url });
    let files = urls.iter().zip(0..).map(|(url, number)| file(number, url));
    let attached: Vec<Value> = files.clone().collect();
    let state =
        json!({ "status": "completed", "input": {}, "output": "", "attachments": attached });
    let tool = json!({ "id": "prt_000000000020a", "sessionID": ROOT, "messageID": "msg_a", "type": "tool", "callID": "c", "tool": "pixel_draw", "state": state });
    let updated = |part| json!({ "type": "message.part.updated", "properties": { "part": part } });
    let mut events = vec![message("msg_u", "user", json!({}))];
    events.extend(files.map(updated));
    events.push(message("msg_a", "assistant", json!({})));
    events.push(updated(tool));
    let mut peer = peer(&events);
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    let rows: Vec<v2::Row<'_>> = session
        .transcript()
        .turns(ThreadId::ROOT)
        .flat_map(|turn| &session.transcript().turn(turn).unwrap().rows)
        .filter_map(|row| session.row(*row))
        .collect();
    let [v2::Row::User(user), v2::Row::Tool { tool, .. }] = &rows[..] else {
        panic!("{rows:?}")
    };
    let of_user: Vec<&str> = user.files.iter().map(|file| file.url.as_str()).collect();
    assert_eq!(of_user, urls);
    let of_tool: Vec<&str> = tool
        .state
        .attachments
        .iter()
        .map(|file| file.url.as_str())
        .collect();
    assert_eq!(of_tool, urls);
    for (event, id) in events.iter().zip(100..) {
        peer.frames([&frame(SESSION, id, "kilocode", event)]);
        assert_eq!(peer.changes, [], "{event}");
    }
}

/// Pictures inside of a message of the first generation, and those that lie beside it.
#[test]
fn pictures_of_the_first_generation_are_kept_wherever_they_are() {
    let inline = [
        "data:image/png;base64,iVBORw0KGgo=",
        "https://example.org/a.png",
        "file:///a.png",
    ];
    let stored = json!({ "path": "app-builder/1", "files": ["a.png", "b.png"] });
    let line = |ts: u64, images: Value| json!({ "timestamp": ts, "type": "say", "say": "user_feedback", "content": "Look", "images": images });
    let mut peer = Peer::live(&WorkerVersion::V1);
    for (line, id) in [line(1_000_000, json!(inline)), line(2_000_000, stored)]
        .iter()
        .zip(1..)
    {
        peer.frames([&frame(SESSION, id, "kilocode", line)]);
    }
    let AnySession::V1(session) = peer.active() else {
        panic!("the session is V1")
    };
    let users: Vec<v1::UserRow<'_>> = session
        .transcript()
        .turns(ThreadId::ROOT)
        .flat_map(|turn| &session.transcript().turn(turn).unwrap().rows)
        .filter_map(|row| match session.row(*row) {
            Some(v1::Row::User(user)) => Some(user),
            _ => None,
        })
        .collect();
    assert_eq!(users[0].pictures, inline);
    assert_eq!(users[0].images, None);
    assert_eq!(users[1].pictures, [""; 0]);
    let stored = users[1].images.as_ref().unwrap();
    assert_eq!(stored.files, ["a.png", "b.png"]);
}

/// A silent tool is no dead connection: every frame counts by when it came, whatever time the
/// server wrote on it.
#[test]
fn heartbeats_keep_a_run_alive_whatever_the_servers_clock_says() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.frames([&frame(SESSION, 1, "started", &json!({}))]);
    let stream = peer.stream();
    let (mut alive, mut wait) = timer(&mut peer).unwrap();
    for _ in 0..10 {
        peer.now = peer.now + Duration::from_secs(20);
        // The envelope's own time stands still.
        peer.link(
            stream,
            Link::Frame(frame(SESSION, 0, "heartbeat", &json!({}))),
        );
        wait = wait.saturating_sub(Duration::from_secs(20));
        if wait.is_zero() {
            peer.input(Input::Timer(alive));
            (alive, wait) = timer(&mut peer).unwrap();
        }
        assert!(peer.active().is_streaming());
    }
}

/// What a stream says when it has caught up has no number, so it may come late, or again.
#[test]
fn a_stream_that_catches_up_late_or_twice_starts_and_ends_no_run() {
    for version in [WorkerVersion::V1, WorkerVersion::V2] {
        let caught_up = |status: &str| {
            let data = json!({ "sessionStatus": { "type": status } });
            frame(SESSION, 0, "connected", &data)
        };
        let event = |id: u64, kind: &str| frame(SESSION, id, kind, &json!({}));
        let mut peer = Peer::live(&version);
        for (frame, is_streaming) in [
            (event(1, "started"), true),
            (event(2, "complete"), false),
            (caught_up("busy"), false),
            (event(3, "started"), true),
            (caught_up("idle"), true),
            (event(4, "complete"), false),
            (caught_up("busy"), false),
        ] {
            peer.frames([&frame]);
            assert_eq!(peer.active().is_streaming(), is_streaming, "{frame}");
        }
        // The first word of a connection counts, whatever was missed before.
        let mut peer = Peer::live(&version);
        peer.frames([&caught_up("busy")]);
        assert!(peer.active().is_streaming());
    }
}

/// A double click sends two messages only where there are two.
#[test]
fn an_empty_message_is_none() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.take_effects();
    peer.send(" \n");
    assert_eq!(
        (peer.take_effects(), &peer.changes[..]),
        (Vec::new(), &[][..])
    );
}

/// Thousands of tokens name one row each, and nothing around it.
#[test]
fn a_token_names_its_row_alone() {
    let begin = [
        json!({ "type": "session.status", "properties": { "sessionID": ROOT, "status": { "type": "busy" } } }),
        message("msg_a", "assistant", json!({})),
        json!({ "type": "message.part.updated", "properties": { "part": { "id": "prt_000000000001a", "sessionID": ROOT, "messageID": "msg_a", "type": "text", "text": "Once", "time": { "start": 1 } } } }),
    ];
    let mut peer = peer(&begin);
    for id in 4..1_000 {
        let delta = json!({ "sessionID": ROOT, "messageID": "msg_a", "partID": "prt_000000000001a", "field": "text", "delta": " more" });
        let delta = json!({ "type": "message.part.delta", "properties": delta });
        peer.frames([&frame(SESSION, id, "kilocode", &delta)]);
        assert!(
            matches!(peer.changes[..], [Change::Row(..)]),
            "{:?}",
            peer.changes
        );
    }
}
