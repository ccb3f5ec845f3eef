//! Web sockets outside the browser.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use futures_util::{Sink, Stream, StreamExt};
use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Message, WebSocketConfig};
use tokio_tungstenite::tungstenite::{self, Error};
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream};

use super::{Closed, Connection, Incoming, MAX_FRAME, Transport, Unopened};
use crate::Secret;

/// How many times longer than what is taken in a frame may be that is left out: it is read to its
/// end, for there the next one begins. What is longer yet closes the connection with 1009, because
/// memory has an end.
const READ_ON: usize = 8;

/// How long a server has to take leave before the connection is cut.
const LEAVE: Duration = Duration::from_secs(2);

/// The platform's web sockets. Connections must be polled inside a tokio runtime with I/O and time.
#[derive(Clone, Debug)]
pub struct WebSockets {
    tls: Result<Arc<ClientConfig>, String>,
    max_frame: usize,
}

impl Default for WebSockets {
    fn default() -> Self {
        Self::new()
    }
}

impl WebSockets {
    /// Web sockets that trust the root certificates of the web.
    pub fn new() -> Self {
        Self {
            tls: tls().map_err(|error| error.to_string()),
            max_frame: MAX_FRAME,
        }
    }

    /// Leaves out each frame that is longer than so many bytes, instead of [`MAX_FRAME`]. One more than
    /// eight times as long closes the connection with 1009, unread.
    #[must_use]
    pub fn with_max_frame(mut self, bytes: usize) -> Self {
        self.max_frame = bytes;
        self
    }

    /// The longest frame that is read at all.
    fn longest(&self) -> usize {
        self.max_frame.saturating_mul(READ_ON)
    }
}

/// Names its crypto provider, so that it depends on no process-wide default.
fn tls() -> Result<Arc<ClientConfig>, rustls::Error> {
    let roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}

impl Transport for WebSockets {
    fn open(&self, url: &Secret) -> LocalBoxFuture<'static, Box<dyn Connection>> {
        let (sockets, url) = (self.clone(), url.clone());
        Box::pin(async move {
            match connect(&sockets, &url).await {
                Ok(socket) => Box::new(NativeConnection {
                    socket,
                    sockets,
                    ended: false,
                }),
                Err(closed) => Unopened::boxed(closed),
            }
        })
    }
}

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn connect(sockets: &WebSockets, url: &Secret) -> Result<Socket, Closed> {
    let connector = Connector::Rustls(sockets.tls.clone().map_err(Closed::lost)?);
    let limits = WebSocketConfig::default()
        .max_message_size(Some(sockets.longest()))
        .max_frame_size(Some(sockets.longest()));
    let connecting = tokio_tungstenite::connect_async_tls_with_config(
        url.expose(),
        Some(limits),
        true,
        Some(connector),
    );
    let (socket, _) = connecting.await.map_err(|error| failed(&error, sockets))?;
    Ok(socket)
}

struct NativeConnection {
    socket: Socket,
    sockets: WebSockets,
    ended: bool,
}

impl Stream for NativeConnection {
    type Item = Result<Incoming, Closed>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let closed = loop {
            match ready!(self.socket.poll_next_unpin(cx)) {
                Some(Ok(Message::Text(text))) => {
                    let frame = Incoming::up_to(self.sockets.max_frame, text.as_str());
                    return Poll::Ready(Some(Ok(frame)));
                }
                Some(Ok(Message::Close(frame))) => break said(frame),
                Some(Ok(_)) => {}
                Some(Err(error)) => break failed(&error, &self.sockets),
                None => break Closed::lost(""),
            }
        };
        self.ended = true;
        // Sends the answer to a close frame; a connection that cannot take it is gone anyway.
        let _ = Pin::new(&mut self.socket).poll_flush(cx);
        Poll::Ready(Some(Err(closed)))
    }
}

impl Connection for NativeConnection {
    fn close(mut self: Box<Self>) -> LocalBoxFuture<'static, ()> {
        Box::pin(async move {
            let leave = async {
                let frame = CloseFrame {
                    code: CloseCode::Normal,
                    reason: "".into(),
                };
                let mut sent = self.socket.close(Some(frame)).await.is_ok();
                // A socket that is dropped with unread frames would take the close frame back.
                while sent {
                    sent = matches!(self.socket.next().await, Some(Ok(_)));
                }
            };
            // Whether the server answered in time makes no difference: the socket is dropped now.
            let _ = tokio::time::timeout(LEAVE, leave).await;
        })
    }
}

fn said(frame: Option<CloseFrame>) -> Closed {
    match frame {
        Some(frame) => Closed::by_server(frame.code.into(), frame.reason.as_str()),
        // RFC 6455: a close frame without a code.
        None => Closed::by_server(1005, ""),
    }
}

/// No error of the library shows the URL's query, where the ticket is.
fn failed(error: &Error, sockets: &WebSockets) -> Closed {
    match error {
        Error::Http(response) => Closed::lost(format!(
            "The server refused the connection: HTTP {}.",
            response.status().as_u16()
        )),
        Error::Capacity(tungstenite::error::CapacityError::MessageTooLong { .. }) => {
            Closed::too_big(sockets.longest())
        }
        Error::Utf8(_) => Closed::by_server(1007, "A frame is no UTF-8."),
        other => Closed::lost(other.to_string()),
    }
}
