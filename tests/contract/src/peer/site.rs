//! The files of the page that runs the cases in a browser.

use std::io;
use std::path::PathBuf;

use tokio::net::TcpStream;

use super::http::{Request, respond};

/// Serves a file below `root`.
pub(super) async fn serve(
    mut stream: TcpStream,
    request: &Request,
    root: Option<&PathBuf>,
) -> io::Result<()> {
    let name = match request.path.trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    let is_inside = name.split('/').all(|part| !part.starts_with('.'));
    let file = root.filter(|_| is_inside).map(|root| root.join(name));
    let bytes = file.and_then(|file| std::fs::read(file).ok());
    match bytes {
        Some(bytes) => respond(&mut stream, 200, kind(name), &bytes).await,
        None => respond(&mut stream, 404, "text/plain", b"").await,
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "html")) => "text/html; charset=utf-8",
        Some((_, "js")) => "text/javascript",
        Some((_, "wasm")) => "application/wasm",
        _ => "application/octet-stream",
    }
}
