//! A burst of events after a reconnect: drawn in slices, each for the price of one.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use serde_json::json;
use session_client::testing::Scripted;
use session_client::{MAX_BATCH, drive};
use session_model::Input;

use super::fixture::{Live, events};
use super::screen::Screen;
use crate::renders;

const BURST: usize = 50_000;

/// The most runs of components for a slice: the row, its last block and the block's last piece.
const RUNS: usize = 4;

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
    let slices: Rc<RefCell<Vec<Vec<Input>>>> = Rc::default();
    let given = Rc::clone(&slices);
    let mut run = Box::pin(driver.run(move |inputs| given.borrow_mut().push(inputs)));
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
    screen.act(|project| project.dispatch(connected));
    script.timers.draw();
    let said = screen.html().matches("more").count();
    renders::take();
    let mut delta = all[at].clone();
    delta["properties"]["delta"] = json!(" more");
    for _ in 0..BURST {
        peer.send(live.frame("kilocode", &delta));
    }
    let mut drawn = 0;
    while drawn < BURST {
        let mut slices = poll();
        assert_eq!(slices.len(), 1, "one slice for each picture");
        let slice = slices.remove(0);
        assert!(slice.len() <= MAX_BATCH);
        drawn += slice.len();
        screen.act(|project| project.dispatch(slice));
        let runs = renders::take();
        assert_eq!(runs.get("row"), Some(&1), "{runs:?}");
        assert!(runs.values().sum::<usize>() <= RUNS, "{runs:?}");
        assert!(poll().is_empty(), "nothing comes before it is drawn");
        script.timers.draw();
    }
    assert_eq!(screen.html().matches("more").count(), said + BURST);
}
