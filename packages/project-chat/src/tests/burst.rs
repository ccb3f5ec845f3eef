//! A burst of events after a reconnect: taken in by slices, and drawn now and then for the price of one token.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use serde_json::json;
use session_client::testing::Scripted;
use session_client::{Batch, MAX_BATCH, drive};

use super::fixture::{Live, events};
use super::screen::Screen;
use crate::renders;

const BURST: usize = 50_000;

/// How many slices are taken in while the interface waits for more.
const SLICES: usize = 10;

/// What comes with each event.
const WORD: &str = " more";

/// How many bytes of words make a piece of a long paragraph.
const PIECE: usize = 1_024;

/// The most runs of components for a picture: the row, its last block, the block's last piece, and
/// the pieces that are new.
const RUNS: usize = 4 + SLICES * MAX_BATCH * WORD.len() / PIECE;

#[test]
fn a_burst_after_a_reconnect_costs_one_run_of_its_row_for_each_picture() {
    let mut live = Live::new("v2");
    let all = events("v2/chat");
    let at = all
        .iter()
        .rposition(|event| event["type"] == "message.part.delta")
        .unwrap();
    for event in &all[..at] {
        live.say(event);
    }
    let script = Scripted::new();
    script.timers.hold_drawing();
    let (driver, effects) = drive(script.world());
    effects.perform(live.reconnect());
    let slices: Rc<RefCell<Vec<Batch>>> = Rc::default();
    let given = Rc::clone(&slices);
    let mut run = Box::pin(driver.run(move |batch| given.borrow_mut().push(batch)));
    let mut poll = || {
        let polled = run.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert_eq!(polled, Poll::Pending);
        slices.take()
    };
    assert!(poll().is_empty());

    let mut screen = Screen::of(live.project.clone());
    let peer = script.transport.peers().remove(0);
    peer.send(live.frame("heartbeat", &json!({})));
    let connected = poll().remove(0);
    screen.act(|project| project.take_in(connected));
    script.timers.draw();
    let said = screen.html().matches("more").count();
    renders::take();
    let mut delta = all[at].clone();
    delta["properties"]["delta"] = json!(WORD);
    for _ in 0..BURST {
        peer.send(live.frame("kilocode", &delta));
    }
    let mut taken = 0;
    let mut pictures = 0;
    for slice in 1.. {
        if slice % SLICES == 0 {
            script.timers.elapse(Duration::from_millis(100));
        }
        let mut slices = poll();
        assert_eq!(slices.len(), 1, "one slice for each turn of the page");
        let batch = slices.remove(0);
        assert!(batch.inputs.len() <= MAX_BATCH);
        taken += batch.inputs.len();
        let is_drawn = !batch.more_follows;
        assert_eq!(is_drawn, slice % SLICES == 0 || taken == BURST);
        screen.act(|project| project.take_in(batch));
        let runs = renders::take();
        let rows = is_drawn.then_some(&1);
        assert_eq!(runs.get("row"), rows, "{runs:?}");
        assert!(runs.values().sum::<usize>() <= RUNS, "{runs:?}");
        pictures += usize::from(is_drawn);
        assert!(
            poll().is_empty(),
            "nothing comes before the page had its turn"
        );
        script.timers.draw();
        if taken == BURST {
            break;
        }
    }
    assert_eq!(pictures, BURST.div_ceil(MAX_BATCH).div_ceil(SLICES));
    assert_eq!(screen.html().matches("more").count(), said + BURST);
}
