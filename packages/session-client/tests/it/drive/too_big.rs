//! Messages of a stream that are too big to be taken in.

use std::time::Duration;

use serde_json::json;
use session_client::Closed;
use session_model::{
    AnySession, ConnectionFacts, ConnectionState, DropReason, Input, LostReason, TooBig,
};
use session_wire::EventId;

use super::life::{Life, event};
use super::rig::loaded;

/// A project whose stream has been heard up to its event 41.
fn heard() -> Life {
    let mut life = Life::by_hand();
    life.script.backend.projects.answer(Ok(loaded(1)));
    life.settle();
    life.peer().send(event(41, "started", &json!({})));
    life.settle();
    life
}

fn facts(life: &Life) -> ConnectionFacts {
    let facts = life.project.borrow().active().and_then(AnySession::facts);
    facts.expect("a session is live")
}

/// Where each connection began.
fn openings(life: &Life) -> Vec<String> {
    let peers = life.script.transport.peers();
    peers.iter().map(|peer| peer.url().to_owned()).collect()
}

/// Text enough for one frame.
fn output(id: u64, length: usize) -> String {
    let part = json!({"id": "p", "text": "x".repeat(length)});
    let data = json!({"type": "message.part.updated", "properties": {"part": part}});
    event(id, "kilocode", &data)
}

/// The stream goes on, and the next connection does not ask for the message again.
#[test]
fn a_message_that_is_too_big_is_passed_over_and_told() {
    let mut life = heard();
    let long = output(42, 1000);
    life.peer().send_up_to(200, &long);
    life.settle();
    let told = facts(&life);
    let one = TooBig {
        count: 1,
        bytes: long.len() as u64,
    };
    assert_eq!(told.too_big, one);
    assert_eq!(
        (told.cursor, told.dropped, told.last_dropped, told.openings),
        (Some(EventId(42)), 1, Some(DropReason::TooBig), 1)
    );
    life.peer().send(event(43, "heartbeat", &json!({})));
    life.peer().close(1012, "restart");
    life.settle();
    life.script.timers.elapse(Duration::from_secs(2));
    life.settle();
    assert_eq!(
        openings(&life),
        [
            "scripted:agent_1?ticket=ticket",
            "scripted:agent_1?from=43&ticket=ticket"
        ]
    );
    // One that comes again is not counted again.
    life.peer().send_up_to(200, &long);
    life.settle();
    assert_eq!(facts(&life).too_big, one);
}

/// What it was is told by its beginning; where that says nothing, it is told nevertheless.
#[test]
fn a_message_that_does_not_name_itself_is_told_too() {
    let mut life = heard();
    let peer = life.peer();
    peer.send_up_to(10, "a text that is no event");
    peer.send_up_to(200, &output(0, 1000));
    peer.send_up_to(10, &output(50, 1000).replace("agent_1", "agent_2"));
    life.settle();
    let told = facts(&life);
    assert_eq!(told.too_big.count, 2);
    assert_eq!(
        (told.cursor, told.dropped, told.last_dropped),
        (Some(EventId(41)), 3, Some(DropReason::OtherSession))
    );
}

/// Whoever cannot pass a message over meets it again in each connection, after frames that say
/// that all is well.
#[test]
fn a_message_that_ends_each_connection_is_not_asked_for_without_end() {
    let mut life = heard();
    for _ in 0..30 {
        let peer = life.peer();
        peer.send(event(0, "heartbeat", &json!({})));
        let Closed { code, reason, .. } = Closed::too_big(100);
        peer.close(code, reason);
        life.settle();
        life.script.timers.elapse(Duration::from_secs(60));
        life.settle();
    }
    let again = "scripted:agent_1?from=41&ticket=ticket";
    assert_eq!(openings(&life), ["scripted:agent_1?ticket=ticket", again]);
    assert_eq!(
        facts(&life).state,
        ConnectionState::Lost(LostReason::TooBig)
    );
    // Who presses the button gets an answer at once.
    let session = facts(&life).session;
    life.ask(Input::Reconnect(session));
    life.settle();
    life.peer().send(event(0, "heartbeat", &json!({})));
    life.peer().close(1009, "");
    life.settle();
    assert_eq!(
        facts(&life).state,
        ConnectionState::Lost(LostReason::TooBig)
    );
}

/// The first one may not have been stored, and what came meanwhile is progress.
#[test]
fn a_message_that_ends_a_connection_now_and_then_is_survived() {
    let mut life = heard();
    for id in 42..60 {
        let peer = life.peer();
        peer.send(event(id, "heartbeat", &json!({})));
        peer.close(1009, "");
        life.settle();
        life.script.timers.elapse(Duration::from_secs(60));
        life.settle();
    }
    life.peer().send(event(0, "heartbeat", &json!({})));
    life.settle();
    assert!(matches!(facts(&life).state, ConnectionState::Open { .. }));
}
