//! What every transport must do, held against a server that misbehaves on purpose.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use session_client::{Closed, Connection, MAX_FRAME, Secret, Transport, WebSockets};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

/// What the server does with the one connection that it takes.
enum Server {
    /// Answers the upgrade so, and closes.
    Refuse(&'static str),
    /// Takes the connection and closes it before a word.
    Hang,
    /// Takes the upgrade, then does so.
    Take(Vec<Step>),
}

enum Step {
    Text(&'static str),
    Long(usize),
    Binary,
    Ping,
    /// Bytes that are no text in a frame that says so.
    NoText,
    Close(u16, &'static str),
    CloseWithoutCode,
    /// Cuts the TCP connection, with unread bytes or not.
    Cut,
}

use Step::{Binary, Close, CloseWithoutCode, Cut, Long, NoText, Ping, Text};

/// No test waits this long unless it fails.
const GUARD: Duration = Duration::from_secs(30);

#[tokio::test]
async fn frames_come_in_order_and_the_close_last() {
    check(
        Server::Take(vec![Text("1"), Text("2"), Text(""), Close(1000, "bye")]),
        &["1", "2", "", "1000 bye"],
    )
    .await;
}

#[tokio::test]
async fn closes_keep_their_code_and_reason() {
    check(
        Server::Take(vec![Close(1008, "ticket expired")]),
        &["1008 ticket expired"],
    )
    .await;
    check(Server::Take(vec![Close(4001, "")]), &["4001 "]).await;
    check(
        Server::Take(vec![Close(1012, "restart")]),
        &["1012 restart"],
    )
    .await;
    check(Server::Take(vec![CloseWithoutCode]), &["1005 "]).await;
}

#[tokio::test]
async fn only_text_is_given() {
    check(
        Server::Take(vec![Binary, Ping, Text("a"), Binary, Close(1000, "")]),
        &["a", "1000 "],
    )
    .await;
}

#[tokio::test]
async fn a_refused_upgrade_is_a_loss_that_tells_the_status() {
    for status in [
        "401 Unauthorized",
        "403 Forbidden",
        "426 Upgrade Required",
        "503 Busy",
    ] {
        let expected = format!(
            "1006 The server refused the connection: HTTP {}.",
            &status[..3]
        );
        check(Server::Refuse(status), &[&expected]).await;
    }
    check(
        Server::Refuse("200 OK"),
        &["1006 The server refused the connection: HTTP 200."],
    )
    .await;
}

#[tokio::test]
async fn a_cut_is_a_loss() {
    check(Server::Take(vec![Text("a"), Cut]), &["a", "1006 …"]).await;
    check(Server::Take(vec![Cut]), &["1006 …"]).await;
    check(Server::Hang, &["1006 …"]).await;
}

#[tokio::test]
async fn text_that_is_none_closes() {
    check(
        Server::Take(vec![Text("a"), NoText, Text("b")]),
        &["a", "1007 A frame is no UTF-8."],
    )
    .await;
}

#[tokio::test]
async fn a_frame_as_long_as_allowed_comes() {
    let mut connection =
        open(&serve(Server::Take(vec![Long(MAX_FRAME), Close(1000, "")])).await).await;
    let frame = connection.next().await.unwrap().unwrap();
    assert_eq!(frame.len(), MAX_FRAME);
    assert_eq!(rest(connection).await, ["1000 "]);
}

#[tokio::test]
async fn a_longer_frame_closes() {
    check(
        Server::Take(vec![Text("a"), Long(MAX_FRAME + 1), Text("b")]),
        &["a", "1009 A frame is longer than 16777216 bytes."],
    )
    .await;
}

#[tokio::test]
async fn nobody_there_is_a_loss() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let connection = open(&format!("ws://{address}/stream?ticket=hush")).await;
    assert_eq!(shorten(rest(connection).await, &["1006 …"]), ["1006 …"]);
}

#[tokio::test]
async fn wrong_urls_are_a_loss_and_keep_their_ticket() {
    for url in [
        "",
        "no url?ticket=hush",
        "ftp://127.0.0.1/?ticket=hush",
        "ws://?ticket=hush",
        "ws://[::?ticket=hush",
        "ws://127.0.0.1:99999/?ticket=hush",
        "ws://127.0.0.1/a b?ticket=hush",
    ] {
        let said = rest(open(url).await).await;
        assert_eq!(said.len(), 1, "{url}: {said:?}");
        assert!(said[0].starts_with("1006 "), "{url}: {said:?}");
        assert!(!said[0].contains("hush"), "{url}: {said:?}");
    }
}

#[tokio::test]
async fn no_tls_on_the_other_side_is_a_loss() {
    let url = serve(Server::Refuse("400 Bad Request"))
        .await
        .replace("ws://", "wss://");
    assert_eq!(
        shorten(rest(open(&url).await).await, &["1006 …"]),
        ["1006 …"]
    );
}

#[tokio::test]
async fn leaving_tells_the_server() {
    let (url, heard) = listen().await;
    let mut connection = open(&url).await;
    assert_eq!(connection.next().await, Some(Ok("hello".to_owned())));
    connection.close().await;
    assert_eq!(heard.await.unwrap(), "close 1000");
}

#[tokio::test]
async fn dropping_cuts() {
    let (url, heard) = listen().await;
    let mut connection = open(&url).await;
    assert_eq!(connection.next().await, Some(Ok("hello".to_owned())));
    drop(connection);
    assert_eq!(heard.await.unwrap(), "cut");
}

#[tokio::test]
async fn a_close_is_answered() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut socket = tokio_tungstenite::accept_async(stream).await.unwrap();
        socket.close(None).await.unwrap();
        matches!(socket.next().await, Some(Ok(Message::Close(_))))
    });
    let connection = open(&url).await;
    assert_eq!(rest(connection).await, ["1005 "]);
    assert!(server.await.unwrap());
}

async fn check(server: Server, expected: &[&str]) {
    let url = serve(server).await;
    let said = rest(open(&url).await).await;
    assert_eq!(shorten(said, expected), expected);
}

async fn open(url: &str) -> Box<dyn Connection> {
    let opening = WebSockets::new().open(&Secret::new(url));
    tokio::time::timeout(GUARD, opening)
        .await
        .expect("it is opened or not")
}

/// What a connection still says, after which it must say nothing.
async fn rest(mut connection: Box<dyn Connection>) -> Vec<String> {
    let mut said = Vec::new();
    let all = async {
        while let Some(item) = connection.next().await {
            assert!(said.len() < 100, "it never ends: {said:?}");
            said.push(match item {
                Ok(frame) => frame,
                Err(Closed { code, reason }) => format!("{code} {reason}"),
            });
        }
    };
    tokio::time::timeout(GUARD, all).await.expect("it ends");
    assert!(connection.next().await.is_none(), "it has ended");
    said
}

/// Leaves the platform's words out where `…` is expected, but not that there are some.
fn shorten(mut said: Vec<String>, expected: &[&str]) -> Vec<String> {
    for (said, expected) in said.iter_mut().zip(expected) {
        if let Some(start) = expected.strip_suffix('…')
            && said.len() > start.len()
            && said.starts_with(start)
        {
            (*expected).clone_into(said);
        }
    }
    said
}

/// Serves one connection; gives the URL.
async fn serve(server: Server) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/stream?ticket=hush", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        match server {
            Server::Refuse(status) => refuse(stream, status).await,
            Server::Hang => drop(stream),
            Server::Take(steps) => take(stream, steps).await,
        }
    });
    url
}

async fn refuse(mut stream: TcpStream, status: &str) {
    let mut request = [0; 4096];
    let _ = stream.read(&mut request).await;
    let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.unwrap();
}

async fn take(stream: TcpStream, steps: Vec<Step>) {
    let mut socket = tokio_tungstenite::accept_async(stream).await.unwrap();
    for step in steps {
        let message = match step {
            Text(text) => Message::text(text),
            Long(length) => Message::text("x".repeat(length)),
            Binary => Message::binary(vec![0, 159, 146, 150]),
            Ping => Message::Ping("ping".into()),
            Close(code, reason) => Message::Close(Some(CloseFrame {
                code: code.into(),
                reason: reason.into(),
            })),
            CloseWithoutCode => Message::Close(None),
            NoText => {
                // A final text frame of two bytes that are no UTF-8.
                socket
                    .get_mut()
                    .write_all(&[0x81, 2, 0xff, 0xfe])
                    .await
                    .unwrap();
                continue;
            }
            Cut => return,
        };
        // The client may have closed already.
        if socket.send(message).await.is_err() {
            return;
        }
    }
    // Until the client is gone.
    while let Some(Ok(_)) = socket.next().await {}
}

/// Serves one connection that is greeted; gives the URL, and how it ended.
async fn listen() -> (String, tokio::sync::oneshot::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("ws://{}/", listener.local_addr().unwrap());
    let (ended, heard) = tokio::sync::oneshot::channel();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let mut socket = tokio_tungstenite::accept_async(stream).await.unwrap();
        socket.send(Message::text("hello")).await.unwrap();
        let end = loop {
            match socket.next().await {
                Some(Ok(Message::Close(Some(frame)))) => {
                    break format!("close {}", u16::from(frame.code));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => break "cut".to_owned(),
            }
        };
        ended.send(end).unwrap();
    });
    (url, heard)
}
