//! A gateway that is killed in the middle of an answer.

use std::collections::BTreeSet;

use session_gateway::{Gateway, LogError, StartError};

use crate::client::{Frame, Gate, WORD_COUNTER, assert_gapless, config, stored};

/// The text that deltas add up to, and the text that the agent says it has said.
fn texts(frames: &[Frame]) -> (String, String) {
    let said = frames
        .iter()
        .filter(|frame| frame.event() == "message.part.delta")
        .map(|frame| frame.data["properties"]["delta"].as_str().unwrap());
    let whole = frames.iter().filter_map(|frame| {
        let part = &frame.data["properties"]["part"];
        (part["time"]["end"].is_i64()).then(|| part["text"].as_str().unwrap_or_default())
    });
    (said.collect(), whole.collect())
}

#[tokio::test]
async fn a_killed_gateway_goes_on_where_it_was() {
    let mut gate = Gate::open("1").await;
    let session = gate.current(WORD_COUNTER).await;
    let seeded = gate.last(&session);
    gate.send(WORD_COUNTER, "long").await;
    let mut seen: Vec<Frame> = Vec::new();
    for deltas in [5, 50, 200] {
        let from = seen.last().map_or(seeded, |frame| frame.id);
        let mut socket = gate.stream("v2", &session, Some(from)).await;
        for _ in 0..deltas {
            let some = socket
                .until(|frame| frame.event() == "message.part.delta")
                .await;
            seen.extend(stored(&some));
        }
        gate = gate.killed_and_restarted("1").await;
        // Nothing that anybody saw is lost.
        let log = gate.stored(&session);
        let log = &log[usize::try_from(seeded).unwrap()..];
        assert!(seen[..] == log[..seen.len()]);
        assert!(log.iter().all(|frame| frame.kind != "complete"));
    }
    let gate = gate.killed_and_restarted("max").await;
    let mut socket = gate.stream("v2", &session, Some(seeded)).await;
    let frames = socket.until_kind("complete").await;
    let run = stored(&frames);
    assert_gapless(&run, seeded);
    let starts = run.iter().filter(|frame| frame.kind == "started");
    assert_eq!(starts.count(), 1);
    let (said, whole) = texts(&run);
    assert!(said.len() > 16_000);
    assert_eq!(said, whole);
    // The recording makes a session; the later run of one does not. Around it: started, complete.
    let recorded = include_str!("../../../../tests/transcripts/v2/long.jsonl");
    assert_eq!(run.len(), recorded.lines().count() - 1 + 2);
}

#[tokio::test]
async fn a_killed_gateway_tells_nobody() {
    let gate = Gate::open("1").await;
    let session = gate.current(WORD_COUNTER).await;
    let mut socket = gate.stream("v2", &session, Some(gate.last(&session))).await;
    gate.send(WORD_COUNTER, "long").await;
    socket
        .until(|frame| frame.event() == "message.part.delta")
        .await;
    gate.running.kill();
    assert_eq!(socket.end().await, crate::client::End::Broken);
}

#[tokio::test]
async fn a_stopped_gateway_goes_on_too() {
    let gate = Gate::open("5").await;
    let session = gate.current(WORD_COUNTER).await;
    let seeded = gate.last(&session);
    gate.send(WORD_COUNTER, "todo").await;
    let mut socket = gate.stream("v2", &session, Some(seeded)).await;
    socket.until(|frame| frame.event() == "todo.updated").await;
    let config = config(gate.folder.path(), "max".parse().unwrap());
    gate.running.shutdown().await;
    let gate = Gate::with(gate.folder, config).await;
    let mut socket = gate.stream("v2", &session, Some(seeded)).await;
    let run = stored(&socket.until_kind("complete").await);
    let ids: BTreeSet<_> = run
        .iter()
        .filter_map(|frame| frame.data["id"].as_str())
        .collect();
    assert_eq!(ids.len(), run.len() - 2, "an event twice, or without an id");
}

#[tokio::test]
async fn tickets_and_seeds_outlive_a_restart() {
    let gate = Gate::open("max").await;
    let session = gate.current(WORD_COUNTER).await;
    let before = gate.project(WORD_COUNTER).await;
    let ticket = gate.ticket("v2", &session).await.body;
    let ticket = ticket["ticket"].as_str().unwrap();
    let gate = gate.killed_and_restarted("max").await;
    let url = gate.stream_url(&session, ticket, None);
    tokio_tungstenite::connect_async(url).await.unwrap();
    assert_eq!(gate.project(WORD_COUNTER).await, before);
}

#[tokio::test]
async fn a_data_directory_has_one_gateway() {
    let gate = Gate::open("max").await;
    let second = Gateway::start(config(gate.folder.path(), "max".parse().unwrap())).await;
    assert!(
        matches!(second, Err(StartError::Log(LogError::InUse(_)))),
        "{second:?}"
    );
}
