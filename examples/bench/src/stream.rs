//! The stream that the measured page is fed through: a connection whose other end is in the page.

use std::cell::RefCell;
use std::future::ready;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use futures_channel::mpsc;
use futures_util::future::LocalBoxFuture;
use futures_util::{FutureExt, Stream, StreamExt};
use session_client::{Backend, Closed, Connection, Reply, Secret, Transport};
use session_model::input::History;
use session_model::{CallError, CallErrorKind, Draft};
use session_wire::call::{Project, Started, WorkerVersion};
use session_wire::{CloudSessionId, EventId, ProjectId};

/// A world that has nothing but one stream.
#[derive(Debug)]
pub(crate) struct OneStream(RefCell<Option<mpsc::UnboundedReceiver<String>>>);

/// The stream's end that the page reads.
struct Frames(mpsc::UnboundedReceiver<String>);

impl OneStream {
    /// The world, and where its frames are put in.
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
    type Item = Result<String, Closed>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(cx).map(|frame| frame.map(Ok))
    }
}

impl Connection for Frames {
    fn close(self: Box<Self>) -> LocalBoxFuture<'static, ()> {
        ready(()).boxed_local()
    }
}

impl Backend for OneStream {
    fn list_projects(&self) -> Reply<Vec<Project>> {
        refuse()
    }

    fn load_project(&self, _: &ProjectId) -> Reply<Project> {
        refuse()
    }

    fn start_session(&self, _: &ProjectId) -> Reply<Started> {
        refuse()
    }

    fn send_message(&self, _: &ProjectId, _: &Draft, _: bool) -> Reply<Started> {
        refuse()
    }

    fn interrupt(&self, _: &ProjectId) -> Reply<()> {
        refuse()
    }

    fn load_history(&self, _: &ProjectId, _: &CloudSessionId, _: &WorkerVersion) -> Reply<History> {
        refuse()
    }

    fn ticket(&self, _: &CloudSessionId, _: &WorkerVersion) -> Reply<Secret> {
        ready(Ok(Secret::new(""))).boxed_local()
    }

    fn stream_url(
        &self,
        _: &CloudSessionId,
        _: &WorkerVersion,
        _: &Secret,
        _: Option<EventId>,
    ) -> Secret {
        Secret::new("ws://bench/stream")
    }
}

fn refuse<T: 'static>() -> Reply<T> {
    ready(Err(CallError {
        kind: CallErrorKind::NotFound,
        message: "the measured page has a stream and nothing else".to_owned(),
    }))
    .boxed_local()
}
