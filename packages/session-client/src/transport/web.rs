//! Web sockets of the browser.

use std::future::{poll_fn, ready};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_util::future::LocalBoxFuture;
use futures_util::{SinkExt, Stream, StreamExt};
use gloo_net::websocket::futures::WebSocket;
use gloo_net::websocket::{Message, WebSocketError};

use super::{Closed, Connection, MAX_FRAME, Transport, Unopened};
use crate::Secret;

/// The platform's web sockets.
#[derive(Clone, Debug)]
pub struct WebSockets {
    max_frame: usize,
}

impl Default for WebSockets {
    fn default() -> Self {
        Self::new()
    }
}

impl WebSockets {
    /// Web sockets as the browser has them.
    pub fn new() -> Self {
        Self {
            max_frame: MAX_FRAME,
        }
    }

    /// Takes no frame that is longer than so many bytes, instead of [`MAX_FRAME`].
    #[must_use]
    pub fn with_max_frame(mut self, bytes: usize) -> Self {
        self.max_frame = bytes;
        self
    }
}

impl Transport for WebSockets {
    fn open(&self, url: &Secret) -> LocalBoxFuture<'static, Box<dyn Connection>> {
        let (max_frame, url) = (self.max_frame, url.clone());
        Box::pin(async move {
            match WebSocket::open(url.expose()) {
                Ok(mut socket) => {
                    // Ready when the handshake is over; a refused one is told by the stream itself.
                    let _ = poll_fn(|cx| socket.poll_ready_unpin(cx)).await;
                    Box::new(WebConnection {
                        socket: Some(socket),
                        max_frame,
                    })
                }
                // The error's message shows the URL, where the ticket is.
                Err(error) => Unopened::boxed(Closed::lost(error.name)),
            }
        })
    }
}

/// The socket goes as soon as it has closed. Dropping one calls the browser's `close()`, which,
/// without arguments, throws in no state.
struct WebConnection {
    socket: Option<WebSocket>,
    max_frame: usize,
}

impl Stream for WebConnection {
    type Item = Result<String, Closed>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let max_frame = self.max_frame;
        let Some(socket) = &mut self.socket else {
            return Poll::Ready(None);
        };
        let closed = loop {
            match ready!(socket.poll_next_unpin(cx)) {
                Some(Ok(Message::Text(text))) if text.len() > max_frame => {
                    break Closed::too_big(max_frame);
                }
                Some(Ok(Message::Text(text))) => return Poll::Ready(Some(Ok(text))),
                // An error says nothing, and a close with the code always follows it.
                Some(Ok(Message::Bytes(_)) | Err(WebSocketError::ConnectionError)) => {}
                Some(Err(WebSocketError::ConnectionClose(event))) => {
                    break Closed {
                        code: event.code,
                        reason: event.reason,
                    };
                }
                Some(Err(_)) | None => break Closed::lost(""),
            }
        };
        self.socket = None;
        Poll::Ready(Some(Err(closed)))
    }
}

impl Connection for WebConnection {
    fn close(self: Box<Self>) -> LocalBoxFuture<'static, ()> {
        if let Some(socket) = self.socket {
            // Fails only for codes that pages may not use.
            let _ = socket.close(Some(1000), None);
        }
        Box::pin(ready(()))
    }
}
