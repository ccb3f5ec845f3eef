//! A scripted other end: drives a project's model and plays its backend by hand.

use serde_json::{Value, json};
use session_model::{
    AnySession, Change, Draft, Effect, Epoch, Input, Link, Project, SessionKey, Step, Timestamp,
};
use session_wire::call::{self, WorkerVersion};
use tests::frame;

/// The cloud id of the session that a [`Peer`] begins with.
pub(crate) const SESSION: &str = "agent_1";

/// A project and its backend.
#[derive(Clone)]
pub(crate) struct Peer {
    pub(crate) project: Project,
    /// The model's time.
    pub(crate) now: Timestamp,
    /// What the model asked for, in order, and nobody has taken yet.
    pub(crate) effects: Vec<Effect>,
    /// What the last step marked.
    pub(crate) changes: Vec<Change>,
}

impl Peer {
    /// A project that nobody has looked at.
    pub(crate) fn new() -> Self {
        Self {
            project: Project::new("p1".into(), 7),
            now: Timestamp::from_millis(1_795_300_000_000),
            effects: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// A project with one live session, connected.
    pub(crate) fn live(version: &WorkerVersion) -> Self {
        let mut peer = Self::new();
        peer.input(Input::Open);
        peer.load(json!({ "id": "p1", "title": "T", "session_id": SESSION, "sessions": [row(SESSION, version, None)] }));
        peer
    }

    /// The same with a run that has begun.
    pub(crate) fn running(version: &WorkerVersion) -> Self {
        let mut peer = Self::live(version);
        peer.frames(&[frame(SESSION, 0, "started", &json!({}))]);
        peer
    }

    pub(crate) fn input(&mut self, input: Input) {
        let Step {
            changes, effects, ..
        } = self.project.handle(input, self.now);
        self.changes = changes;
        self.effects.extend(effects);
    }

    pub(crate) fn load(&mut self, project: Value) {
        let project: call::Project = serde_json::from_value(project).unwrap();
        self.input(Input::Loaded(Ok(Box::new(project))));
    }

    pub(crate) fn send(&mut self, text: &str) {
        self.input(Input::Send(Draft {
            text: text.to_owned(),
            ..Draft::default()
        }));
    }

    /// Takes the effects that came since the last time.
    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The stream that the model last asked for.
    pub(crate) fn stream(&self) -> (SessionKey, Epoch) {
        let open = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::OpenStream(request) => Some((request.session, request.epoch)),
            _ => None,
        });
        open.expect("no stream was asked for")
    }

    pub(crate) fn link(&mut self, (session, epoch): (SessionKey, Epoch), link: Link) {
        self.input(Input::Link {
            session,
            epoch,
            link,
        });
    }

    pub(crate) fn frames<'a>(&mut self, frames: impl IntoIterator<Item = &'a String>) {
        let stream = self.stream();
        for frame in frames {
            self.link(stream, Link::Frame(frame.clone()));
        }
    }

    pub(crate) fn active(&self) -> &AnySession {
        self.project.active().expect("no session is live")
    }

    /// The messages of a session in the form in which its recordings keep them.
    pub(crate) fn messages(&self, index: usize) -> Value {
        use session_model::version::Transcript as _;
        match &self.project.sessions()[index] {
            AnySession::V1(session) => Value::Array(
                session
                    .transcript()
                    .messages()
                    .iter()
                    .map(as_line)
                    .collect(),
            ),
            AnySession::V2(session) => {
                serde_json::to_value(session.transcript().messages()).unwrap()
            }
        }
    }
}

/// A session as its project lists it.
pub(crate) fn row(id: &str, version: &WorkerVersion, ended_at: Option<&str>) -> Value {
    json!({
        "id": id,
        "cloud_agent_session_id": id,
        "worker_version": version,
        "created_at": "2026-11-22T10:00:00Z",
        "ended_at": ended_at,
        "reason": "initial",
    })
}

/// A V1 message as the line that it came in.
fn as_line(message: &session_wire::v1::CloudMessage) -> Value {
    let mut line = serde_json::to_value(message).unwrap();
    let fields = line.as_object_mut().unwrap();
    let ts = fields.remove("ts").unwrap();
    fields.insert("timestamp".to_owned(), ts);
    let kind = if message.say.is_some() { "say" } else { "ask" };
    fields.insert("type".to_owned(), kind.into());
    if let Some(text) = fields.remove("text") {
        fields.insert("content".to_owned(), text);
    }
    line
}
