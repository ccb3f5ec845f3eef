//! The peer of a backend.

use std::io;

use tokio::net::TcpStream;

use super::http::{Request, respond, until_gone};
use super::runs::Notes;
use crate::backend::{Answer, CASES};

/// Answers a call as its case says.
pub(super) async fn play(
    mut stream: TcpStream,
    request: &Request,
    notes: Notes,
    case: &str,
    path: &str,
) -> io::Result<()> {
    let token = request.header("authorization");
    let token = token.map_or_else(String::new, |token| format!("{token} "));
    let query = match request.query.as_str() {
        "" => String::new(),
        query => format!("?{query}"),
    };
    let (method, body) = (&request.method, &request.body);
    notes.begin(format!("{token}{method} /{path}{query} {body}"));
    let Some(case) = CASES.iter().find(|known| known.name == case) else {
        return respond(&mut stream, 404, "text/plain", b"").await;
    };
    match case.answer {
        Answer::With(status, body) => {
            respond(&mut stream, status, "application/json", body.as_bytes()).await?;
            notes.end("answered");
        }
        Answer::Ignore => {
            until_gone(&mut stream).await;
            notes.end("cut");
        }
        Answer::Hang | Answer::Nobody => notes.end("hung up"),
    }
    Ok(())
}
