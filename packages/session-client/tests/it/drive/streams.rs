//! Streams that are opened, replaced and closed, each at any moment.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use serde_json::json;
use session_client::testing::{Peer, Scripted};
use session_client::{Secret, drive};
use session_model::session::ConnectionState;
use session_model::{AnySession, Effect, Input, Project};

use super::life::{Life, event};
use super::rig::{Moment, Rig, START, failure, loaded, requests, settle};

#[test]
fn a_stream_is_opened_with_a_ticket_and_told_to_its_end() {
    let mut rig = Rig::new();
    let peer = rig.open();
    assert_eq!(peer.url(), "scripted:agent_1?ticket=ticket");
    peer.send("a");
    peer.send("b");
    peer.close(1012, "restart");
    peer.send("late");
    rig.settle();
    assert_eq!(rig.given(), ["0/1 a", "0/1 b", "0/1 closed 1012 restart"]);
    assert!(peer.is_gone());
}

#[test]
fn without_a_ticket_nothing_is_opened() {
    let mut rig = Rig::new();
    rig.script.backend.tickets.answer(Err(failure()));
    rig.effects
        .perform([Effect::OpenStream(requests(1).remove(0))]);
    rig.settle();
    assert_eq!(rig.given(), ["0/1 no ticket Unavailable"]);
    assert!(rig.script.transport.peers().is_empty());
}

#[test]
fn an_opening_that_takes_too_long_is_given_up() {
    let mut rig = Rig::new();
    rig.script.transport.hold();
    rig.effects
        .perform([Effect::OpenStream(requests(1).remove(0))]);
    rig.settle();
    rig.script.timers.elapse(Duration::from_secs(20));
    rig.settle();
    assert_eq!(
        rig.given(),
        ["0/1 closed 1006 The connection could not be opened in 20 seconds."]
    );
    assert!(rig.script.transport.peers()[0].is_gone());
}

#[test]
fn a_closed_stream_says_nothing_more_at_any_moment() {
    for moment in Moment::ALL {
        let mut rig = Rig::new();
        let request = requests(1).remove(0);
        rig.reach(moment, request.clone());
        rig.effects.perform([Effect::CloseStream {
            session: request.session,
            epoch: request.epoch,
        }]);
        rig.release();
        assert_eq!(rig.given(), Vec::<String>::new(), "{moment:?}");
        assert!(
            rig.script.transport.peers().iter().all(Peer::is_gone),
            "{moment:?}"
        );
        let left = rig.script.transport.peers().iter().any(Peer::is_left);
        assert_eq!(
            left,
            matches!(moment, Moment::Open | Moment::Undelivered),
            "{moment:?}"
        );
    }
}

#[test]
fn a_newer_stream_replaces_the_old_at_any_moment() {
    for moment in Moment::ALL {
        let mut rig = Rig::new();
        let mut requests = requests(2);
        let (newer, older) = (requests.remove(1), requests.remove(0));
        rig.reach(moment, older.clone());
        rig.effects.perform([Effect::OpenStream(newer)]);
        rig.release();
        let peers = rig.script.transport.peers();
        let (newest, replaced) = peers.split_last().unwrap();
        assert!(replaced.iter().all(Peer::is_gone), "{moment:?}");
        newest.send("new");
        // Closing the old one once more does nothing to the new one.
        rig.effects.perform([Effect::CloseStream {
            session: older.session,
            epoch: older.epoch,
        }]);
        rig.settle();
        newest.send("newer");
        rig.settle();
        assert_eq!(rig.given(), ["0/2 new", "0/2 newer"], "{moment:?}");
    }
}

/// The model and the loop together: a lost connection is opened again after the last event.
#[test]
fn a_project_follows_its_session_through_a_loss() {
    let script = Scripted::new();
    let (driver, effects) = drive(script.world());
    let project = Rc::new(RefCell::new(Project::new("p1".into(), 7)));
    effects.perform(project.borrow_mut().handle(Input::Open, START).effects);
    let handled = Rc::clone(&project);
    let mut run: LocalBoxFuture<'_, ()> = Box::pin(driver.run(move |batch| {
        for input in batch.inputs {
            let step = handled.borrow_mut().handle(input, START);
            effects.perform(step.effects);
        }
    }));
    script.backend.projects.answer(Ok(loaded(1)));
    settle(&mut run);
    let first = script.transport.peers().remove(0);
    first.send(
        r#"{"eventId":42,"executionId":"e","sessionId":"agent_1","streamEventType":"started","timestamp":"2026-02-19T10:00:00.000Z","data":{}}"#,
    );
    settle(&mut run);
    let state = |project: &Project| {
        project
            .active()
            .unwrap()
            .connection()
            .unwrap()
            .state()
            .clone()
    };
    assert!(matches!(
        state(&project.borrow()),
        ConnectionState::Open { .. }
    ));
    first.close(1012, "restart");
    settle(&mut run);
    assert!(matches!(
        state(&project.borrow()),
        ConnectionState::Waiting { .. }
    ));
    script.timers.elapse(Duration::from_secs(2));
    settle(&mut run);
    assert_eq!(
        script.transport.peers()[1].url(),
        "scripted:agent_1?from=42&ticket=ticket"
    );
}

/// What could not be kept up with was taken in nevertheless: the next connection goes on after it.
#[test]
fn a_connection_that_fell_behind_is_resumed_from_its_last_event() {
    let mut life = Life::by_hand();
    life.script.backend.projects.answer(Ok(loaded(1)));
    life.settle();
    let first = life.peer();
    first.send(event(41, "started", &json!({})));
    first.send(event(42, "heartbeat", &json!({})));
    first.fall_behind();
    life.settle();
    assert!(first.is_gone());
    let facts = life.project.borrow().active().and_then(AnySession::facts);
    assert_eq!(
        facts.map(|facts| (facts.behind, facts.attempts)),
        Some((1, 1))
    );
    life.script.timers.elapse(Duration::from_secs(2));
    life.settle();
    assert_eq!(life.peer().url(), "scripted:agent_1?from=42&ticket=ticket");
}

/// Tickets live a minute, so none is kept: a refused one is replaced once, at once.
#[test]
fn every_opening_gets_a_ticket_of_its_own() {
    let mut life = Life::by_hand();
    for ticket in ["one", "two", "three"] {
        let tickets = &life.script.backend.tickets;
        tickets.answer(Ok(Secret::new(ticket)));
    }
    life.script.backend.projects.answer(Ok(loaded(1)));
    life.settle();
    life.peer().send(event(7, "heartbeat", &json!({})));
    life.peer().close(1006, "");
    life.settle();
    life.script.timers.elapse(Duration::from_secs(2));
    life.settle();
    life.peer().close(1008, "ticket expired");
    life.settle();
    let urls = life.script.transport.peers();
    let urls: Vec<_> = urls.iter().map(|peer| peer.url().to_owned()).collect();
    assert_eq!(
        urls,
        [
            "scripted:agent_1?ticket=one",
            "scripted:agent_1?from=7&ticket=two",
            "scripted:agent_1?from=7&ticket=three",
        ]
    );
    life.peer().close(1008, "ticket expired");
    life.settle();
    life.script.timers.elapse(Duration::from_secs(120));
    life.settle();
    assert_eq!(life.script.transport.peers().len(), 3);
}

/// A frame does not make a ticket good that is refused right after it.
#[test]
fn a_ticket_that_is_refused_after_a_frame_is_not_replaced_without_end() {
    let mut life = Life::by_hand();
    life.script.backend.projects.answer(Ok(loaded(1)));
    life.settle();
    for _ in 0..30 {
        life.peer().send(event(0, "heartbeat", &json!({})));
        life.peer().close(4001, "");
        life.settle();
    }
    assert_eq!(life.script.transport.peers().len(), 2);
}
