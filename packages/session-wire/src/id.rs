//! Newtypes for every identity that travels, so that no two can be mixed up.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::lenient::FromJson;

macro_rules! string_ids {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        ///
        /// Cheap to clone. The order of two ids says nothing about time: V2 ids start again from
        /// zero every 795 days.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes any string as an id.
            pub fn new(id: impl Into<Arc<str>>) -> Self {
                Self(id.into())
            }

            /// The id as it travels.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "{:?}", self.as_str())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.as_str())
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self::new(id)
            }
        }

        impl FromJson for $name {
            fn from_json(value: Value) -> Option<Self> {
                value.as_str().map(Self::from)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::from)
            }
        }
    )*};
}

string_ids! {
    /// A project: a conversation of one or more sessions.
    ProjectId;
    /// The stream owner of a session, `agent_<uuid>`; the envelope's `sessionId`.
    CloudSessionId;
    /// One run of an agent, `exc_<ulid>`.
    ExecutionId;
    /// A V2 message, `msg_…`.
    MessageId;
    /// A part of a V2 message, `prt_…`.
    PartId;
    /// A session inside the agent, `ses_…`: the root of a V2 session, or one of its children.
    SessionId;
    /// A tool call, as the language model named it.
    CallId;
    /// A question or permission that waits for an answer.
    RequestId;
}

/// The place of an event in its session's stored stream.
///
/// Zero means that the event is synthetic and not stored: it never moves a cursor.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct EventId(pub u64);
