//! Timers that run out, and a world that comes back.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use futures_util::stream::unfold;
use session_client::drive;
use session_client::testing::Scripted;
use session_model::{Effect, Timer, Wake};

use super::rig::{Rig, requests, settle};

#[test]
fn timers_come_back_with_what_they_were_set_for() {
    let mut rig = Rig::new();
    let request = requests(1).remove(0);
    let (reconnect, liveness) = (
        Timer::Reconnect(request.session, request.epoch),
        Timer::Liveness(request.session, request.epoch),
    );
    rig.effects.perform([
        Effect::SetTimer {
            timer: liveness,
            after: Duration::from_secs(45),
        },
        Effect::SetTimer {
            timer: reconnect,
            after: Duration::from_secs(1),
        },
    ]);
    rig.settle();
    rig.script.timers.elapse(Duration::from_secs(1));
    rig.settle();
    assert_eq!(rig.given(), [format!("timer {reconnect:?}")]);
    rig.script.timers.elapse(Duration::from_secs(44));
    rig.settle();
    assert_eq!(rig.given(), [format!("timer {liveness:?}")]);
}

#[test]
fn the_world_coming_back_is_told() {
    let mut rig = Rig::new();
    rig.script.wake(Wake::Online);
    rig.script.wake(Wake::Visible);
    rig.settle();
    assert_eq!(rig.given(), ["wake Online", "wake Visible"]);
    assert_eq!(rig.sizes(), [2]);
}

#[test]
fn a_world_that_never_comes_back_again_is_no_end() {
    let script = Scripted::new();
    let mut world = script.world();
    world.wakes = Box::pin(unfold(true, async |is_first| {
        is_first.then_some((Wake::Online, false))
    }));
    let (driver, _effects) = drive(world);
    let given = Rc::new(RefCell::new(0));
    let counted = Rc::clone(&given);
    let mut run: LocalBoxFuture<'_, ()> =
        Box::pin(driver.run(move |batch| *counted.borrow_mut() += batch.inputs.len()));
    assert!(!settle(&mut run));
    assert!(!settle(&mut run));
    assert_eq!(*given.borrow(), 1);
}
