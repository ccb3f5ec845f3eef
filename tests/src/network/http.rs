//! The little of HTTP that a proxy needs: the head of a request, and refusals.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request's head, and what was read of its body.
pub(super) struct Head {
    bytes: Vec<u8>,
    /// Where the body begins.
    end: usize,
}

impl Head {
    /// Reads the head of the next request.
    pub(super) async fn read(stream: &mut TcpStream) -> io::Result<Self> {
        let mut bytes = Vec::new();
        loop {
            let read = bytes.windows(4).position(|window| window == b"\r\n\r\n");
            if let Some(end) = read {
                return Ok(Self {
                    bytes,
                    end: end + 4,
                });
            }
            if stream.read_buf(&mut bytes).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.end]).unwrap_or_default()
    }

    /// What is asked for, with its query.
    pub(super) fn target(&self) -> &str {
        self.text().split(' ').nth(1).unwrap_or_default()
    }

    /// A header's value.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.text().lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The request so far, as one after whose answer the connection ends: each call is one
    /// connection.
    pub(super) fn for_one_answer(&self) -> Vec<u8> {
        let line = self.text().find("\r\n").map_or(0, |end| end + 2);
        let mut request = self.bytes[..line].to_vec();
        request.extend(b"connection: close\r\n");
        request.extend(&self.bytes[line..]);
        request
    }
}

/// Answers with a status and nothing else.
pub(super) async fn refuse(stream: &mut TcpStream, status: u16) -> io::Result<()> {
    let answer =
        format!("HTTP/1.1 {status} Refused\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await
}

/// Waits until the other side has gone, whatever it says until then.
pub(super) async fn until_gone(stream: &mut TcpStream) {
    let mut heard = [0; 1024];
    while stream.read(&mut heard).await.is_ok_and(|read| read > 0) {}
}
