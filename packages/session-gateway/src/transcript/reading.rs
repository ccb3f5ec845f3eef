//! Reading a recording line by line into a session of the model.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use session_model::{AnySession, ThreadId, Timestamp};
use session_wire::CloudSessionId;
use session_wire::call::WorkerVersion;
use session_wire::frame::Frame;
use session_wire::stream::StreamEvent;
use session_wire::v2::BusEvent;

use super::classify::{Line, Posted, as_line};
use super::host::Host;
use super::lines::lines;
use crate::fold::Fold;

/// The session that recordings without envelopes are folded as.
const RECORDED: &str = "recorded";

/// A recording, folded.
#[derive(Debug)]
pub struct Recording {
    pub(super) fold: Fold,
    pub(super) host: Host,
    pub(super) thread: ThreadId,
    /// How many events have been taken in.
    events: u64,
    unknown: BTreeMap<String, u64>,
}

/// Why a file is no recording.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// A line is of no known form.
    #[error("line {line}: {reason}")]
    Line {
        /// The line's number, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// There is no event in it.
    #[error("line 1: the file holds no event")]
    Empty,
    /// The session that was asked for is not in it.
    #[error("the recording has no session {wanted}; it has {}", known.join(", "))]
    NoSession {
        /// The session that was asked for.
        wanted: String,
        /// The sessions that are there.
        known: Vec<String>,
    },
}

impl Recording {
    /// Reads a recording: opencode's events or V1 messages as captures hold them, bare events, or
    /// envelopes of our own stream, one JSON object a line. `session` picks another session than
    /// the root: an envelope's `sessionId`, or an agent's own session such as `ses_…`.
    ///
    /// # Errors
    ///
    /// [`ReadError`] with the first line that is no event.
    pub fn read(text: &str, session: Option<&str>) -> Result<Self, ReadError> {
        let lines = lines(text)?;
        let version = generation(&lines)?;
        let cloud_session = cloud_session(&lines, session);
        let mut recording = Self {
            fold: Fold::new(&cloud_session, &version),
            host: Host::default(),
            thread: ThreadId::ROOT,
            events: 0,
            unknown: BTreeMap::new(),
        };
        for (_, line) in lines {
            recording.take(line, &cloud_session);
        }
        recording.thread = recording.find(session, &cloud_session)?;
        Ok(recording)
    }

    /// Events of types that have no meaning here: how many of each.
    pub fn unknown(&self) -> &BTreeMap<String, u64> {
        &self.unknown
    }

    /// How many frames could not be read, and why the last one could not.
    pub fn dropped(&self) -> (u64, Option<&str>) {
        let dropped = match self.fold.session() {
            Some(AnySession::V1(session)) => session.dropped(),
            Some(AnySession::V2(session)) => session.dropped(),
            None => None,
        };
        dropped.map_or((0, None), |dropped| {
            (dropped.count, dropped.last.as_deref())
        })
    }

    fn take(&mut self, line: Line, session: &CloudSessionId) {
        match line {
            Line::Envelope(envelope) => {
                if envelope["sessionId"].as_str() == Some(session.as_str()) {
                    self.frame(&envelope);
                }
            }
            Line::Event(_, event) => self.event(&event, session),
            Line::Posted(posted) => self.posted(&posted, session),
            Line::Other(kind) => *self.unknown.entry(kind).or_default() += 1,
            Line::Note => {}
        }
    }

    fn posted(&mut self, posted: &Posted, session: &CloudSessionId) {
        self.host.post(posted);
        for (_, message) in &posted.changed {
            self.event(&as_line(message), session);
        }
    }

    fn event(&mut self, event: &Value, session: &CloudSessionId) {
        self.events += 1;
        self.frame(&json!({
            "eventId": self.events,
            "sessionId": session,
            "streamEventType": "kilocode",
            "timestamp": "1970-01-01T00:00:00Z",
            "data": event,
        }));
    }

    fn frame(&mut self, envelope: &Value) {
        let text = envelope.to_string();
        if let Some(kind) = unknown_kind(&text, self.fold.session()) {
            *self.unknown.entry(kind).or_default() += 1;
        }
        self.fold.take_frame(text, Timestamp::default());
    }

    fn find(
        &self,
        wanted: Option<&str>,
        cloud_session: &CloudSessionId,
    ) -> Result<ThreadId, ReadError> {
        let Some(wanted) = wanted.filter(|wanted| *wanted != cloud_session.as_str()) else {
            return Ok(ThreadId::ROOT);
        };
        let Some(AnySession::V2(session)) = self.fold.session() else {
            return Err(ReadError::NoSession {
                wanted: wanted.to_owned(),
                known: vec![cloud_session.to_string()],
            });
        };
        let transcript = session.transcript();
        transcript
            .thread_of(&wanted.into())
            .ok_or_else(|| ReadError::NoSession {
                wanted: wanted.to_owned(),
                known: transcript
                    .threads()
                    .filter_map(|thread| {
                        transcript
                            .thread(thread)?
                            .session()
                            .map(ToString::to_string)
                    })
                    .collect(),
            })
    }
}

/// The generation of a recording's events; all must be of the same.
pub(super) fn generation(lines: &[(usize, Line)]) -> Result<WorkerVersion, ReadError> {
    let mut found: Option<WorkerVersion> = None;
    for (number, line) in lines {
        let version = match line {
            Line::Event(version, _) => version.clone(),
            Line::Posted(_) => WorkerVersion::V1,
            Line::Envelope(envelope) => match generation_of(envelope) {
                Some(version) => version,
                None => continue,
            },
            Line::Other(_) | Line::Note => continue,
        };
        match &found {
            Some(known) if *known != version => {
                let reason = format!(
                    "it is of generation {}, the lines before are of {}",
                    version.as_str(),
                    known.as_str()
                );
                return Err(ReadError::Line {
                    line: *number,
                    reason,
                });
            }
            _ => found = Some(version),
        }
    }
    let has_envelopes = lines
        .iter()
        .any(|(_, line)| matches!(line, Line::Envelope(_)));
    found
        .or(has_envelopes.then_some(WorkerVersion::V2))
        .ok_or(ReadError::Empty)
}

/// The generation of an envelope's event; none for the stream's own.
fn generation_of(envelope: &Value) -> Option<WorkerVersion> {
    let kind = envelope["streamEventType"].as_str()?;
    let data = &envelope["data"];
    if kind != "kilocode" {
        let is_bus_event = kind.contains('.') && !kind.starts_with("cloud.");
        return is_bus_event.then_some(WorkerVersion::V2);
    }
    if data.get("properties").is_some() || data.get("payload").is_some() {
        return Some(WorkerVersion::V2);
    }
    (data.get("say").is_some() || data.get("ask").is_some()).then_some(WorkerVersion::V1)
}

/// The session whose envelopes are folded: the one that is wanted, else the first.
pub(super) fn cloud_session(lines: &[(usize, Line)], wanted: Option<&str>) -> CloudSessionId {
    let mut sessions = lines.iter().filter_map(|(_, line)| match line {
        Line::Envelope(envelope) => envelope["sessionId"].as_str(),
        _ => None,
    });
    let first = sessions.clone().next().unwrap_or(RECORDED);
    sessions
        .find(|session| Some(*session) == wanted)
        .unwrap_or(first)
        .into()
}

fn unknown_kind(frame: &str, session: Option<&AnySession>) -> Option<String> {
    let Ok(Frame::Event(envelope)) = Frame::decode(frame) else {
        return None;
    };
    match envelope.event() {
        StreamEvent::Other { kind, .. } => Some(kind.to_owned()),
        StreamEvent::Agent(event) if matches!(session, Some(AnySession::V2(_))) => {
            match BusEvent::decode(event) {
                Ok(BusEvent::Other { kind, .. }) => Some(kind),
                _ => None,
            }
        }
        _ => None,
    }
}
