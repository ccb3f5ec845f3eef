//! What a message sets going, and how it is stopped.

use std::time::Duration;

use serde_json::{Value, json};
use session_gateway::Preparation;
use session_wire::call::WorkerVersion;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::client::{Frame, Gate, LEGACY_TASK, WORD_COUNTER};

fn kinds(frames: &[Frame]) -> Vec<&str> {
    frames.iter().map(|frame| frame.kind.as_str()).collect()
}

fn events(frames: &[Frame]) -> Vec<&str> {
    frames.iter().map(Frame::event).collect()
}

async fn messages(gate: &Gate, project: &str, session: &str) -> Vec<Value> {
    let input = json!({"projectId": project, "cloudAgentSessionId": session});
    let read = gate.query("appBuilder.getSessionMessages", &input).await;
    read.data().as_array().unwrap().clone()
}

/// What the person said in a session, in order.
async fn said(gate: &Gate, project: &str, session: &str) -> Vec<String> {
    let messages = messages(gate, project, session).await;
    let users = messages
        .iter()
        .filter(|message| message["info"]["role"] == "user");
    users
        .map(|message| message["parts"][0]["text"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn a_message_is_answered_in_the_live_session() {
    let gate = Gate::open("max").await;
    let session = gate.current(WORD_COUNTER).await;
    let seeded = gate.last(&session);
    let input = json!({"projectId": WORD_COUNTER, "message": "Please EDIT it", "model": "acme/m"});
    let sent = gate.mutate("appBuilder.sendMessage", &input).await.data();
    assert_eq!(sent["cloudAgentSessionId"], session);
    assert_eq!(sent["workerVersion"], "v2");
    let mut socket = gate.stream("v2", &session, Some(seeded)).await;
    let frames = socket
        .until(|frame| frame.kind == "complete" && frame.id > seeded)
        .await;
    let frames = crate::client::stored(&frames);
    assert_eq!(frames.first().unwrap().kind, "started");
    assert_eq!(frames.last().unwrap().data, json!({"exitCode": 0}));
    assert!(
        frames
            .iter()
            .any(|frame| frame.data["properties"]["part"]["tool"] == "edit")
    );
    let messages = messages(&gate, WORD_COUNTER, &session).await;
    let asked = messages
        .iter()
        .rfind(|message| message["info"]["role"] == "user");
    assert_eq!(asked.unwrap()["info"]["id"], sent["messageId"]);
    let said = said(&gate, WORD_COUNTER, &session).await;
    assert_eq!(said, ["Can you explain Markdown to me?", "Please EDIT it"]);
    assert_eq!(gate.project(WORD_COUNTER).await["model_id"], "acme/m");
}

#[tokio::test]
async fn a_v1_session_is_upgraded() {
    let gate = Gate::open("max").await;
    let before = gate.current(LEGACY_TASK).await;
    let input = json!({"projectId": LEGACY_TASK, "message": "Go on with reasoning"});
    let sent = gate.mutate("appBuilder.sendMessage", &input).await.data();
    let session = sent["cloudAgentSessionId"].as_str().unwrap();
    assert_ne!(session, before);
    assert_eq!(sent["workerVersion"], "v2");
    let project = gate.project(LEGACY_TASK).await;
    assert_eq!(project["session_id"], session);
    let (old, new) = (&project["sessions"][0], &project["sessions"][1]);
    assert!(old["ended_at"].is_string());
    assert_eq!(new["ended_at"], Value::Null);
    assert_eq!(new["reason"], "upgrade");
    assert_eq!(new["cloud_agent_session_id"], session);
    let mut socket = gate.stream("v2", session, None).await;
    socket.until_kind("complete").await;
    assert_eq!(
        said(&gate, LEGACY_TASK, session).await,
        ["Go on with reasoning"]
    );
    assert_eq!(gate.send(LEGACY_TASK, "again").await, session);
}

#[tokio::test]
async fn a_new_session_can_be_forced() {
    let gate = Gate::open("1").await;
    let before = gate.send(WORD_COUNTER, "long").await;
    gate.send(WORD_COUNTER, "waits").await;
    let mut socket = gate.stream("v2", &before, None).await;
    socket
        .until(|frame| frame.data.to_string().contains("\"long\""))
        .await;
    let input = json!({"projectId": WORD_COUNTER, "message": "error", "forceNewSession": true});
    let sent = gate.mutate("appBuilder.sendMessage", &input).await.data();
    let session = sent["cloudAgentSessionId"].as_str().unwrap();
    let project = gate.project(WORD_COUNTER).await;
    assert_eq!(project["session_id"], session);
    assert_eq!(project["sessions"][2]["reason"], "user_initiated");
    assert!(project["sessions"][1]["ended_at"].is_string());
    // The old one stops, and what waited in it is taken along.
    let last = socket.until_kind("interrupted").await;
    assert_eq!(
        last.last().unwrap().data,
        json!({"reason": "Session ended"})
    );
    let gate = gate.killed_and_restarted("max").await;
    let mut socket = gate.stream("v2", session, None).await;
    socket.until_kind("complete").await;
    socket.until_kind("complete").await;
    assert_eq!(said(&gate, WORD_COUNTER, session).await, ["waits", "error"]);
}

#[tokio::test]
async fn messages_wait_for_each_other() {
    let gate = Gate::open("20").await;
    let session = gate.current(WORD_COUNTER).await;
    let seeded = gate.last(&session);
    for message in ["abort", "error", "/scripts"] {
        assert_eq!(gate.send(WORD_COUNTER, message).await, session);
    }
    let mut socket = gate.stream("v2", &session, Some(seeded)).await;
    let mut frames = Vec::new();
    for end in ["interrupted", "complete", "complete"] {
        frames.extend(socket.until(|frame| frame.kind == end).await);
    }
    let mut borders: Vec<_> = kinds(&frames)
        .into_iter()
        .filter(|kind| !matches!(*kind, "kilocode" | "connected"))
        .collect();
    // The first run may begin before or after the others are asked for.
    borders[..3].sort_unstable();
    assert_eq!(
        borders,
        [
            "cloud.message.queued",
            "cloud.message.queued",
            "started",
            "interrupted",
            "started",
            "cloud.message.sent",
            "complete",
            "started",
            "cloud.message.sent",
            "complete"
        ]
    );
    let said = said(&gate, WORD_COUNTER, &session).await;
    assert_eq!(said[1..], ["abort", "error", "/scripts"]);
}

#[tokio::test]
async fn a_v2_run_can_be_stopped() {
    let gate = Gate::open("1").await;
    let session = gate.current(WORD_COUNTER).await;
    let mut socket = gate.stream("v2", &session, Some(gate.last(&session))).await;
    gate.send(WORD_COUNTER, "long").await;
    socket
        .until(|frame| frame.event() == "message.part.delta")
        .await;
    gate.interrupt(WORD_COUNTER).await;
    let frames = socket.until(|frame| frame.kind == "interrupted").await;
    let said = events(&frames);
    let from = said
        .iter()
        .position(|kind| *kind == "session.error")
        .unwrap();
    let after: Vec<_> = said[from..].to_vec();
    assert_eq!(
        after,
        [
            "session.error",
            "session.status",
            "session.idle",
            "message.part.updated",
            "message.updated",
            "session.status",
            "session.idle",
            "",
        ]
    );
    assert_eq!(
        frames.last().unwrap().data,
        json!({"reason": "Session stopped"})
    );
    let messages = messages(&gate, WORD_COUNTER, &session).await;
    let answer = messages.last().unwrap();
    assert_eq!(answer["info"]["error"]["name"], "MessageAbortedError");
    assert!(answer["info"]["time"]["completed"].is_i64());
    // Nothing runs any more, and stopping that does nothing.
    let length = gate.stored(&session).len();
    gate.interrupt(WORD_COUNTER).await;
    assert_eq!(gate.stored(&session).len(), length);
    gate.send(WORD_COUNTER, "error").await;
    socket.until_kind("complete").await;
}

#[tokio::test]
async fn a_v1_run_can_be_stopped() {
    let gate = Gate::open("0.2").await;
    let preparation = Preparation {
        title: "Legacy".to_owned(),
        version: WorkerVersion::V1,
        prompt: "chat".to_owned(),
    };
    let project = gate.running.prepare(preparation).await.unwrap();
    let input = json!({"projectId": project});
    let started = gate.mutate("appBuilder.startSession", &input).await.data();
    let session = started["cloudAgentSessionId"].as_str().unwrap();
    let mut socket = gate.stream("v1", session, None).await;
    socket.until(|frame| frame.data["partial"] == true).await;
    gate.interrupt(project.as_str()).await;
    let frames = socket.until_kind("interrupted").await;
    let [.., closed, offer, _] = frames.as_slice() else {
        panic!("{frames:?}");
    };
    assert_eq!(closed.data["partial"], false);
    assert_eq!(offer.data["ask"], "resume_task");
}

/// A stop stops: what waits behind the run is held until the person writes again.
#[tokio::test]
async fn what_waits_behind_a_stopped_run_is_held() {
    let gate = Gate::open("1").await;
    let session = gate.current(WORD_COUNTER).await;
    let mut socket = gate.stream("v2", &session, Some(gate.last(&session))).await;
    gate.send(WORD_COUNTER, "long").await;
    gate.send(WORD_COUNTER, "the second error").await;
    socket
        .until(|frame| frame.event() == "message.part.delta")
        .await;
    gate.interrupt(WORD_COUNTER).await;
    let gate = gate.killed_and_restarted("max").await;
    let mut socket = gate.stream("v2", &session, None).await;
    let connected = socket.until_kind("connected").await;
    let connected = connected.last().unwrap();
    assert_eq!(connected.data["sessionStatus"]["type"], "idle");
    gate.send(WORD_COUNTER, "the third error").await;
    socket.until_kind("complete").await;
    socket.until_kind("complete").await;
    let said = said(&gate, WORD_COUNTER, &session).await;
    assert_eq!(said[1..], ["long", "the second error", "the third error"]);
}

/// A caller that hangs up before its answer comes has begun what it asked for all the same.
#[tokio::test]
async fn whoever_hangs_up_has_begun_what_they_asked_for() {
    let gate = Gate::open("max").await;
    let file = gate.folder.path().join("data/gateway.sqlite");
    let log = rusqlite::Connection::open(file).unwrap();
    for _ in 0..3 {
        let preparation = Preparation {
            title: "Cut off".to_owned(),
            version: WorkerVersion::V2,
            prompt: "error".to_owned(),
        };
        let project = gate.running.prepare(preparation).await.unwrap();
        let session = gate.current(project.as_str()).await;
        let body = json!({"projectId": project}).to_string();
        let request = format!(
            "POST /api/trpc/appBuilder.startSession HTTP/1.1\r\nhost: {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            gate.running.addr(),
            body.len()
        );
        // The gateway has to wait with what it writes, and has time to see that nobody is there.
        log.execute_batch("BEGIN IMMEDIATE").unwrap();
        let mut caller = TcpStream::connect(gate.running.addr()).await.unwrap();
        caller.write_all(request.as_bytes()).await.unwrap();
        drop(caller);
        tokio::time::sleep(Duration::from_millis(100)).await;
        log.execute_batch("ROLLBACK").unwrap();
        let mut socket = gate.stream("v2", &session, None).await;
        socket.until_kind("complete").await;
    }
}
