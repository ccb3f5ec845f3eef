//! Web sockets of the browser.

use std::cell::RefCell;
use std::future::{poll_fn, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use futures_util::Stream;
use futures_util::future::LocalBoxFuture;
use gloo_events::EventListener;
use js_sys::JsString;
use session_model::input::LeftOut;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BinaryType, CloseEvent, MessageEvent, WebSocket};

use super::inbox::Inbox;
use super::{Closed, Connection, Incoming, MAX_FRAME, START, Transport, Unopened};
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

    /// Leaves out each frame that is longer than so many bytes, instead of [`MAX_FRAME`].
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
            let socket = match WebSocket::new(url.expose()) {
                Ok(socket) => Socket::listening(socket, max_frame),
                // The error's message shows the URL, where the ticket is.
                Err(error) => return Unopened::boxed(Closed::lost(name_of(&error))),
            };
            poll_fn(|cx| socket.poll_opened(cx)).await;
            Box::new(WebConnection(Some(socket)))
        })
    }
}

/// A socket of the browser with what came of it; closed when it is dropped.
struct Socket {
    source: WebSocket,
    inbox: Rc<RefCell<Inbox>>,
    _listeners: [EventListener; 3],
}

impl Socket {
    fn listening(socket: WebSocket, max_frame: usize) -> Self {
        // Blobs would have to be read, array buffers are only left out.
        socket.set_binary_type(BinaryType::Arraybuffer);
        let inbox = Rc::new(RefCell::new(Inbox::default()));
        let (opened, told, ended) = (Rc::clone(&inbox), Rc::clone(&inbox), Rc::clone(&inbox));
        let source = socket.clone();
        // An `error` says nothing, and a `close` with the code always follows it.
        let listeners = [
            EventListener::new(&socket, "open", move |_| opened.borrow_mut().wake()),
            EventListener::new(&socket, "message", move |event| {
                let mut inbox = told.borrow_mut();
                if let Some(text) = text_of(event) {
                    inbox.put(incoming(max_frame, &text));
                }
                if inbox.is_over() {
                    leave(&source);
                }
            }),
            EventListener::new(&socket, "close", move |event| {
                let closed = event.dyn_ref::<CloseEvent>().map_or_else(
                    || Closed::lost(""),
                    |event| Closed::by_server(event.code(), event.reason()),
                );
                ended.borrow_mut().end(closed);
            }),
        ];
        Self {
            source: socket,
            inbox,
            _listeners: listeners,
        }
    }

    /// Ready when the handshake is over, well or not.
    fn poll_opened(&self, cx: &Context<'_>) -> Poll<()> {
        if self.source.ready_state() != WebSocket::CONNECTING {
            return Poll::Ready(());
        }
        self.inbox.borrow_mut().wait(cx);
        Poll::Pending
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        leave(&self.source);
    }
}

/// The socket goes as soon as it has closed.
struct WebConnection(Option<Socket>);

impl Stream for WebConnection {
    type Item = Result<Incoming, Closed>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(socket) = &self.0 else {
            return Poll::Ready(None);
        };
        let news = ready!(socket.inbox.borrow_mut().poll_next(cx));
        if !matches!(news, Some(Ok(_))) {
            self.0 = None;
        }
        Poll::Ready(news)
    }
}

impl Connection for WebConnection {
    fn close(self: Box<Self>) -> LocalBoxFuture<'static, ()> {
        if let Some(socket) = self.0 {
            // Fails only for codes that pages may not use.
            let _ = socket.source.close_with_code(1000);
        }
        Box::pin(ready(()))
    }
}

/// Without a code, closing fails in no state.
fn leave(socket: &WebSocket) {
    let _ = socket.close();
}

fn text_of(event: &web_sys::Event) -> Option<JsString> {
    event.dyn_ref::<MessageEvent>()?.data().dyn_into().ok()
}

/// The text is copied only when it may be short enough: no byte is shared by two of its units.
fn incoming(limit: usize, text: &JsString) -> Incoming {
    let units = text.length();
    if usize::try_from(units).is_ok_and(|units| units <= limit) {
        return Incoming::up_to(limit, String::from(text));
    }
    let start = u32::try_from(START).unwrap_or(u32::MAX);
    Incoming::LeftOut(LeftOut {
        bytes: u64::from(units),
        start: text.substring(0, start).into(),
    })
}

fn name_of(error: &JsValue) -> String {
    error
        .dyn_ref::<js_sys::Error>()
        .map_or_else(String::new, |error| error.name().into())
}
