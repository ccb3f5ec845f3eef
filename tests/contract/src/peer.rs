//! The other end of every case: a server that misbehaves on purpose.

mod calls;
mod http;
mod runs;
mod site;
mod streams;

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};

use http::Request;
use runs::Runs;

/// What all connections share.
struct Shared {
    runs: Runs,
    root: Option<PathBuf>,
    /// Where questions are answered: browsers make one attempt at a time to open a web socket at
    /// an address, and an attempt that hangs would hold the question back.
    questions: SocketAddr,
}

/// Serves every connection that comes, and below `root` the files of a page.
pub async fn serve(listener: TcpListener, root: Option<PathBuf>) -> io::Result<()> {
    let questions = TcpListener::bind("127.0.0.1:0").await?;
    let shared = Arc::new(Shared {
        runs: Runs::default(),
        root,
        questions: questions.local_addr()?,
    });
    loop {
        let (stream, _) = tokio::select! {
            accepted = listener.accept() => accepted?,
            accepted = questions.accept() => accepted?,
        };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            if let Err(error) = answer(stream, &shared).await {
                eprintln!("a connection failed: {error}");
            }
        });
    }
}

async fn answer(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    // Whoever asks for TLS is hung up on.
    let Some(request) = Request::read(&mut stream).await? else {
        return Ok(());
    };
    let parts: Vec<_> = request.path.splitn(5, '/').skip(1).collect();
    let runs = &shared.runs;
    match parts[..] {
        ["ask", "questions"] => {
            let address = shared.questions.to_string();
            streams::tell(stream, &request, async { Ok(address) }).await
        }
        ["ask", "unused"] => streams::tell(stream, &request, unused_port()).await,
        ["ask", "begun", run] => {
            streams::tell(stream, &request, async { Ok(runs.of(run).begun().await) }).await
        }
        ["ask", "said", run] => {
            streams::tell(stream, &request, async {
                Ok(runs.of(run).said().to_string())
            })
            .await
        }
        ["ask", "ended", run] => {
            streams::tell(stream, &request, async { Ok(runs.of(run).ended().await) }).await
        }
        ["transport", case, run] => streams::play(stream, &request, runs.of(run), case).await,
        ["backend", case, run, path] => {
            calls::play(stream, &request, runs.of(run), case, path).await
        }
        _ => site::serve(stream, &request, shared.root.as_ref()).await,
    }
}

/// A port on which nobody listens.
async fn unused_port() -> io::Result<String> {
    let unused = TcpListener::bind("127.0.0.1:0").await?;
    Ok(unused.local_addr()?.port().to_string())
}
