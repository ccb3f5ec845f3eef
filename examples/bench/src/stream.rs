//! The stream that the measured page is fed through: a connection whose other end is in the page.

use std::cell::RefCell;
use std::future::ready;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use futures_channel::mpsc;
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, Stream, StreamExt};
use session_client::{Closed, Connection, Incoming, Secret, Transport};

/// A transport that has one stream.
#[derive(Debug)]
pub(crate) struct OneStream(RefCell<Option<mpsc::UnboundedReceiver<String>>>);

/// The stream's end that the page reads.
struct Frames(mpsc::UnboundedReceiver<String>);

impl OneStream {
    /// The transport, and where its frames are put in.
    pub(crate) fn new() -> (Rc<Self>, mpsc::UnboundedSender<String>) {
        let (put, frames) = mpsc::unbounded();
        (Rc::new(Self(RefCell::new(Some(frames)))), put)
    }
}

impl Transport for OneStream {
    fn open(&self, _: &Secret) -> LocalBoxFuture<'static, Box<dyn Connection>> {
        let connection: Box<dyn Connection> = match self.0.take() {
            Some(frames) => Box::new(Frames(frames)),
            None => session_client::Unopened::boxed(Closed::lost("there is one stream only")),
        };
        ready(connection).boxed_local()
    }
}

impl Stream for Frames {
    type Item = Result<Incoming, Closed>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let frame = self.0.poll_next_unpin(cx);
        frame.map(|frame| frame.map(|text| Ok(Incoming::Frame(text))))
    }
}

impl Connection for Frames {
    fn close(self: Box<Self>) -> LocalBoxFuture<'static, ()> {
        ready(()).boxed_local()
    }
}
