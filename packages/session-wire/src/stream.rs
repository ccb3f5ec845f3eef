//! The events that a session's stream carries around the agent's own messages.

mod cloud;
mod commit;
mod delivery;
mod preparing;
mod run;

use serde_json::Value;
use serde_json::value::RawValue;

pub use self::cloud::{CloudPhase, CloudStatus, Command, Connected};
pub use self::commit::{CommitCompleted, CommitStarted};
pub use self::delivery::{Delivery, DeliveryFailure, DeliveryMode, DeliveryStage};
pub use self::preparing::{Preparation, PreparationAction, Preparing, PreparingStep};
pub use self::run::{Completion, Output, OutputSource, WrapperResumed};
use crate::frame::Envelope;
use crate::lenient::{field, list, optional, take};
use crate::record::Record;
use crate::{Fields, json};

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
        /// The server's name for it, where it has one.
        code: Option<String>,
    },
    /// Somebody stopped the run.
    Interrupted {
        /// Why, in the server's words.
        reason: Option<String>,
    },
    /// The run is over.
    Complete(Completion),
    /// The stored stream has been replayed; what follows is live.
    Connected(Box<Connected>),
    /// The worker lost its agent.
    WrapperDisconnected,
    /// The worker has its agent again.
    WrapperReconnected,
    /// The worker reaches the server again, and sends what it had kept.
    WrapperResumed(WrapperResumed),
    /// What the agent's program printed beside its messages.
    Output(Output),
    /// How far the worker is; its form is not fixed.
    Progress {
        /// Its payload.
        data: &'a RawValue,
    },
    /// What the worker notes about the run; its form is not fixed.
    Metadata {
        /// Its payload.
        data: &'a RawValue,
    },
    /// The machine that the agent runs on is made ready.
    Preparing(Box<Preparing>),
    /// The state of the machine that the agent runs on.
    CloudStatus(CloudStatus),
    /// The commands that the agent knows.
    Commands(Vec<Command>),
    /// How far a message of the person's is on its way to the agent.
    Delivery(Box<Delivery>),
    /// What was changed is being committed.
    CommitStarted(CommitStarted),
    /// What was changed is committed, or could not be.
    CommitCompleted(Box<CommitCompleted>),
    /// A kind that has no meaning here, or a payload without its identity, kept as it came.
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

impl Envelope {
    /// What the payload is.
    pub fn event(&self) -> StreamEvent<'_> {
        let kind = self.stream_event_type.as_str();
        let data = &*self.data;
        if let Some(stage) = kind.strip_prefix("cloud.message.") {
            return identified(kind, data, Delivery::decode(stage, data), |delivery| {
                StreamEvent::Delivery(Box::new(delivery))
            });
        }
        match kind {
            "started" => StreamEvent::Started,
            "kilocode" => StreamEvent::Agent(AgentEvent::Wrapped(data)),
            "heartbeat" | "pong" => StreamEvent::Heartbeat,
            "status" => StreamEvent::Status {
                message: field(&mut object(data), "message"),
            },
            "error" => {
                let mut fields = object(data);
                StreamEvent::Error {
                    fatal: field(&mut fields, "fatal"),
                    code: optional(&mut fields, "code"),
                    message: error_message(&mut fields),
                }
            }
            "interrupted" => StreamEvent::Interrupted {
                reason: optional(&mut object(data), "reason"),
            },
            "complete" => StreamEvent::Complete(read(data)),
            "connected" => StreamEvent::Connected(Box::new(read(data))),
            "wrapper_disconnected" => StreamEvent::WrapperDisconnected,
            "wrapper_reconnected" => StreamEvent::WrapperReconnected,
            "wrapper_resumed" => StreamEvent::WrapperResumed(read(data)),
            "output" => StreamEvent::Output(read(data)),
            "progress" => StreamEvent::Progress { data },
            "metadata" => StreamEvent::Metadata { data },
            "preparing" => identified(kind, data, Preparing::decode(data), |preparing| {
                StreamEvent::Preparing(Box::new(preparing))
            }),
            "cloud.status" => {
                let status = optional(&mut object(data), "cloudStatus");
                identified(kind, data, status, StreamEvent::CloudStatus)
            }
            "commands.available" => StreamEvent::Commands(list(&mut object(data), "commands")),
            "autocommit_started" => {
                let started = json::read(data.get()).ok();
                identified(kind, data, started, StreamEvent::CommitStarted)
            }
            "autocommit_completed" => {
                let completed = json::read(data.get()).ok();
                identified(kind, data, completed, |completed| {
                    StreamEvent::CommitCompleted(Box::new(completed))
                })
            }
            // Bus events have dotted names, the stream's own have none (but for those above).
            _ if kind.contains('.') && !kind.starts_with("cloud.") => {
                StreamEvent::Agent(AgentEvent::Unwrapped {
                    kind,
                    properties: data,
                })
            }
            _ => StreamEvent::Other { kind, data },
        }
    }
}

/// What went wrong: the worker sends either `message` or `error`.
fn error_message(fields: &mut Fields) -> String {
    if let Some(message) = optional(fields, "message") {
        return message;
    }
    match take(fields, "error") {
        Value::Null => String::new(),
        Value::String(message) => message,
        other => other
            .get("message")
            .and_then(Value::as_str)
            .map_or_else(|| other.to_string(), str::to_owned),
    }
}

/// The fields of a payload; none where it is no object.
fn object(data: &RawValue) -> Fields {
    json::from_str(data.get()).unwrap_or_default()
}

/// Reads a payload of which any field may be missing.
fn read<T: Record + Default>(data: &RawValue) -> T {
    json::read(data.get()).unwrap_or_default()
}

/// The event of a payload that had to be readable, else the payload as it came.
fn identified<'a, T>(
    kind: &'a str,
    data: &'a RawValue,
    payload: Option<T>,
    event: impl FnOnce(T) -> StreamEvent<'a>,
) -> StreamEvent<'a> {
    payload.map_or(StreamEvent::Other { kind, data }, event)
}
