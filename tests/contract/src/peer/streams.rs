//! The peer of a transport.

use std::io;

use futures_util::{SinkExt, StreamExt};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Message, Role};

use super::http::{Request, respond, until_gone};
use super::runs::Notes;
use crate::transport::{CASES, Peer, Step};

type Socket = WebSocketStream<TcpStream>;

/// Does what a case says with its connection.
pub(super) async fn play(
    mut stream: TcpStream,
    request: &Request,
    notes: Notes,
    case: &str,
) -> io::Result<()> {
    notes.begin(request.path.clone());
    let Some(case) = CASES.iter().find(|known| known.name == case) else {
        return respond(&mut stream, 404, "text/plain", b"").await;
    };
    let end = match case.peer {
        Peer::Refuse(status) => {
            respond(&mut stream, status, "text/plain", b"").await?;
            "refused".to_owned()
        }
        Peer::Ignore => {
            until_gone(&mut stream).await;
            "cut".to_owned()
        }
        Peer::Take(steps) => take(stream, request, &notes, steps).await?,
        Peer::Hang | Peer::NoTls | Peer::Nobody | Peer::Nowhere(_) => "hung up".to_owned(),
    };
    notes.end(end);
    Ok(())
}

/// Answers a question, as soon as the answer is known.
pub(super) async fn tell(
    stream: TcpStream,
    request: &Request,
    answer: impl Future<Output = io::Result<String>>,
) -> io::Result<()> {
    let mut socket = accept(stream, request).await?;
    let answer = answer.await?;
    // Whoever asked may have gone.
    let _ = socket.send(Message::text(answer)).await;
    until_closed(&mut socket).await;
    Ok(())
}

/// Takes an upgrade.
async fn accept(mut stream: TcpStream, request: &Request) -> io::Result<Socket> {
    let key = request.header("sec-websocket-key").unwrap_or_default();
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n\
         sec-websocket-accept: {}\r\n\r\n",
        derive_accept_key(key.as_bytes())
    );
    stream.write_all(answer.as_bytes()).await?;
    Ok(WebSocketStream::from_raw_socket(stream, Role::Server, None).await)
}

/// Takes an upgrade, does what is to be done, and tells how it ended.
async fn take(
    stream: TcpStream,
    request: &Request,
    notes: &Notes,
    steps: &[Step],
) -> io::Result<String> {
    let mut socket = accept(stream, request).await?;
    for step in steps {
        let message = match *step {
            Step::Query => Message::text(request.query.clone()),
            Step::Text(text) => Message::text(text),
            Step::Long(length) => Message::text("x".repeat(length)),
            Step::Binary => Message::binary(vec![0, 159, 146, 150]),
            Step::Ping => Message::Ping("ping".into()),
            Step::Close(code, reason) => Message::Close(Some(CloseFrame {
                code: code.into(),
                reason: reason.into(),
            })),
            Step::CloseWithoutCode => Message::Close(None),
            Step::NoText => {
                // A final text frame of two bytes that are no UTF-8.
                socket.get_mut().write_all(&[0x81, 2, 0xff, 0xfe]).await?;
                continue;
            }
            Step::Flood(count, length) => {
                flood(&mut socket, notes, count, length).await;
                continue;
            }
            Step::Cut => return Ok("gone".to_owned()),
            Step::Reset => {
                socket.get_ref().set_zero_linger()?;
                return Ok("gone".to_owned());
            }
        };
        // The client may have gone already, which is heard below.
        if socket.send(message).await.is_err() {
            break;
        }
    }
    Ok(until_closed(&mut socket).await)
}

/// Says numbered texts as fast as they are taken.
async fn flood(socket: &mut Socket, notes: &Notes, count: usize, length: usize) {
    for number in 0..count {
        let mut text = format!("#{number} ");
        text.extend(std::iter::repeat_n('x', length - text.len()));
        // The client may have gone already, which is heard afterwards.
        if socket.send(Message::text(text)).await.is_err() {
            return;
        }
        notes.say();
    }
}

/// Listens until the client has gone; gives how it went.
async fn until_closed(socket: &mut Socket) -> String {
    loop {
        match socket.next().await {
            Some(Ok(Message::Close(frame))) => {
                let code = frame.map_or(1005, |frame| u16::from(frame.code));
                // Sends the answer; a client that did not wait for it is gone.
                let _ = socket.flush().await;
                return format!("closed {code}");
            }
            Some(Ok(_)) => {}
            Some(Err(_)) | None => return "cut".to_owned(),
        }
    }
}
