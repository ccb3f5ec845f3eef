//! The end of a driver, at any moment.

use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use session_client::testing::{Peer, Scripted};
use session_client::{Secret, drive};
use session_model::{Effect, Input, Timer};

use super::life::{Life, Step};
use super::rig::{Rig, requests, settle};

#[test]
fn dropping_the_driver_stops_everything() {
    let mut rig = Rig::new();
    let request = requests(1).remove(0);
    rig.effects.perform([
        Effect::OpenStream(request.clone()),
        Effect::LoadProject {
            project: "p1".into(),
        },
        Effect::SetTimer {
            timer: Timer::Liveness(request.session, request.epoch),
            after: Duration::from_secs(45),
        },
    ]);
    rig.settle();
    let script = rig.script.clone();
    let effects = rig.effects.clone();
    assert_eq!(script.backend.projects.waiting(), 1);
    assert_eq!(script.timers.running(), [Duration::from_secs(45)]);
    drop(rig);
    assert_eq!(script.backend.projects.waiting(), 0);
    assert!(script.timers.running().is_empty());
    assert!(script.transport.peers()[0].is_gone());
    // Nobody is there to do it, and nothing happens.
    effects.perform([Effect::OpenStream(request)]);
    assert_eq!(script.transport.peers().len(), 1);
}

#[test]
fn the_driver_ends_when_nobody_can_ask_it_for_anything() {
    let script = Scripted::new();
    let (driver, effects) = drive(script.world());
    effects.perform([Effect::OpenStream(requests(1).remove(0))]);
    let mut run: LocalBoxFuture<'_, ()> = Box::pin(driver.run(|_| ()));
    assert!(!settle(&mut run));
    drop(effects);
    assert!(settle(&mut run));
    drop(run);
    assert!(script.transport.peers()[0].is_gone());
}

/// A session as a person may have it; each step leaves something under way.
const STEPS: &[Step] = &[
    Step::Loaded,
    Step::Ticket,
    Step::Opened,
    Step::Event("heartbeat"),
    Step::Send,
    Step::Sent(1),
    Step::Event("started"),
    Step::Answer,
    Step::Interrupt,
    Step::Send,
    Step::Interrupted,
    Step::Sent(1),
    // It is suspected, and then replaced.
    Step::Pass(31),
    Step::Pass(15),
    Step::Ticket,
    Step::Opened,
    Step::Event("heartbeat"),
    Step::Close(1012),
    Step::Pass(2),
    Step::Ticket,
    Step::Pass(20),
    Step::Pass(4),
    Step::Ticket,
    Step::Opened,
    Step::Close(1008),
    Step::Ticket,
    Step::Opened,
    Step::Event("heartbeat"),
    Step::Behind,
    Step::Wake,
    Step::Ticket,
    Step::Opened,
    Step::Event("heartbeat"),
    // Another session answers the message, and is opened instead.
    Step::Send,
    Step::Sent(2),
    Step::Loaded,
    Step::Ticket,
    Step::Opened,
    Step::Wake,
];

/// Plays the first steps and ends it all, with or without the project having been closed before;
/// gives how many connections were open at some moment.
async fn check(steps: &[Step], is_closed: bool) -> usize {
    let at = format!("after {:?}, closed: {is_closed}", steps.last());
    let mut life = Life::begin();
    life.settle();
    for step in steps {
        life.step(*step).await;
        let peers = life.script.transport.peers();
        let open = peers.iter().filter(|peer| !peer.is_gone()).count();
        assert!(open <= 1, "{open} connections of one session {at}");
    }
    if is_closed {
        life.ask(Input::Close);
        life.settle();
        assert!(
            life.script.transport.peers().iter().all(Peer::is_gone),
            "{at}"
        );
    }
    let remains = life.end();
    assert_eq!(remains.holders, 0, "{at}");
    let script = remains.script;
    let peers = script.transport.peers();
    assert!(peers.iter().all(Peer::is_gone), "{at}");
    let waiting = script.backend.projects.waiting()
        + script.backend.tickets.waiting()
        + script.backend.sends.waiting()
        + script.backend.interrupts.waiting()
        + script.backend.answers.waiting();
    assert_eq!(waiting, 0, "{at}");

    // Whatever is asked or happens afterwards comes to nothing.
    let calls = script.backend.calls();
    script.backend.tickets.always(|| Ok(Secret::new("ticket")));
    script.transport.release();
    script.wake(session_model::Wake::Online);
    for input in [Input::Interrupt, Input::Open] {
        let asked = remains
            .project
            .borrow_mut()
            .handle(input, super::rig::START);
        remains.effects.perform(asked.effects);
    }
    tokio::time::advance(Duration::from_secs(120)).await;
    assert_eq!(script.backend.calls(), calls, "{at}");
    assert_eq!(script.transport.peers().len(), peers.len(), "{at}");
    let tasks = tokio::runtime::Handle::current()
        .metrics()
        .num_alive_tasks();
    assert_eq!(tasks, 0, "{at}");
    peers.len()
}

#[tokio::test(start_paused = true)]
async fn a_driver_is_dropped_at_any_step_and_leaves_nothing() {
    let mut connections = 0;
    for count in 0..=STEPS.len() {
        for is_closed in [false, true] {
            connections = check(&STEPS[..count], is_closed).await;
        }
    }
    assert_eq!(connections, 7, "the steps lead where they are meant to");
}
