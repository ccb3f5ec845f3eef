//! What a stream is carried over: web sockets of the platform, or anything a host brings.

#[cfg(any(test, target_arch = "wasm32"))]
mod inbox;
#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use native::WebSockets;
#[cfg(target_arch = "wasm32")]
pub use web::WebSockets;

use std::future::ready;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::Stream;
use futures_util::future::LocalBoxFuture;
use session_model::input::LeftOut;

use crate::Secret;

/// The longest frame that [`WebSockets`] take in unless they are told otherwise, in bytes; a longer
/// one is [left out](Incoming::LeftOut). Natively one more than eight times as long closes the connection
/// with 1009, where a browser leaves out whatever it can read.
pub const MAX_FRAME: usize = MAX_WAITING_BYTES;

/// How much of a frame that is left out is kept, in bytes: more than stands before its payload.
const START: usize = 4 << 10;

/// How many frames may wait to be taken in before a connection is given up as
/// [`behind`](Closed::is_behind).
pub const MAX_WAITING: usize = 1 << 16;

/// How long the frames may be together that wait to be taken in, in bytes, when one more comes; more
/// give the connection up as [`behind`](Closed::is_behind).
pub const MAX_WAITING_BYTES: usize = 64 << 20;

/// Opens connections.
pub trait Transport {
    /// Opens a connection to a `ws:` or `wss:` URL.
    ///
    /// Ready when the handshake is over, well or not: a connection that could not be opened
    /// yields its one [`Closed`]. Dropping the future gives the attempt up.
    fn open(&self, url: &Secret) -> LocalBoxFuture<'static, Box<dyn Connection>>;
}

/// A stream of text frames, in order, that ends after exactly one [`Closed`].
///
/// Binary frames are nothing to it. Dropping it cuts the connection.
///
/// What comes faster than it is taken in never piles up without bound. A transport that can lets
/// the server wait, as [`WebSockets`] do natively. Where it cannot, as in a browser, it gives the
/// connection up at [`MAX_WAITING`] frames or [`MAX_WAITING_BYTES`]: all frames up to then are
/// given, then a [`Closed`] that says so, and the next connection goes on after them.
pub trait Connection: Stream<Item = Result<Incoming, Closed>> + Unpin {
    /// Takes leave of the server, within bounded time; nothing is heard of the connection after.
    fn close(self: Box<Self>) -> LocalBoxFuture<'static, ()>;
}

/// A text frame that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Incoming {
    /// All of it.
    Frame(String),
    /// One that is too big to be taken in. What comes behind it is not lost for that.
    LeftOut(LeftOut),
}

impl Incoming {
    /// A text, left out where it is longer than so many bytes.
    pub fn up_to(limit: usize, text: impl AsRef<str> + Into<String>) -> Self {
        if text.as_ref().len() <= limit {
            return Self::Frame(text.into());
        }
        let text = text.as_ref();
        let start = (0..=START).rev().find_map(|end| text.get(..end));
        Self::LeftOut(LeftOut {
            bytes: text.len() as u64,
            start: start.unwrap_or_default().to_owned(),
        })
    }
}

/// How a connection ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The WebSocket close code; 1006 where the connection was lost or never opened.
    pub code: u16,
    /// The reason given, often empty.
    pub reason: String,
    /// Whether it was given up on this side because frames came faster than they were taken in.
    pub is_behind: bool,
}

impl Closed {
    /// The server closed it so.
    pub fn by_server(code: u16, reason: impl Into<String>) -> Self {
        Self {
            code,
            reason: reason.into(),
            is_behind: false,
        }
    }

    /// The connection was lost, or could not be opened.
    pub fn lost(reason: impl Into<String>) -> Self {
        Self::by_server(1006, reason)
    }

    /// Frames came faster than they were taken in.
    pub fn behind() -> Self {
        Self {
            is_behind: true,
            ..Self::lost("Frames came faster than they were taken in.")
        }
    }

    /// A frame was longer than so many bytes, so that nothing could be heard behind it.
    pub fn too_big(limit: usize) -> Self {
        Self::by_server(1009, format!("A frame is longer than {limit} bytes."))
    }
}

/// A connection that was over before it began.
#[derive(Debug)]
pub struct Unopened(Option<Closed>);

impl Unopened {
    /// A connection that yields nothing but how it ended.
    pub fn boxed(closed: Closed) -> Box<dyn Connection> {
        Box::new(Self(Some(closed)))
    }
}

impl Stream for Unopened {
    type Item = Result<Incoming, Closed>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Err))
    }
}

impl Connection for Unopened {
    fn close(self: Box<Self>) -> LocalBoxFuture<'static, ()> {
        Box::pin(ready(()))
    }
}
