//! A live session to measure on, and streams of any length for it.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a stream that cannot be made must stop the measurement"
)]

use serde_json::{Value, json};
use session_model::{Effect, Epoch, Input, Link, Project, SessionKey, Timestamp};
use session_wire::call::WorkerVersion;
use tests::frame;

/// The cloud id of the session that is measured.
pub const SESSION: &str = "agent_1";

const NOW: Timestamp = Timestamp::from_millis(1_795_300_000_000);

/// A project with one live session and the stream that it asked for.
#[derive(Clone, Debug)]
pub struct Live {
    project: Project,
    stream: (SessionKey, Epoch),
}

impl Live {
    /// A project whose live session is of a generation.
    ///
    /// # Panics
    ///
    /// When the project does not ask for its session's stream.
    pub fn new(version: &WorkerVersion) -> Self {
        let mut project = Project::new("p1".into(), 7);
        let _asked = project.handle(Input::Open, NOW);
        let row =
            json!({ "id": "1", "cloud_agent_session_id": SESSION, "worker_version": version });
        let loaded = json!({ "id": "p1", "session_id": SESSION, "sessions": [row] });
        let loaded = serde_json::from_value(loaded).expect("a project");
        let step = project.handle(Input::Loaded(Ok(Box::new(loaded))), NOW);
        let stream = step.effects.iter().find_map(|effect| match effect {
            Effect::OpenStream(request) => Some((request.session, request.epoch)),
            _ => None,
        });
        Self {
            project,
            stream: stream.expect("the session asks for its stream"),
        }
    }

    /// Takes in frames; gives the number of changes that they marked.
    pub fn feed<'a>(&mut self, frames: impl IntoIterator<Item = &'a String>) -> usize {
        let (session, epoch) = self.stream;
        let feed = |frame: &String| Input::Link {
            session,
            epoch,
            link: Link::Frame(frame.clone()),
        };
        frames
            .into_iter()
            .map(|frame| self.project.handle(feed(frame), NOW).changes.len())
            .sum()
    }
}

/// The frames of a message of the person's.
pub fn question(first_id: u64, message: &str) -> Vec<String> {
    let (part, session) = (format!("prt_{message}"), "ses_1");
    let info = json!({ "id": message, "sessionID": session, "role": "user", "time": { "created": first_id } });
    let text = json!({ "id": part, "sessionID": session, "messageID": message, "type": "text", "text": "Go on." });
    numbered(first_id, begin(&info, &text))
}

/// The frames of an answer: its message, an open text part and then one delta a token.
pub fn answer(first_id: u64, message: &str, tokens: usize) -> Vec<String> {
    let (part, session) = (format!("prt_{message}"), "ses_1");
    let info = json!({ "id": message, "sessionID": session, "role": "assistant", "time": { "created": first_id } });
    let text = json!({ "id": part, "sessionID": session, "messageID": message, "type": "text", "text": "", "time": { "start": 1 } });
    let delta = json!({ "sessionID": session, "messageID": message, "partID": part, "field": "text", "delta": "word " });
    let delta = json!({ "type": "message.part.delta", "properties": delta });
    numbered(
        first_id,
        begin(&info, &text)
            .into_iter()
            .chain(std::iter::repeat_n(delta, tokens)),
    )
}

fn begin(info: &Value, part: &Value) -> [Value; 2] {
    [
        json!({ "type": "message.updated", "properties": { "info": info } }),
        json!({ "type": "message.part.updated", "properties": { "part": part } }),
    ]
}

fn numbered(first_id: u64, events: impl IntoIterator<Item = Value>) -> Vec<String> {
    let events = events.into_iter().zip(first_id..);
    events
        .map(|(event, id)| frame(SESSION, id, "kilocode", &event))
        .collect()
}
