//! What is given at once, and what waits until that is drawn.

use std::rc::Rc;
use std::time::Duration;

use serde_json::json;
use session_client::testing::Scripted;
use session_client::{MAX_BATCH, MAX_BATCH_BYTES, PlatformTimers, World};
use session_model::version::Transcript as _;
use session_model::{AnySession, Effect};

use super::life::{Life, event};
use super::rig::{Rig, loaded, requests, show, streams_of};

#[test]
fn what_happens_alone_comes_at_once_and_what_happens_meanwhile_comes_together() {
    let mut rig = Rig::new();
    rig.script.timers.hold_drawing();
    let peer = rig.open();
    peer.send("first");
    rig.settle();
    assert_eq!(rig.sizes(), [1]);
    for _ in 0..100 {
        peer.send("more");
        rig.settle();
    }
    assert_eq!(rig.sizes(), [1]);
    rig.script.timers.draw();
    rig.settle();
    assert_eq!(rig.sizes(), [1, 100]);
    rig.script.timers.draw();
    rig.settle();
    assert_eq!(rig.sizes(), [1, 100]);
}

#[test]
fn what_happens_meanwhile_wakes_nobody() {
    let mut rig = Rig::new();
    rig.script.timers.hold_drawing();
    let peer = rig.open();
    peer.send("first");
    let wakes = rig.watch();
    for _ in 0..100 {
        peer.send("more");
    }
    assert_eq!(wakes.take(), 0);
    rig.script.timers.draw();
    assert_eq!(wakes.take(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_full_batch_is_followed_at_once_and_another_when_it_was_shown() {
    let script = Scripted::new();
    let timers = Rc::new(PlatformTimers::default());
    let world = World {
        timers,
        ..script.world()
    };
    let mut rig = Rig::of(script, world);
    let peer = rig.open();
    let full = std::iter::repeat_n("full", MAX_BATCH);
    for frame in full.chain(["rest"]) {
        peer.send(frame);
    }
    let mut frames = Vec::new();
    for frame in 0..5 {
        rig.settle();
        while frames.len() < rig.sizes().len() {
            frames.push(frame);
        }
        peer.send("more");
        // A little more than a frame takes, because time passes by whole milliseconds.
        tokio::time::advance(Duration::from_millis(17)).await;
    }
    assert_eq!(frames, [0, 1, 3]);
}

#[test]
fn who_is_behind_draws_now_and_then() {
    let mut rig = Rig::new();
    rig.script.timers.hold_drawing();
    let peer = rig.open();
    for number in 0..5 * MAX_BATCH {
        peer.send(number.to_string());
    }
    let mut follows = Vec::new();
    for turn in 0..7 {
        if turn == 2 {
            rig.script.timers.elapse(Duration::from_millis(100));
        }
        rig.settle();
        follows = rig
            .batches
            .borrow()
            .iter()
            .map(|batch| batch.more_follows)
            .collect();
        rig.script.timers.draw();
    }
    // The last is empty: that nothing follows shows when nothing came.
    assert_eq!(follows, [true, true, false, true, true, false]);
    assert_eq!(rig.sizes(), [[MAX_BATCH; 5].as_slice(), &[0]].concat());
}

#[test]
fn a_flood_comes_in_bounded_batches_in_order() {
    let mut rig = Rig::new();
    let peer = rig.open();
    for number in 0..=2 * MAX_BATCH {
        peer.send(number.to_string());
    }
    rig.settle();
    assert_eq!(rig.sizes(), [MAX_BATCH, MAX_BATCH, 1]);
    let expected: Vec<_> = (0..=2 * MAX_BATCH)
        .map(|number| format!("0/1 {number}"))
        .collect();
    assert_eq!(rig.given(), expected);
}

#[test]
fn a_burst_after_a_loss_leaves_the_page_its_turn_between_its_batches() {
    const BURST: usize = 50_000;
    let mut rig = Rig::new();
    rig.script.timers.hold_drawing();
    let peer = rig.open();
    for number in 0..BURST {
        peer.send(number.to_string());
    }
    for batches in 1..=BURST.div_ceil(MAX_BATCH) {
        rig.settle();
        // However often it is asked, nothing more comes before the page had its turn.
        rig.settle();
        let sizes = rig.sizes();
        assert_eq!(sizes.len(), batches);
        assert!(sizes.iter().all(|size| *size <= MAX_BATCH), "{sizes:?}");
        rig.script.timers.draw();
    }
    assert_eq!(rig.sizes().iter().sum::<usize>(), BURST);
    let last = format!("0/1 {}", BURST - 1);
    assert_eq!(show(rig.inputs().last().unwrap()), last);
}

#[test]
fn a_flood_holds_no_other_session_back() {
    let mut rig = Rig::new();
    let second = streams_of(2, 1).remove(0);
    assert_ne!(second.session, requests(1)[0].session);
    rig.effects
        .perform([requests(1).remove(0), second].map(Effect::OpenStream));
    rig.settle();
    let peers = rig.script.transport.peers();
    for _ in 0..2 * MAX_BATCH {
        peers[0].send("flood");
    }
    peers[1].send("drop");
    rig.settle();
    assert!(
        rig.batches.borrow()[0]
            .inputs
            .iter()
            .any(|input| show(input) == "1/1 drop")
    );
}

#[test]
fn long_frames_come_few_at_once() {
    let mut rig = Rig::new();
    let peer = rig.open();
    for _ in 0..5 {
        peer.send("x".repeat(MAX_BATCH_BYTES / 2));
    }
    peer.send("x".repeat(3 * MAX_BATCH_BYTES));
    rig.settle();
    assert_eq!(rig.sizes(), [2, 2, 2, 0]);
}

/// The loop and the model together: what was missed comes in slices that mark next to nothing.
#[test]
fn a_burst_after_a_reconnect_is_taken_in_by_slices() {
    const BURST: usize = 50_000;
    let bus = |kind: &str, properties: serde_json::Value| json!({ "type": kind, "properties": properties });
    let mut life = Life::by_hand();
    life.script.backend.projects.answer(Ok(loaded(1)));
    life.settle();
    let info = json!({ "info": { "id": "msg_1", "sessionID": "ses_1", "role": "assistant",
        "time": { "created": 1 } } });
    let part = json!({ "part": { "id": "prt_1", "sessionID": "ses_1", "messageID": "msg_1",
        "type": "text", "text": "" } });
    let first = life.peer();
    first.send(event(1, "kilocode", &bus("message.updated", info)));
    first.send(event(2, "kilocode", &bus("message.part.updated", part)));
    life.settle();
    first.close(1012, "restart");
    life.settle();
    life.script.timers.elapse(Duration::from_secs(2));
    life.settle();
    let second = life.peer();
    assert_eq!(second.url(), "scripted:agent_1?from=2&ticket=ticket");

    life.slices.take();
    life.script.timers.hold_drawing();
    let delta = bus(
        "message.part.delta",
        json!({ "sessionID": "ses_1", "messageID": "msg_1", "partID": "prt_1", "field": "text",
            "delta": "word " }),
    );
    for number in 0..BURST {
        second.send(event(3 + number as u64, "kilocode", &delta));
    }
    for slices in 1..=BURST.div_ceil(MAX_BATCH) {
        life.settle();
        life.settle();
        assert_eq!(
            life.slices.borrow().len(),
            slices,
            "one slice for each turn of the page"
        );
        life.script.timers.draw();
    }
    let slices = life.slices.take();
    assert_eq!(
        slices.iter().map(|slice| slice.inputs).sum::<usize>(),
        BURST
    );
    for slice in &slices[1..] {
        assert!(slice.inputs <= MAX_BATCH, "{slice:?}");
        // The part that grew, and nothing else.
        assert_eq!(slice.changes.len(), 1, "{slice:?}");
    }
    let project = life.project.borrow();
    let Some(AnySession::V2(session)) = project.active() else {
        panic!("the session is gone");
    };
    let said = serde_json::to_string(&session.transcript().messages()).unwrap();
    assert_eq!(said.matches("word ").count(), BURST);
    let cursor = session.connection().unwrap().cursor().unwrap();
    assert_eq!(cursor.0, BURST as u64 + 2);
}
