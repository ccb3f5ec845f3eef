//! The benchmark's messages, and the frames that say them: read and written in one go, because the
//! page pays for that and not for a tree of values.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::feed::TIME;

/// A message of the benchmark's transcript.
#[derive(Debug, Deserialize)]
pub(crate) struct Message<'a> {
    #[serde(borrow)]
    pub(crate) id: Cow<'a, str>,
    pub(crate) role: Role,
    pub(crate) parts: Vec<Part<'a>>,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    User,
    Assistant,
}

/// A part of a message, in the benchmark's form and in an agent's.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Part<'a> {
    #[serde(rename = "type")]
    pub(crate) kind: PartKind,
    #[serde(skip_serializing_if = "Option::is_none", borrow)]
    text: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tool: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<ToolState<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum PartKind {
    Text,
    Reasoning,
    Tool,
}

#[derive(Debug, Deserialize, Serialize)]
struct ToolState<'a> {
    #[serde(borrow)]
    status: &'a RawValue,
    title: &'a RawValue,
    input: &'a RawValue,
    output: &'a RawValue,
    #[serde(default)]
    metadata: Metadata,
    time: Option<Time>,
}

/// What a tool adds; nothing here.
#[derive(Debug, Default, Deserialize, Serialize)]
struct Metadata {}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Time {
    start: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<i64>,
}

impl Part<'_> {
    /// A text that begins.
    pub(crate) fn opened() -> Self {
        Self {
            kind: PartKind::Text,
            text: serde_json::from_str(r#""""#).ok(),
            tool: None,
            state: None,
            time: Some(Time {
                start: TIME,
                end: None,
            }),
        }
    }

    /// The part, and when it was.
    pub(crate) fn finished(mut self) -> Self {
        let time = Some(Time {
            start: TIME,
            end: Some(TIME),
        });
        match &mut self.state {
            Some(state) => state.time = time,
            None => self.time = time,
        }
        self
    }
}

/// Where a part belongs.
#[derive(Debug, Serialize)]
pub(crate) struct PlacedPart<'a> {
    pub(crate) id: &'a str,
    #[serde(rename = "messageID")]
    pub(crate) message: &'a str,
    #[serde(rename = "sessionID")]
    pub(crate) session: &'a str,
    #[serde(rename = "callID", skip_serializing_if = "Option::is_none")]
    pub(crate) call: Option<&'a str>,
    #[serde(flatten)]
    pub(crate) part: Part<'a>,
}

#[derive(Debug, Serialize)]
pub(crate) struct PartUpdate<'a> {
    pub(crate) part: PlacedPart<'a>,
    pub(crate) time: i64,
}

/// What an agent sends.
#[derive(Debug, Serialize)]
pub(crate) struct Frame<'a, P> {
    #[serde(rename = "eventId")]
    pub(crate) number: u64,
    #[serde(rename = "executionId")]
    pub(crate) execution: &'a str,
    #[serde(rename = "sessionId")]
    pub(crate) session: &'a str,
    #[serde(rename = "streamEventType")]
    pub(crate) stream: &'a str,
    pub(crate) timestamp: &'a str,
    pub(crate) data: Event<'a, P>,
}

#[derive(Debug, Serialize)]
pub(crate) struct Event<'a, P> {
    #[serde(rename = "type")]
    pub(crate) kind: &'a str,
    pub(crate) properties: &'a P,
}

#[derive(Debug, Serialize)]
pub(crate) struct Delta<'a> {
    #[serde(rename = "sessionID")]
    pub(crate) session: &'a str,
    #[serde(rename = "messageID")]
    pub(crate) message: &'a str,
    #[serde(rename = "partID")]
    pub(crate) part: &'a str,
    pub(crate) field: &'a str,
    #[serde(rename = "delta")]
    pub(crate) text: &'a str,
}
