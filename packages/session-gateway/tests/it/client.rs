//! A client that asks and listens, with patience that has an end.

use std::path::Path;
use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};
use session_gateway::{Config, Gateway, Running, Speed};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub(crate) const WORD_COUNTER: &str = "00000000-0000-4000-8000-000000000001";
pub(crate) const LEGACY_TASK: &str = "00000000-0000-4000-8000-000000000002";

/// Long enough for a busy machine; only a test that has failed waits for it.
const PATIENCE: Duration = Duration::from_secs(60);

/// A gateway of its own for a test.
pub(crate) struct Gate {
    pub(crate) running: Running,
    pub(crate) folder: TempDir,
    http: reqwest::Client,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
}

/// The parts of a frame that tests look at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Frame {
    pub(crate) id: u64,
    pub(crate) kind: String,
    pub(crate) data: Value,
}

pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// How a socket ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum End {
    Closed(u16),
    Broken,
}

pub(crate) fn config(folder: &Path, speed: Speed) -> Config {
    Config {
        port: 0,
        speed,
        ..Config::new(folder.join("data"))
    }
}

impl Gate {
    pub(crate) async fn open(speed: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let config = config(folder.path(), speed.parse().unwrap());
        Self::with(folder, config).await
    }

    pub(crate) async fn with(folder: TempDir, config: Config) -> Self {
        Self {
            running: Gateway::start(config).await.unwrap(),
            folder,
            http: reqwest::Client::new(),
        }
    }

    /// The same gateway after a sudden end.
    pub(crate) async fn killed_and_restarted(self, speed: &str) -> Self {
        self.running.kill();
        let config = config(self.folder.path(), speed.parse().unwrap());
        Self::with(self.folder, config).await
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.running.addr())
    }

    pub(crate) fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.http.get(self.url(path))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> reqwest::RequestBuilder {
        self.http.post(self.url(path)).json(body)
    }

    pub(crate) async fn query(&self, procedure: &str, input: &Value) -> Answer {
        let path = format!("/api/trpc/{procedure}");
        let request = self.get(&path).query(&[("input", input.to_string())]);
        Answer::of(request).await
    }

    pub(crate) async fn mutate(&self, procedure: &str, input: &Value) -> Answer {
        let request = self.post(&format!("/api/trpc/{procedure}"), input);
        Answer::of(request).await
    }

    pub(crate) async fn project(&self, id: &str) -> Value {
        let input = json!({"projectId": id});
        self.query("appBuilder.getProject", &input).await.data()
    }

    /// The project's current session.
    pub(crate) async fn current(&self, project: &str) -> String {
        let project = self.project(project).await;
        project["session_id"].as_str().unwrap().to_owned()
    }

    /// Sends a message; gives the session that answers it.
    pub(crate) async fn send(&self, project: &str, message: &str) -> String {
        let input = json!({"projectId": project, "message": message});
        let sent = self.mutate("appBuilder.sendMessage", &input).await.data();
        sent["cloudAgentSessionId"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn interrupt(&self, project: &str) {
        let input = json!({"projectId": project});
        let answer = self.mutate("appBuilder.interruptSession", &input).await;
        assert_eq!(answer.data(), json!({"success": true}));
    }

    pub(crate) async fn ticket(&self, generation: &str, session: &str) -> Answer {
        let path = match generation {
            "v1" => "/api/cloud-agent/sessions/stream-ticket",
            _ => "/api/cloud-agent-next/sessions/stream-ticket",
        };
        let body = json!({"cloudAgentSessionId": session});
        Answer::of(self.post(path, &body)).await
    }

    pub(crate) fn stream_url(&self, session: &str, ticket: &str, from: Option<u64>) -> String {
        let from = from.map_or(String::new(), |id| format!("&fromId={id}"));
        format!(
            "ws://{}/stream?cloudAgentSessionId={session}&ticket={ticket}{from}",
            self.running.addr()
        )
    }

    /// Opens a session's stream after an event.
    pub(crate) async fn stream(
        &self,
        generation: &str,
        session: &str,
        from: Option<u64>,
    ) -> Socket {
        let ticket = self.ticket(generation, session).await.body;
        let ticket = ticket["ticket"].as_str().unwrap();
        let (socket, _) = connect_async(self.stream_url(session, ticket, from))
            .await
            .unwrap();
        Socket(socket)
    }

    /// The id of a session's last stored event.
    pub(crate) fn last(&self, session: &str) -> u64 {
        self.stored(session).len() as u64
    }

    /// Every stored event of a session, as it is in the file.
    pub(crate) fn stored(&self, session: &str) -> Vec<Frame> {
        let file = self.folder.path().join("data/gateway.sqlite");
        let connection = rusqlite::Connection::open(file).unwrap();
        let mut select = connection
            .prepare("SELECT id, kind, data FROM events WHERE session_id = ?1 ORDER BY id")
            .unwrap();
        let rows = select.query_map([session], |row| {
            Ok(Frame {
                id: row.get(0)?,
                kind: row.get(1)?,
                data: serde_json::from_str(&row.get::<_, String>(2)?).unwrap(),
            })
        });
        rows.unwrap().map(Result::unwrap).collect()
    }
}

impl Answer {
    pub(crate) async fn of(request: reqwest::RequestBuilder) -> Self {
        let response = timeout(PATIENCE, request.send()).await.unwrap().unwrap();
        let status = response.status().as_u16();
        let body = serde_json::from_str(&response.text().await.unwrap()).unwrap_or_default();
        Self { status, body }
    }

    /// The answer of a call that must not fail.
    pub(crate) fn data(self) -> Value {
        assert_eq!(self.status, 200, "{}", self.body);
        self.body["result"]["data"].clone()
    }
}

impl Frame {
    fn read(text: &str) -> Self {
        let frame: Value = serde_json::from_str(text).unwrap();
        Self {
            id: frame["eventId"].as_u64().unwrap(),
            kind: frame["streamEventType"].as_str().unwrap().to_owned(),
            data: frame["data"].clone(),
        }
    }

    /// The type of an agent's event.
    pub(crate) fn event(&self) -> &str {
        self.data["type"].as_str().unwrap_or_default()
    }
}

impl Socket {
    pub(crate) async fn next(&mut self) -> Result<Frame, End> {
        loop {
            let message = timeout(PATIENCE, self.0.next()).await.expect("a frame");
            match message {
                Some(Ok(Message::Text(text))) => return Ok(Frame::read(&text)),
                Some(Ok(Message::Close(frame))) => {
                    return Err(frame.map_or(End::Broken, |frame| End::Closed(frame.code.into())));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(End::Broken),
            }
        }
    }

    /// Reads up to the first frame that fits, and gives it with all before it.
    pub(crate) async fn until(&mut self, fits: impl Fn(&Frame) -> bool) -> Vec<Frame> {
        let mut frames = Vec::new();
        loop {
            let frame = self.next().await.unwrap();
            let is_last = fits(&frame);
            frames.push(frame);
            if is_last {
                return frames;
            }
        }
    }

    pub(crate) async fn until_kind(&mut self, kind: &str) -> Vec<Frame> {
        self.until(|frame| frame.kind == kind).await
    }

    /// Reads to the end.
    pub(crate) async fn end(&mut self) -> End {
        loop {
            if let Err(end) = self.next().await {
                return end;
            }
        }
    }
}

/// The stored ones among frames.
pub(crate) fn stored(frames: &[Frame]) -> Vec<Frame> {
    frames
        .iter()
        .filter(|frame| frame.id > 0)
        .cloned()
        .collect()
}

/// Asserts that ids go up by one, beginning after `from`.
pub(crate) fn assert_gapless(frames: &[Frame], from: u64) {
    for (frame, id) in frames.iter().zip(from + 1..) {
        assert_eq!(frame.id, id);
    }
}

/// The status and the body of a refused handshake.
pub(crate) async fn refused(url: &str) -> u16 {
    match connect_async(url).await {
        Err(Error::Http(response)) => response.status().as_u16(),
        other => panic!("not refused: {other:?}"),
    }
}
