//! Projects in a known state, made of the recordings of real agents.

use serde_json::{Value, json};
use session_model::{Effect, Epoch, Input, Link, Project, SessionKey, StreamRequest, Timestamp};

/// The moment of every test, a little after the recordings were made.
pub(super) const NOW: Timestamp = Timestamp::from_millis(1_795_370_000_000);

const STREAM: &str = "agent_live";

/// A project with one live session, whose stream frames can be put into.
pub(super) struct Live {
    pub(super) project: Project,
    pub(super) session: SessionKey,
    epoch: Epoch,
    next_event: u64,
}

impl Live {
    /// A loaded project whose only session, of that generation, is connected and empty.
    pub(super) fn new(version: &str) -> Self {
        Self::with_sessions(json!([row(STREAM, version, None)]))
    }

    /// A loaded project with these sessions, the one named [`STREAM`] being live.
    pub(super) fn with_sessions(sessions: Value) -> Self {
        let mut project = Project::new("p1".into(), 7);
        project.handle(Input::Open, NOW);
        let loaded = json!({
            "id": "p1", "title": "Line counter", "session_id": STREAM, "sessions": sessions,
        });
        let loaded = serde_json::from_value(loaded).unwrap();
        let step = project.handle(Input::Loaded(Ok(Box::new(loaded))), NOW);
        let request = step.effects.into_iter().find_map(stream).unwrap();
        Self {
            project,
            session: request.session,
            epoch: request.epoch,
            next_event: 1,
        }
    }

    /// A project that has heard a whole recording, such as `v2/edit`.
    pub(super) fn played(recording: &str) -> Self {
        let (version, _) = recording.split_once('/').unwrap();
        let mut live = Self::new(version);
        for event in events(recording) {
            live.say(&event);
        }
        live
    }

    /// Lets the project hear that a run has begun.
    pub(super) fn begin(&mut self) {
        let input = self.stream_input("started", &json!({}));
        self.project.handle(input, NOW);
    }

    /// The input of one event of the agent.
    pub(super) fn input(&mut self, event: &Value) -> Input {
        self.stream_input("kilocode", event)
    }

    /// The input of one event of the stream.
    pub(super) fn stream_input(&mut self, kind: &str, event: &Value) -> Input {
        let frame = self.frame(kind, event);
        self.link(Link::Frame(frame))
    }

    /// The frame of one event of the stream.
    pub(super) fn frame(&mut self, kind: &str, event: &Value) -> String {
        let envelope = json!({
            "eventId": self.next_event,
            "executionId": "exc_1",
            "sessionId": STREAM,
            "streamEventType": kind,
            "timestamp": "2026-11-22T15:00:00.000Z",
            "data": event,
        });
        self.next_event += 1;
        envelope.to_string()
    }

    /// Lets the stream be lost, and the person ask for it again; gives what is asked of the world.
    pub(super) fn reconnect(&mut self) -> Vec<Effect> {
        let (code, reason) = (1006, String::new());
        let lost = self.link(Link::Closed { code, reason });
        self.project.handle(lost, NOW);
        let asked = Input::Reconnect(self.session);
        self.project.handle(asked, NOW).effects
    }

    /// The input of any news of the connection.
    pub(super) fn link(&self, link: Link) -> Input {
        Input::Link {
            session: self.session,
            epoch: self.epoch,
            link,
        }
    }

    /// The session inside the agent that a V2 recording is about.
    pub(super) fn first_session(recording: &str) -> String {
        let id = |event: &Value| event["properties"]["sessionID"].as_str().map(str::to_owned);
        events(recording).iter().find_map(id).unwrap()
    }

    /// Lets the project hear one event of the agent.
    pub(super) fn say(&mut self, event: &Value) {
        let input = self.input(event);
        self.project.handle(input, NOW);
    }
}

/// The events of a recording.
pub(super) fn events(recording: &str) -> Vec<Value> {
    let path = format!(
        "{}/../../tests/transcripts/{recording}.jsonl",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["event"].take())
        .collect()
}

/// A session as its project lists it.
pub(super) fn row(id: &str, version: &str, ended_at: Option<&str>) -> Value {
    json!({
        "id": format!("row_{id}"),
        "cloud_agent_session_id": id,
        "worker_version": version,
        "created_at": "2026-11-19T09:00:00.000Z",
        "ended_at": ended_at,
        "reason": "initial",
        "title": null,
        "initiated": true,
        "prepared": true,
    })
}

fn stream(effect: Effect) -> Option<StreamRequest> {
    match effect {
        Effect::OpenStream(request) => Some(request),
        _ => None,
    }
}
