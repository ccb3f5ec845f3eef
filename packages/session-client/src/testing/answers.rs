//! Answers that a test gives before or after they are asked for.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::fmt;
use std::rc::Rc;

use futures_channel::oneshot;
use session_model::CallError;

use crate::Reply;

type Answer<T> = Result<T, CallError>;

/// The answers to one kind of call, in order. A call that has no answer yet waits for one.
pub struct Answers<T>(Rc<RefCell<Queue<T>>>);

struct Queue<T> {
    given: VecDeque<Answer<T>>,
    asked: VecDeque<oneshot::Sender<Answer<T>>>,
    always: Option<Box<dyn Fn() -> Answer<T>>>,
}

impl<T> Answers<T> {
    /// Answers the oldest call that waits, or else the next one.
    pub fn answer(&self, answer: Answer<T>) {
        let mut queue = self.0.borrow_mut();
        let mut answer = answer;
        while let Some(asked) = queue.asked.pop_front() {
            match asked.send(answer) {
                Ok(()) => return,
                // That caller has given up.
                Err(back) => answer = back,
            }
        }
        queue.given.push_back(answer);
    }

    /// Answers every call, now and later, for which no answer was given.
    pub fn always(&self, answer: impl Fn() -> Answer<T> + 'static) {
        let mut queue = self.0.borrow_mut();
        for asked in queue.asked.drain(..) {
            // Fails where the caller has given up.
            let _ = asked.send(answer());
        }
        queue.always = Some(Box::new(answer));
    }

    /// Lets calls wait again for which no answer was given.
    pub fn hold(&self) {
        self.0.borrow_mut().always = None;
    }

    /// How many calls wait for an answer.
    pub fn waiting(&self) -> usize {
        self.0
            .borrow()
            .asked
            .iter()
            .filter(|asked| !asked.is_canceled())
            .count()
    }
}

impl<T: 'static> Answers<T> {
    pub(super) fn ask(&self) -> Reply<T> {
        let mut queue = self.0.borrow_mut();
        if let Some(answer) = queue.given.pop_front() {
            return Box::pin(async { answer });
        }
        if let Some(always) = &queue.always {
            let answer = always();
            return Box::pin(async { answer });
        }
        let (asked, answer) = oneshot::channel();
        queue.asked.push_back(asked);
        drop(queue);
        Box::pin(async move {
            match answer.await {
                Ok(answer) => answer,
                // The script is gone, so no answer will come.
                Err(oneshot::Canceled) => std::future::pending().await,
            }
        })
    }
}

impl<T> Default for Answers<T> {
    fn default() -> Self {
        Self(Rc::new(RefCell::new(Queue {
            given: VecDeque::new(),
            asked: VecDeque::new(),
            always: None,
        })))
    }
}

impl<T> Clone for Answers<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> fmt::Debug for Answers<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let queue = self.0.borrow();
        formatter
            .debug_struct("Answers")
            .field("given", &queue.given.len())
            .field("asked", &queue.asked.len())
            .finish_non_exhaustive()
    }
}
