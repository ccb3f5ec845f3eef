//! Whose turn it is to be coloured: a little at a time, behind everything else.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};
use std::time::Duration;

use dioxus::core::{provide_root_context, spawn_forever};
use dioxus::prelude::*;

use super::live::{Painter, Progress};
use crate::clock::{idle, sleep};

/// How much is coloured before the page gets its turn, in lines.
const SLICE_LINES: usize = 48;

/// How long a text has to stand still until its last line counts as whole.
const QUIET: Duration = Duration::from_millis(300);

/// The texts of a page that wait to be coloured.
#[derive(Debug, Default)]
pub(super) struct Queue {
    waiting: RefCell<VecDeque<Weak<Painter>>>,
    /// Texts of which only the last line is left.
    ending: RefCell<Vec<Weak<Painter>>>,
    is_running: Cell<bool>,
}

/// The page's queue.
pub(super) fn use_queue() -> Rc<Queue> {
    use_hook(|| {
        try_consume_context::<Rc<Queue>>().unwrap_or_else(|| provide_root_context(Rc::default()))
    })
}

impl Queue {
    /// Puts a text at the end.
    pub(super) fn push(self: &Rc<Self>, painter: &Rc<Painter>) {
        self.waiting.borrow_mut().push_back(Rc::downgrade(painter));
        self.start();
    }

    /// Puts a text to those of which only the last line is left.
    pub(super) fn push_ending(self: &Rc<Self>, painter: &Rc<Painter>) {
        self.ending.borrow_mut().push(Rc::downgrade(painter));
        self.start();
    }

    fn start(self: &Rc<Self>) {
        if !self.is_running.replace(true) {
            let queue = Rc::clone(self);
            spawn_forever(async move { queue.run().await });
        }
    }

    async fn run(self: Rc<Self>) {
        loop {
            idle().await;
            self.slice();
            if !self.waiting.borrow().is_empty() {
                continue;
            }
            let ending = self.ending.take();
            if ending.is_empty() {
                self.is_running.set(false);
                return;
            }
            sleep(QUIET).await;
            let again: Vec<_> = ending
                .into_iter()
                .filter(|painter| painter.upgrade().is_some_and(|painter| painter.end()))
                .collect();
            self.ending.borrow_mut().extend(again);
        }
    }

    fn slice(&self) {
        let mut lines = SLICE_LINES;
        while lines > 0 {
            let Some(painter) = self.waiting.borrow_mut().pop_front() else {
                return;
            };
            let Some(painter) = painter.upgrade() else {
                continue;
            };
            match painter.paint(&mut lines) {
                Progress::More => self
                    .waiting
                    .borrow_mut()
                    .push_front(Rc::downgrade(&painter)),
                Progress::LastLine => self.ending.borrow_mut().push(Rc::downgrade(&painter)),
                Progress::Done => {}
            }
        }
    }
}
