//! Sends a session's log through a socket: what is stored, then what is added.

use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, WebSocket, close_code};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use session_wire::frame::{Envelope, ErrorCode, ErrorFrame};
use session_wire::{CloudSessionId, EventId};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use crate::log::events::{self, StreamStart};
use crate::log::{Log, LogError, prompts};
use crate::state::Shared;
use crate::stop::Stopping;
use crate::{clock, json};

/// How long a client may take to read anything at all: longer than one waits for a long event on a slow
/// line, or that would be sent again and again.
const PATIENCE: Duration = Duration::from_secs(240);

/// Why a stream ends before the client ends it.
enum Ended {
    /// The client is gone, or reads nothing any more.
    Gone,
    /// The log cannot be read.
    Log(LogError),
}

impl From<axum::Error> for Ended {
    fn from(_: axum::Error) -> Self {
        Self::Gone
    }
}

impl From<LogError> for Ended {
    fn from(error: LogError) -> Self {
        Self::Log(error)
    }
}

/// Serves one client until it leaves or the gateway stops.
///
/// The socket is a cursor over the log: replay and live events take the same way, so there is no
/// seam between them, and a slow client costs nothing but its place.
pub(super) async fn serve(socket: WebSocket, shared: Shared, session: CloudSessionId, from: u64) {
    let (sink, stream) = socket.split();
    let mut feed = Feed {
        sink,
        log: shared.log.clone(),
        session,
        cursor: from,
        heartbeat: shared.heartbeat,
    };
    tokio::select! {
        biased;
        how = shared.stop.stopped() => {
            if how == Stopping::Graceful {
                feed.close(close_code::AWAY, "The gateway stops").await;
            }
        }
        () = until_closed(stream) => {}
        ended = feed.run() => {
            if let Err(Ended::Log(error)) = ended {
                feed.fail(&error).await;
            }
        }
    }
}

/// Reads what the client sends, which has no meaning, until it goes away.
async fn until_closed(mut stream: SplitStream<WebSocket>) {
    while let Some(Ok(message)) = stream.next().await {
        if matches!(message, Message::Close(_)) {
            return;
        }
    }
}

struct Feed {
    sink: SplitSink<WebSocket, Message>,
    log: Log,
    session: CloudSessionId,
    /// The id of the last event that was sent.
    cursor: u64,
    heartbeat: Duration,
}

impl Feed {
    async fn run(&mut self) -> Result<(), Ended> {
        let mut tail = self.log.follow(&self.session);
        let session = self.session.clone();
        let start = self.log.read(move |db| events::start(db, &session)).await?;
        // A cursor from another life of the session must not hide what is new.
        self.cursor = self.cursor.min(start.last);
        while self.cursor < start.last {
            self.send_page().await?;
        }
        self.connected(&start).await?;
        let mut heartbeat = interval_at(Instant::now() + self.heartbeat, self.heartbeat);
        heartbeat.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            while self.send_page().await? {}
            tokio::select! {
                grown = tail.changed() => grown.map_err(|_| LogError::Closed)?,
                _ = heartbeat.tick() => self.send_synthetic("heartbeat", &json!({})).await?,
            }
        }
    }

    /// Sends the next stored events; false when there are none.
    async fn send_page(&mut self) -> Result<bool, Ended> {
        let (session, after) = (self.session.clone(), self.cursor);
        let page = self
            .log
            .read(move |db| events::page(db, &session, after))
            .await?;
        let Some(last) = page.last().map(|event| event.id) else {
            return Ok(false);
        };
        for event in page {
            let frame = text(&event.into_envelope(&self.session));
            within_patience(self.sink.feed(frame)).await?;
        }
        within_patience(self.sink.flush()).await?;
        self.cursor = last;
        Ok(true)
    }

    /// Says that the replay is over, and what the agent waits for.
    async fn connected(&mut self, start: &StreamStart) -> Result<(), Ended> {
        let status = if start.active.is_some() {
            "busy"
        } else {
            "idle"
        };
        self.send_synthetic("connected", &json!({"sessionStatus": {"type": status}}))
            .await?;
        let Some(execution) = start.active.clone() else {
            return Ok(());
        };
        let (session, last) = (self.session.clone(), start.last);
        let asked = self
            .log
            .read(move |db| prompts::pending(db, &session, &execution, last))
            .await?;
        for event in asked {
            let mut envelope = event.into_envelope(&self.session);
            envelope.event_id = EventId(0);
            within_patience(self.sink.send(text(&envelope))).await?;
        }
        Ok(())
    }

    async fn send_synthetic(&mut self, kind: &str, data: &serde_json::Value) -> Result<(), Ended> {
        let envelope = Envelope {
            event_id: EventId(0),
            execution_id: None,
            session_id: self.session.clone(),
            stream_event_type: kind.to_owned(),
            timestamp: clock::rfc3339(clock::now()),
            data: json::raw(data),
        };
        within_patience(self.sink.send(text(&envelope))).await
    }

    async fn fail(&mut self, error: &LogError) {
        tracing::error!("the stream of {} ends: {error}", self.session);
        let frame = ErrorFrame {
            code: ErrorCode::Internal,
            message: error.to_string(),
        };
        // The client may be gone as well; then there is nobody to tell.
        let _ = within_patience(self.sink.send(text(&frame))).await;
        self.close(close_code::ERROR, "The log cannot be read")
            .await;
    }

    async fn close(&mut self, code: u16, reason: &'static str) {
        let frame = CloseFrame {
            code,
            reason: reason.into(),
        };
        // As above.
        let _ = timeout(
            Duration::from_secs(1),
            self.sink.send(Message::Close(Some(frame))),
        )
        .await;
    }
}

fn text(frame: &impl serde::Serialize) -> Message {
    // Frames have string keys only, so they always have a JSON text.
    Message::Text(serde_json::to_string(frame).unwrap_or_default().into())
}

async fn within_patience(
    sending: impl Future<Output = Result<(), axum::Error>>,
) -> Result<(), Ended> {
    timeout(PATIENCE, sending)
        .await
        .map_err(|_| Ended::Gone)??;
    Ok(())
}
