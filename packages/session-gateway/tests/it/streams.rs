//! The streams: who may open one, and that everybody gets the same.

use serde_json::json;
use tokio::task::JoinSet;

use crate::client::{
    Answer, End, Gate, LEGACY_TASK, WORD_COUNTER, assert_gapless, refused, stored,
};

#[tokio::test]
async fn a_stream_needs_its_ticket() {
    let gate = Gate::open("max").await;
    let (v2, v1) = (
        gate.current(WORD_COUNTER).await,
        gate.current(LEGACY_TASK).await,
    );
    let ticket = gate.ticket("v2", &v2).await.body;
    let ticket = ticket["ticket"].as_str().unwrap();
    let plain = Answer::of(gate.get("/stream?cloudAgentSessionId=x&ticket=y")).await;
    assert_eq!(plain.status, 426);
    let check = async |query: &str, status: u16| {
        let url = format!("ws://{}/stream?{query}", gate.running.addr());
        assert_eq!(refused(&url).await, status, "{query}");
    };
    check("", 400).await;
    check(&format!("ticket={ticket}"), 400).await;
    check(&format!("cloudAgentSessionId=&ticket={ticket}"), 400).await;
    check(
        &format!("cloudAgentSessionId={v2}&ticket={ticket}&fromId=x"),
        400,
    )
    .await;
    check(
        &format!("cloudAgentSessionId={v2}&ticket={ticket}&fromId=-1"),
        400,
    )
    .await;
    check(&format!("cloudAgentSessionId={v2}"), 401).await;
    check(&format!("cloudAgentSessionId={v2}&ticket=x"), 401).await;
    check(&format!("cloudAgentSessionId={v2}&ticket={ticket}x"), 401).await;
    check(&format!("cloudAgentSessionId={v1}&ticket={ticket}"), 403).await;
}

#[tokio::test]
async fn a_replay_is_the_log() {
    let gate = Gate::open("max").await;
    for (project, generation) in [(WORD_COUNTER, "v2"), (LEGACY_TASK, "v1")] {
        let session = gate.current(project).await;
        let log = gate.stored(&session);
        assert!(log.len() > 300);
        for from in [None, Some(0), Some(100), Some(log.len() as u64)] {
            let mut socket = gate.stream(generation, &session, from).await;
            let mut frames = socket.until_kind("connected").await;
            let connected = frames.pop().unwrap();
            assert_eq!(connected.id, 0);
            assert_eq!(connected.data, json!({"sessionStatus": {"type": "idle"}}));
            let skipped = usize::try_from(from.unwrap_or(0)).unwrap();
            assert_eq!(frames, log[skipped..]);
        }
    }
}

#[tokio::test]
async fn a_cursor_beyond_the_log_hides_nothing_new() {
    let gate = Gate::open("max").await;
    let session = gate.current(WORD_COUNTER).await;
    let last = gate.last(&session);
    let mut socket = gate.stream("v2", &session, Some(last + 1000)).await;
    assert_eq!(socket.until_kind("connected").await.len(), 1);
    gate.send(WORD_COUNTER, "chat").await;
    let frames = socket.until_kind("complete").await;
    assert_gapless(&frames, last);
}

/// Clients come while five thousand events are written as fast as they can be.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_sees_the_seam_between_replay_and_live() {
    let gate = Gate::open("max").await;
    let session = gate.current(WORD_COUNTER).await;
    let seeded = gate.last(&session);
    let mut first = gate.stream("v2", &session, None).await;
    first.until_kind("connected").await;
    gate.send(WORD_COUNTER, "something long").await;
    let mut readers = JoinSet::new();
    for index in 0..8_u64 {
        // Some come at once, the others when some of it is there.
        first.until(|frame| frame.id > seeded + index * 300).await;
        let from = (index % 2 == 0).then_some(seeded + index * 100);
        let mut socket = gate.stream("v2", &session, from).await;
        readers.spawn(async move {
            let mut frames = socket
                .until(|frame| frame.kind == "complete" && frame.id > seeded)
                .await;
            if !frames.iter().any(|frame| frame.kind == "connected") {
                frames.extend(socket.until_kind("connected").await);
            }
            (from.unwrap_or(0), frames)
        });
    }
    first.until_kind("complete").await;
    let log = gate.stored(&session);
    assert_gapless(&log, 0);
    assert!(log.len() > 5000);
    while let Some(read) = readers.join_next().await {
        let (from, frames) = read.unwrap();
        let skipped = usize::try_from(from).unwrap();
        assert!(stored(&frames) == log[skipped..], "after {from}");
        let connected = frames.iter().filter(|frame| frame.kind == "connected");
        assert_eq!(connected.count(), 1);
    }
}

#[tokio::test]
async fn a_client_that_was_away_gets_the_rest() {
    let gate = Gate::open("30").await;
    let session = gate.current(WORD_COUNTER).await;
    let seeded = gate.last(&session);
    let mut socket = gate.stream("v2", &session, Some(seeded)).await;
    gate.send(WORD_COUNTER, "edit").await;
    let mut frames = Vec::new();
    loop {
        let some = socket
            .until(|frame| frame.id > 0 && frame.id % 20 == 0 || frame.kind == "complete")
            .await;
        frames.extend(stored(&some));
        let last = frames.last().unwrap();
        if last.kind == "complete" {
            break;
        }
        socket = gate.stream("v2", &session, Some(last.id)).await;
    }
    let seeded = usize::try_from(seeded).unwrap();
    assert_eq!(frames, gate.stored(&session)[seeded..]);
}

#[tokio::test]
async fn a_client_that_does_not_read_misses_nothing() {
    let gate = Gate::open("max").await;
    let session = gate.current(WORD_COUNTER).await;
    let seeded = gate.last(&session);
    let mut slow = gate.stream("v2", &session, Some(seeded)).await;
    let mut quick = gate.stream("v2", &session, Some(seeded)).await;
    for end in 0..3 {
        gate.send(WORD_COUNTER, "long").await;
        let frames = quick.until_kind("complete").await;
        assert!(frames.len() > 4900, "{end}");
    }
    let mut frames = Vec::new();
    for _ in 0..3 {
        frames.extend(slow.until_kind("complete").await);
    }
    let seeded = usize::try_from(seeded).unwrap();
    assert!(stored(&frames) == gate.stored(&session)[seeded..]);
}

#[tokio::test]
async fn an_open_question_is_asked_again() {
    // Slow enough that the gateway can be stopped while the question is open.
    let gate = Gate::open("0.2").await;
    let session = gate.current(WORD_COUNTER).await;
    let seeded = gate.last(&session);
    let mut socket = gate.stream("v2", &session, Some(seeded)).await;
    gate.send(WORD_COUNTER, "question").await;
    let asked = socket
        .until(|frame| frame.event() == "question.asked")
        .await;
    let asked = asked.last().unwrap();
    let gate = gate.killed_and_restarted("0.001").await;
    let mut late = gate.stream("v2", &session, Some(seeded)).await;
    let replayed = late.until_kind("connected").await;
    let connected = replayed.last().unwrap();
    assert_eq!(connected.data["sessionStatus"]["type"], "busy");
    let again = late.next().await.unwrap();
    assert_eq!((again.id, &again.data), (0, &asked.data));
}

#[tokio::test]
async fn everybody_is_told_when_the_gateway_stops() {
    let gate = Gate::open("1").await;
    let session = gate.current(WORD_COUNTER).await;
    let mut idle = gate.stream("v2", &session, None).await;
    let mut busy = gate.stream("v2", &session, Some(gate.last(&session))).await;
    gate.send(WORD_COUNTER, "long").await;
    busy.until(|frame| frame.event() == "message.part.delta")
        .await;
    gate.running.shutdown().await;
    assert_eq!(idle.end().await, End::Closed(1001));
    assert_eq!(busy.end().await, End::Closed(1001));
}
