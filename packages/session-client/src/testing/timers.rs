//! Timers that run when a test says so.

use std::cell::RefCell;
use std::future::ready;
use std::rc::Rc;
use std::time::Duration;

use futures_channel::oneshot;
use futures_util::future::{FutureExt, LocalBoxFuture};

use crate::Timers;

/// Timers of a time that stands still until [`elapse`](ManualTimers::elapse). Drawing takes no
/// time unless [held](ManualTimers::hold_drawing). Clones are the same timers.
#[derive(Clone, Debug, Default)]
pub struct ManualTimers(Rc<RefCell<Shared>>);

#[derive(Debug, Default)]
struct Shared {
    now: Duration,
    running: Vec<(Duration, oneshot::Sender<()>)>,
    drawing: Option<Vec<oneshot::Sender<()>>>,
}

impl ManualTimers {
    /// Lets time pass: the timers that are due by then run out, in the order in which they are.
    pub fn elapse(&self, time: Duration) {
        let mut shared = self.0.borrow_mut();
        shared.now += time;
        let now = shared.now;
        let (mut due, running) = shared
            .running
            .drain(..)
            .partition::<Vec<_>, _>(|(at, _)| *at <= now);
        shared.running = running;
        drop(shared);
        due.sort_by_key(|(at, _)| *at);
        for (_, elapsed) in due {
            // Fails where nobody waits any more.
            let _ = elapsed.send(());
        }
    }

    /// In how long each timer that somebody waits for runs out, the soonest first.
    pub fn running(&self) -> Vec<Duration> {
        let shared = self.0.borrow();
        let waited_for = shared
            .running
            .iter()
            .filter(|(_, elapsed)| !elapsed.is_canceled());
        let mut left: Vec<_> = waited_for
            .map(|(at, _)| at.saturating_sub(shared.now))
            .collect();
        left.sort();
        left
    }

    /// Lets whoever waits for drawing wait until it is [drawn](ManualTimers::draw).
    pub fn hold_drawing(&self) {
        self.0.borrow_mut().drawing.get_or_insert_default();
    }

    /// Draws once; the next drawing is held again.
    pub fn draw(&self) {
        self.release_drawing();
        self.hold_drawing();
    }

    /// Draws, and lets drawing take no time again.
    pub fn release_drawing(&self) {
        let waiting = self.0.borrow_mut().drawing.take();
        for drawn in waiting.into_iter().flatten() {
            // Fails where nobody waits any more.
            let _ = drawn.send(());
        }
    }
}

impl Timers for ManualTimers {
    fn after(&self, time: Duration) -> LocalBoxFuture<'static, ()> {
        let mut shared = self.0.borrow_mut();
        let (elapsed, waiting) = oneshot::channel();
        let at = shared.now + time;
        shared.running.push((at, elapsed));
        until(waiting)
    }

    fn drawn(&self) -> LocalBoxFuture<'static, ()> {
        match &mut self.0.borrow_mut().drawing {
            Some(held) => {
                let (drawn, waiting) = oneshot::channel();
                held.push(drawn);
                until(waiting)
            }
            None => ready(()).boxed_local(),
        }
    }

    fn turn(&self) -> LocalBoxFuture<'static, ()> {
        self.drawn()
    }

    fn shown(&self) -> LocalBoxFuture<'static, ()> {
        self.drawn()
    }
}

fn until(event: oneshot::Receiver<()>) -> LocalBoxFuture<'static, ()> {
    Box::pin(async move {
        if event.await.is_err() {
            // The script is gone, and its time stands still.
            std::future::pending::<()>().await;
        }
    })
}
