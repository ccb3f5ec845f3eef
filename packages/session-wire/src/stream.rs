//! The events that a session's stream carries around the agent's own messages.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::frame::Envelope;

/// An envelope's payload, by its `streamEventType`.
#[derive(Clone, Debug)]
pub enum StreamEvent<'a> {
    /// A run has begun.
    Started,
    /// What the agent itself sent: a V1 line or a V2 bus event.
    Agent(AgentEvent<'a>),
    /// Nothing but a sign of life.
    Heartbeat,
    /// The worker says what it does.
    Status {
        /// The worker's words.
        message: String,
    },
    /// The run failed, or something in it did.
    Error {
        /// What happened, in the server's words.
        message: String,
        /// Whether the run is over because of it.
        fatal: bool,
    },
    /// Somebody stopped the run.
    Interrupted {
        /// Why, in the server's words.
        reason: Option<String>,
    },
    /// The run is over.
    Complete,
    /// The stored stream has been replayed; what follows is live.
    Connected,
    /// The worker lost its agent.
    WrapperDisconnected,
    /// A kind that has no meaning here, kept as it came.
    Other {
        /// The `streamEventType`.
        kind: &'a str,
        /// Its payload.
        data: &'a RawValue,
    },
}

/// An agent's own event, wrapped (`streamEventType` `kilocode`) or not.
#[derive(Clone, Copy, Debug)]
pub enum AgentEvent<'a> {
    /// The payload is the event.
    Wrapped(&'a RawValue),
    /// The `streamEventType` is the event's type, the payload its properties.
    Unwrapped {
        /// The event's type, such as `message.updated`.
        kind: &'a str,
        /// The event's properties.
        properties: &'a RawValue,
    },
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Payload {
    #[serde(deserialize_with = "crate::lenient::field")]
    message: Option<String>,
    // The worker sends either name.
    #[serde(deserialize_with = "crate::lenient::field")]
    error: Option<Value>,
    #[serde(deserialize_with = "crate::lenient::field")]
    reason: Option<String>,
    #[serde(deserialize_with = "crate::lenient::field")]
    fatal: bool,
}

impl Payload {
    fn error_message(self) -> String {
        match (self.message, self.error) {
            (Some(message), _) | (None, Some(Value::String(message))) => message,
            (None, Some(other)) => other
                .get("message")
                .and_then(Value::as_str)
                .map_or_else(|| other.to_string(), str::to_owned),
            (None, None) => String::new(),
        }
    }
}

impl Envelope {
    /// What the payload is.
    pub fn event(&self) -> StreamEvent<'_> {
        let payload = || serde_json::from_str::<Payload>(self.data.get()).unwrap_or_default();
        match self.stream_event_type.as_str() {
            "started" => StreamEvent::Started,
            "kilocode" => StreamEvent::Agent(AgentEvent::Wrapped(&self.data)),
            "heartbeat" | "pong" => StreamEvent::Heartbeat,
            "status" => StreamEvent::Status {
                message: payload().message.unwrap_or_default(),
            },
            "error" => {
                let payload = payload();
                StreamEvent::Error {
                    fatal: payload.fatal,
                    message: payload.error_message(),
                }
            }
            "interrupted" => StreamEvent::Interrupted {
                reason: payload().reason,
            },
            "complete" => StreamEvent::Complete,
            "connected" => StreamEvent::Connected,
            "wrapper_disconnected" => StreamEvent::WrapperDisconnected,
            // Bus events have dotted names, the stream's own have none (but for cloud.*).
            kind if kind.contains('.') && !kind.starts_with("cloud.") => {
                StreamEvent::Agent(AgentEvent::Unwrapped {
                    kind,
                    properties: &self.data,
                })
            }
            kind => StreamEvent::Other {
                kind,
                data: &self.data,
            },
        }
    }
}
