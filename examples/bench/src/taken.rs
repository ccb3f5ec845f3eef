//! How much of what was put into the stream the model has taken in.

use std::cell::{Cell, RefCell};

use futures_channel::oneshot;

/// A count of frames that somebody may wait for.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    count: Cell<u64>,
    waiting: RefCell<Vec<(u64, oneshot::Sender<()>)>>,
}

impl Taken {
    /// So many more frames were taken in.
    pub(crate) fn add(&self, frames: u64) {
        let count = self.count.get() + frames;
        self.count.set(count);
        let waiting = self.waiting.take();
        let (reached, left): (Vec<_>, _) = waiting
            .into_iter()
            .partition(|(wanted, _)| *wanted <= count);
        self.waiting.replace(left);
        for (_, reached) in reached {
            // Fails where nobody waits any more.
            let _ = reached.send(());
        }
    }

    /// Waits until so many frames were taken in.
    pub(crate) async fn reach(&self, count: u64) {
        if self.count.get() >= count {
            return;
        }
        let (reached, waited_for) = oneshot::channel();
        self.waiting.borrow_mut().push((count, reached));
        // Fails only when the page is gone.
        let _ = waited_for.await;
    }
}
