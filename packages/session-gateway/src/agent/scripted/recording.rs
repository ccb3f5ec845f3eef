//! A recorded turn, read once.

use std::borrow::Cow;
use std::time::Duration;

use serde::Deserialize;
use serde_json::value::RawValue;
use session_wire::call::WorkerVersion;
use session_wire::v1::Line as CliLine;
use session_wire::v2::{BusEvent, Info, ToolRef};
use session_wire::{CallId, MessageId, RequestId, SessionId, Timestamp};

/// A turn of an agent, ready to be played.
#[derive(Clone, Debug)]
pub(crate) struct Recording {
    /// What was recorded, in order of arrival.
    pub(crate) lines: Vec<Line>,
    /// When the person wrote; what is played is moved by how long ago that is.
    pub(crate) origin: Timestamp,
    /// Who appears in it.
    pub(crate) cast: Cast,
    /// How many lines it takes until the person's words are said.
    pub(crate) prompt_end: usize,
    /// What the agent asked, in the order in which it was settled.
    pub(crate) asked: Vec<AskedLine>,
}

/// Something that the recorded agent asked and that was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AskedLine {
    /// Its recorded name.
    pub(crate) request: RequestId,
    /// The recorded tool call that asked, where one did.
    pub(crate) call: Option<CallId>,
    /// The line that asked.
    pub(crate) line: usize,
    /// The line that settled it.
    pub(crate) settled: usize,
}

/// One recorded event.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// How long after the first one it came.
    pub(crate) at: Duration,
    /// The event.
    pub(crate) event: Cow<'static, RawValue>,
}

/// The recorded identities that are given a meaning when it is played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cast {
    /// A V1 recording; its first line is the person's.
    V1,
    /// A V2 recording.
    V2 {
        /// The session that is not a child.
        root: SessionId,
        /// The message in which the person wrote.
        prompt: MessageId,
    },
}

/// Why a text is no recording.
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// A line has another shape.
    #[error("line {line}: {reason}")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: serde_json::Error,
    },
    /// What every turn has is not in it.
    #[error("there is no {0} in it")]
    Missing(&'static str),
}

#[derive(Deserialize)]
struct RawLine<'a> {
    at: u64,
    #[serde(borrow)]
    event: &'a RawValue,
}

impl Recording {
    /// Reads a recording from its JSON lines.
    ///
    /// # Errors
    ///
    /// [`RecordingError`] when it is not whole.
    pub(crate) fn parse(
        version: &WorkerVersion,
        text: &'static str,
    ) -> Result<Self, RecordingError> {
        let lines = text
            .lines()
            .enumerate()
            .map(|(index, line)| {
                let raw: RawLine<'static> =
                    serde_json::from_str(line).map_err(|reason| RecordingError::Line {
                        line: index + 1,
                        reason,
                    })?;
                Ok(Line {
                    at: Duration::from_millis(raw.at),
                    event: Cow::Borrowed(raw.event),
                })
            })
            .collect::<Result<Vec<_>, RecordingError>>()?;
        Self::of_lines(version, lines)
    }

    /// Takes lines as a recording.
    ///
    /// # Errors
    ///
    /// [`RecordingError::Missing`] when nobody wrote anything in it.
    pub(crate) fn of_lines(
        version: &WorkerVersion,
        lines: Vec<Line>,
    ) -> Result<Self, RecordingError> {
        let (cast, origin) = match version {
            WorkerVersion::V1 => (Cast::V1, first_timestamp(&lines)?),
            WorkerVersion::V2 | WorkerVersion::Other(_) => first_prompt(&lines)?,
        };
        let prompt_end = match &cast {
            Cast::V1 => 1,
            Cast::V2 { prompt, .. } => words_of(prompt, &lines)?,
        };
        let asked = match &cast {
            Cast::V1 => Vec::new(),
            Cast::V2 { .. } => asked_lines(&lines),
        };
        Ok(Self {
            lines,
            origin,
            cast,
            prompt_end,
            asked,
        })
    }

    /// How long the recorded turn took.
    pub(crate) fn duration(&self) -> Duration {
        self.lines.last().map_or(Duration::ZERO, |line| line.at)
    }
}

fn asked_lines(lines: &[Line]) -> Vec<AskedLine> {
    let mut open: Vec<AskedLine> = Vec::new();
    let mut settled = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = line.event.get();
        // Most lines are neither, and reading them all takes a while.
        if !text.contains("\"question.") && !text.contains("\"permission.") {
            continue;
        }
        let mut ask = |request, tool: Option<ToolRef>| {
            open.push(AskedLine {
                request,
                call: tool.map(|tool| tool.call_id),
                line: index,
                settled: index,
            });
        };
        match BusEvent::decode_text(text) {
            Ok(BusEvent::QuestionAsked(asked)) => ask(asked.id, asked.tool),
            Ok(BusEvent::PermissionAsked(asked)) => ask(asked.id, asked.tool),
            Ok(
                BusEvent::QuestionSettled { request_id, .. }
                | BusEvent::PermissionSettled { request_id, .. },
            ) => {
                if let Some(known) = open.iter().position(|asked| asked.request == request_id) {
                    let asked = open.remove(known);
                    settled.push(AskedLine {
                        settled: index,
                        ..asked
                    });
                }
            }
            _ => {}
        }
    }
    settled
}

fn words_of(prompt: &MessageId, lines: &[Line]) -> Result<usize, RecordingError> {
    lines
        .iter()
        .position(|line| {
            matches!(
                BusEvent::decode_text(line.event.get()),
                Ok(BusEvent::PartUpdated { part, .. }) if part.message_id == *prompt
            )
        })
        .map(|index| index + 1)
        .ok_or(RecordingError::Missing("text of the person"))
}

fn first_timestamp(lines: &[Line]) -> Result<Timestamp, RecordingError> {
    lines
        .first()
        .and_then(|line| CliLine::decode(&line.event).ok())
        .and_then(|line| line.timestamp)
        .ok_or(RecordingError::Missing("first message"))
}

fn first_prompt(lines: &[Line]) -> Result<(Cast, Timestamp), RecordingError> {
    lines
        .iter()
        .find_map(|line| match BusEvent::decode_text(line.event.get()) {
            Ok(BusEvent::MessageUpdated {
                info: Info::User(user),
            }) => {
                let created = user.time.created?;
                let cast = Cast::V2 {
                    root: user.session_id,
                    prompt: user.id,
                };
                Some((cast, created))
            }
            _ => None,
        })
        .ok_or(RecordingError::Missing("message of the person"))
}
