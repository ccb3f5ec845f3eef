//! The frames of a session's stream: an envelope around an event, or an error.

mod place;

pub use place::Place;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::lenient::{Missing, field, required};
use crate::open_enum::open_enum;
use crate::record::{Record, deserialize_record};
use crate::{CloudSessionId, EventId, ExecutionId, Fields, json};

/// One text frame of `GET /stream`.
#[derive(Clone, Debug)]
pub enum Frame {
    /// An event of the session.
    Event(Envelope),
    /// The server refuses or gives up.
    Error(ErrorFrame),
}

/// What every stream event is wrapped in, for both generations.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// The event's place in the stored stream.
    pub event_id: EventId,
    /// The run that it belongs to, where the server says so.
    pub execution_id: Option<ExecutionId>,
    /// The session whose stream this is.
    pub session_id: CloudSessionId,
    /// What `data` is; see [`crate::stream::StreamEvent`].
    pub stream_event_type: String,
    /// When the server took it in, RFC 3339.
    pub timestamp: String,
    /// The payload, not decoded.
    pub data: Box<RawValue>,
}

/// An error that the server sends as a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorFrame {
    /// What kind of error.
    pub code: ErrorCode,
    /// What happened, in the server's words.
    pub message: String,
}

open_enum! {
    /// The kinds of [`ErrorFrame`].
    ErrorCode {
        /// The client said something that the server does not understand.
        Protocol = "WS_PROTOCOL_ERROR",
        /// The ticket is missing, wrong or too old.
        Auth = "WS_AUTH_ERROR",
        /// There is no such session.
        SessionNotFound = "WS_SESSION_NOT_FOUND",
        /// There is no such run.
        ExecutionNotFound = "WS_EXECUTION_NOT_FOUND",
        /// Another connection took this one's place.
        DuplicateConnection = "WS_DUPLICATE_CONNECTION",
        /// The server failed.
        Internal = "WS_INTERNAL_ERROR",
    }
}

/// Why a text is no frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// It is no JSON object.
    NotJson(String),
    /// It is an object, but neither an envelope nor an error.
    NoFrame(&'static str),
}

impl std::fmt::Display for FrameError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotJson(reason) => write!(formatter, "the frame is no JSON object: {reason}"),
            Self::NoFrame(field) => {
                write!(
                    formatter,
                    "the frame is no event envelope: `{field}` is missing or wrong"
                )
            }
        }
    }
}

impl std::error::Error for FrameError {}

impl Frame {
    /// Reads one text frame.
    ///
    /// # Errors
    ///
    /// [`FrameError`] when the text is no JSON object or misses what identifies an event.
    pub fn decode(text: &str) -> Result<Self, FrameError> {
        let raw: RawFrame<'_> =
            serde_json::from_str(text).map_err(|error| FrameError::NotJson(error.to_string()))?;
        if raw.kind.is_some_and(|kind| kind.get() == "\"error\"") {
            return json::read(text)
                .map(Self::Error)
                .map_err(|_| FrameError::NoFrame("code"));
        }
        raw.into_envelope().map(Self::Event)
    }
}

/// Borrowed and undecoded, so that a wrong field names itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawFrame<'a> {
    #[serde(borrow, rename = "type")]
    kind: Option<&'a RawValue>,
    #[serde(borrow)]
    event_id: Option<&'a RawValue>,
    #[serde(borrow)]
    execution_id: Option<&'a RawValue>,
    #[serde(borrow)]
    session_id: Option<&'a RawValue>,
    #[serde(borrow)]
    stream_event_type: Option<&'a RawValue>,
    #[serde(borrow)]
    timestamp: Option<&'a RawValue>,
    // A plain `Option` would read `null` as absent.
    #[serde(borrow, default, deserialize_with = "present")]
    data: Option<&'a RawValue>,
}

fn present<'de: 'a, 'a, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<&'a RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

impl RawFrame<'_> {
    fn into_envelope(self) -> Result<Envelope, FrameError> {
        fn text(raw: Option<&RawValue>, field: &'static str) -> Result<String, FrameError> {
            raw.and_then(|raw| serde_json::from_str(raw.get()).ok())
                .ok_or(FrameError::NoFrame(field))
        }
        let event_id = self.event_id.and_then(|id| id.get().parse().ok());
        Ok(Envelope {
            event_id: EventId(event_id.ok_or(FrameError::NoFrame("eventId"))?),
            execution_id: text(self.execution_id, "executionId").ok().map(Into::into),
            session_id: text(self.session_id, "sessionId")?.into(),
            stream_event_type: text(self.stream_event_type, "streamEventType")?,
            timestamp: text(self.timestamp, "timestamp")?,
            data: self.data.ok_or(FrameError::NoFrame("data"))?.to_owned(),
        })
    }
}

impl Serialize for Envelope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut envelope = serializer.serialize_struct("Envelope", 6)?;
        envelope.serialize_field("eventId", &self.event_id)?;
        envelope.serialize_field("executionId", &self.execution_id)?;
        envelope.serialize_field("sessionId", &self.session_id)?;
        envelope.serialize_field("streamEventType", &self.stream_event_type)?;
        envelope.serialize_field("timestamp", &self.timestamp)?;
        envelope.serialize_field("data", &self.data)?;
        envelope.end()
    }
}

impl Record for ErrorFrame {
    fn read(mut fields: Fields) -> Result<Self, Missing> {
        Ok(Self {
            code: required(&mut fields, "code")?,
            message: field(&mut fields, "message"),
        })
    }
}

deserialize_record!(ErrorFrame);

impl Serialize for ErrorFrame {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut error = serializer.serialize_struct("ErrorFrame", 3)?;
        error.serialize_field("type", "error")?;
        error.serialize_field("code", &self.code)?;
        error.serialize_field("message", &self.message)?;
        error.end()
    }
}
