//! A transport whose other end is in a test's hands.

use std::cell::{Cell, RefCell};
use std::future::ready;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use futures_channel::{mpsc, oneshot};
use futures_util::future::LocalBoxFuture;
use futures_util::{Stream, StreamExt};

use crate::{Closed, Connection, Incoming, Secret, Transport};

/// A transport that opens connections to a test. Clones are the same transport.
#[derive(Clone, Debug, Default)]
pub struct ScriptedTransport(Rc<RefCell<Shared>>);

#[derive(Debug, Default)]
struct Shared {
    peers: Vec<Peer>,
    /// The connections that are not open yet, while new ones are held.
    held: Option<Vec<oneshot::Sender<()>>>,
}

/// The other end of a connection. Clones are the same end.
#[derive(Clone, Debug)]
pub struct Peer {
    url: String,
    frames: mpsc::UnboundedSender<Result<Incoming, Closed>>,
    left: Rc<Cell<bool>>,
}

struct ScriptedConnection {
    frames: mpsc::UnboundedReceiver<Result<Incoming, Closed>>,
    left: Rc<Cell<bool>>,
    ended: bool,
}

impl ScriptedTransport {
    /// Every connection that was asked for, in order.
    pub fn peers(&self) -> Vec<Peer> {
        self.0.borrow().peers.clone()
    }

    /// Lets connections that are asked for from now on wait to be opened.
    pub fn hold(&self) {
        self.0.borrow_mut().held.get_or_insert_default();
    }

    /// Opens the connections that wait, and later ones at once.
    pub fn release(&self) {
        let held = self.0.borrow_mut().held.take();
        for open in held.into_iter().flatten() {
            // Fails where the attempt was given up.
            let _ = open.send(());
        }
    }
}

impl Transport for ScriptedTransport {
    fn open(&self, url: &Secret) -> LocalBoxFuture<'static, Box<dyn Connection>> {
        let mut shared = self.0.borrow_mut();
        let (frames, received) = mpsc::unbounded();
        let left = Rc::new(Cell::new(false));
        shared.peers.push(Peer {
            url: url.expose().to_owned(),
            frames,
            left: Rc::clone(&left),
        });
        let opened = shared.held.as_mut().map(|held| {
            let (open, opened) = oneshot::channel();
            held.push(open);
            opened
        });
        Box::pin(async move {
            if let Some(opened) = opened {
                // The script is gone where this fails, and with it whoever could send a frame.
                let _ = opened.await;
            }
            let connection = ScriptedConnection {
                frames: received,
                left,
                ended: false,
            };
            Box::new(connection) as Box<dyn Connection>
        })
    }
}

impl Peer {
    /// The URL that the connection was opened with, ticket and all.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Sends a text frame.
    pub fn send(&self, text: impl Into<String>) {
        self.say(Incoming::Frame(text.into()));
    }

    /// Sends a text frame to a client that takes none that is longer than so many bytes.
    pub fn send_up_to(&self, limit: usize, text: &str) {
        self.say(Incoming::up_to(limit, text));
    }

    fn say(&self, frame: Incoming) {
        // Fails when the client is gone, which a real peer would not see either.
        let _ = self.frames.unbounded_send(Ok(frame));
    }

    /// Closes the connection, or refuses it where it is not open yet.
    pub fn close(&self, code: u16, reason: impl Into<String>) {
        let _ = self
            .frames
            .unbounded_send(Err(Closed::by_server(code, reason)));
    }

    /// Gives the connection up on the client's side, as one that fell behind.
    pub fn fall_behind(&self) {
        let _ = self.frames.unbounded_send(Err(Closed::behind()));
    }

    /// Whether the client took leave.
    pub fn is_left(&self) -> bool {
        self.left.get()
    }

    /// Whether the client is there no more, with or without having taken leave.
    pub fn is_gone(&self) -> bool {
        self.frames.is_closed()
    }
}

impl Stream for ScriptedConnection {
    type Item = Result<Incoming, Closed>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let frame = self.frames.poll_next_unpin(cx);
        self.ended = matches!(frame, Poll::Ready(None | Some(Err(_))));
        frame
    }
}

impl Connection for ScriptedConnection {
    fn close(self: Box<Self>) -> LocalBoxFuture<'static, ()> {
        self.left.set(true);
        Box::pin(ready(()))
    }
}
