//! What travels: serde types of the calls, frames and messages of coding-agent sessions.
//!
//! Everything here is tolerant on the way in: unknown kinds, parts, statuses and fields are kept
//! (and written back), a wrong optional field is dropped alone, and only an unreadable identity
//! rejects a value. What a type does not name is in its `extra` field; what the small `Copy` objects
//! `time`, `tokens` and `error` hold beyond their fields is in the `extra` of the object around
//! them, under their name. Nothing here interprets what it carries; that is `session-model`'s work.
//!
//! The formats: the stream envelope and the tRPC-shaped calls of a cloud-agent backend, V1
//! messages as the legacy CLI prints them, V2 messages and bus events as opencode sends them.

// Macros that read a struct field by field call themselves once for each attribute.
#![recursion_limit = "256"]

pub mod call;
pub mod frame;
pub mod id;
pub mod json;
mod lenient;
mod nested;
mod open_enum;
mod record;
pub mod stream;
pub mod time;
pub mod v1;
pub mod v2;

pub use id::{
    CallId, CloudSessionId, EventId, ExecutionId, MessageId, PartId, ProjectId, RequestId,
    SessionId,
};
pub use time::Timestamp;

/// A JSON object, as kept for fields that have no type here.
pub type Fields = serde_json::Map<String, serde_json::Value>;
