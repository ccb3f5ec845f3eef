//! One stream on its way through the proxy.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::sleep;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, connect_async};

use super::fault::{Fault, Opening};
use super::http::{Head, refuse, until_gone};
use super::proxy::{Order, Shared};
use super::schedule::THIS_SESSION;

/// How many frames are kept for those that come again.
const HISTORY: usize = 4096;

/// Why a stream is over.
struct Over;

/// A stream between the gateway and a client.
struct Stream {
    client: WebSocketStream<TcpStream>,
    shared: Rc<Shared>,
    faults: VecDeque<(usize, Fault)>,
    session: String,
    /// How many frames went through.
    passed: usize,
    /// The last of them.
    last: Vec<String>,
    /// Frames that are held back, and behind how many others.
    held: Vec<String>,
    holding: usize,
}

/// Serves one upgrade.
pub(super) async fn serve(mut client: TcpStream, head: &Head, shared: Rc<Shared>) {
    let passage = shared.stream_passage();
    let mut target = head.target().to_owned();
    if !matches!(passage.opening, Opening::Free) {
        shared.met_fault();
    }
    match passage.opening {
        Opening::Refused(status) => return drop(refuse(&mut client, status).await),
        Opening::Cut => return,
        Opening::Silent => return until_gone(&mut client).await,
        Opening::TicketExpired => target.push_str("gone"),
        _ => {}
    }
    let url = format!("ws://{}{target}", shared.gateway());
    let mut gateway = match connect_async(url).await {
        Ok((gateway, _)) => gateway,
        Err(Error::Http(answer)) => {
            return drop(refuse(&mut client, answer.status().as_u16()).await);
        }
        Err(_) => return,
    };
    let Ok(client) = accept(client, head).await else {
        return;
    };
    let _counted = shared.count();
    let mut stream = Stream {
        client,
        shared,
        faults: passage.faults.into(),
        session: session(&target),
        passed: 0,
        last: Vec::new(),
        held: Vec::new(),
        holding: 0,
    };
    loop {
        let goes_on = tokio::select! {
            message = gateway.next() => match message {
                Some(Ok(Message::Text(text))) => stream.take(text.as_str()).await,
                Some(Ok(Message::Close(frame))) => stream.close(frame).await,
                Some(Ok(_)) => Ok(()),
                Some(Err(_)) | None => Err(Over),
            },
            message = stream.client.next() => match message {
                Some(Ok(Message::Close(_)) | Err(_)) | None => Err(Over),
                Some(Ok(_)) => Ok(()),
            },
        };
        if goes_on.is_err() {
            return;
        }
    }
}

async fn accept(mut client: TcpStream, head: &Head) -> std::io::Result<WebSocketStream<TcpStream>> {
    let key = head.header("sec-websocket-key").unwrap_or_default();
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
         sec-websocket-accept: {}\r\n\r\n",
        derive_accept_key(key.as_bytes())
    );
    client.write_all(answer.as_bytes()).await?;
    Ok(WebSocketStream::from_raw_socket(client, Role::Server, None).await)
}

/// The session of a stream's URL.
fn session(target: &str) -> String {
    let (_, query) = target.split_once('?').unwrap_or_default();
    let mut fields = query.split('&').filter_map(|field| field.split_once('='));
    let session = fields.find(|(name, _)| *name == "cloudAgentSessionId");
    session.map_or_else(String::new, |(_, session)| session.to_owned())
}

impl Stream {
    /// Does what is due, then lets a frame of the gateway through.
    async fn take(&mut self, text: &str) -> Result<(), Over> {
        while let Some((at, _)) = self.faults.front()
            && *at <= self.passed
            && let Some((_, fault)) = self.faults.pop_front()
        {
            self.shared.met_fault();
            self.suffer(fault, text).await?;
        }
        if self.holding > 0 && number(text) == 0 {
            self.held.push(text.to_owned());
            return Ok(());
        }
        self.send(text).await?;
        self.remember(text);
        self.holding = self.holding.saturating_sub(1);
        if self.holding == 0 {
            for held in std::mem::take(&mut self.held) {
                self.send(&held).await?;
            }
        }
        Ok(())
    }

    async fn suffer(&mut self, fault: Fault, next: &str) -> Result<(), Over> {
        match fault {
            Fault::Cut => Err(Over),
            Fault::HalfOpen => {
                until_gone(self.client.get_mut()).await;
                Err(Over)
            }
            Fault::Delay(time) => {
                sleep(time).await;
                Ok(())
            }
            Fault::Repeat(count) => {
                let from = self.last.len().saturating_sub(count);
                for frame in self.last.split_off(from) {
                    self.send(&frame).await?;
                }
                Ok(())
            }
            Fault::Recall(index) => {
                let known = self.shared.history.borrow().get(index).cloned();
                match known {
                    // Another connection may have been cut before the client read all of it.
                    Some(frame) if number(&frame) < number(next) => self.send(&frame).await,
                    _ => Ok(()),
                }
            }
            Fault::Hold(count) => {
                self.holding = count;
                Ok(())
            }
            Fault::Truncate => {
                let mut bytes = Vec::new();
                let data = next.as_bytes().to_vec();
                let frame = Frame::message(data, OpCode::Data(Data::Text), true);
                frame.format(&mut bytes).map_err(|_| Over)?;
                let half = &bytes[..bytes.len() / 2];
                // The client may be gone already.
                let _ = self.client.get_mut().write_all(half).await;
                Err(Over)
            }
            Fault::Garbage(text) => {
                let text = text.replace(THIS_SESSION, &self.session);
                self.send(&text).await
            }
            Fault::Binary => self.say(Message::binary(vec![0, 159, 146, 150])).await,
            Fault::Oversized(bytes) => self.send(&"x".repeat(bytes)).await,
            Fault::Close(1005, _) => self.close(None).await,
            Fault::Close(code, reason) => {
                let reason = reason.into();
                let code = code.into();
                self.close(Some(CloseFrame { code, reason })).await
            }
            Fault::Error(code, close) => {
                let error = serde_json::json!({ "type": "error", "code": code, "message": "No." });
                self.send(&error.to_string()).await?;
                let code = close.into();
                let reason = "".into();
                self.close(Some(CloseFrame { code, reason })).await
            }
            Fault::Kill => {
                self.shared.order(Order::Restart);
                Ok(())
            }
            Fault::Wake(wake) => {
                self.shared.order(Order::Wake(wake));
                Ok(())
            }
        }
    }

    async fn send(&mut self, text: &str) -> Result<(), Over> {
        self.say(Message::text(text)).await
    }

    async fn say(&mut self, message: Message) -> Result<(), Over> {
        self.client.send(message).await.map_err(|_| Over)
    }

    /// Closes as the server of a WebSocket does: waits for the client's own close, but not for ever.
    async fn close(&mut self, frame: Option<CloseFrame>) -> Result<(), Over> {
        if self.client.close(frame).await.is_ok() {
            let goodbye = async { while let Some(Ok(_)) = self.client.next().await {} };
            let _ = tokio::time::timeout(Duration::from_millis(200), goodbye).await;
        }
        Err(Over)
    }

    fn remember(&mut self, text: &str) {
        self.passed += 1;
        self.last.push(text.to_owned());
        let mut history = self.shared.history.borrow_mut();
        if history.len() < HISTORY {
            history.push(text.to_owned());
        }
    }
}

/// A frame's place in the stored stream; zero for what has none.
fn number(frame: &str) -> u64 {
    let frame: Value = serde_json::from_str(frame).unwrap_or_default();
    frame["eventId"].as_u64().unwrap_or_default()
}
