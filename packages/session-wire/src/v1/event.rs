//! The V1 stream's lines: what `kilocode --json` prints, one JSON object each.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Ask, Say};
use crate::open_enum::open_enum;
use crate::{Fields, Timestamp, json, lenient};

/// One line of the V1 CLI: a message, whole so far, or a note of the program.
///
/// ```
/// use session_wire::v1::Line;
///
/// let line: Line = serde_json::from_str(
///     r#"{"timestamp":1771495200000,"source":"extension","type":"say","say":"text","content":"Hello","partial":true}"#,
/// )?;
/// assert_eq!(line.words(), Some("Hello"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Line {
    /// When the message was made; the message's identity.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub timestamp: Option<Timestamp>,
    /// `say`, `ask`, or the name of a note such as `welcome`.
    #[serde(
        rename = "type",
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub kind: Option<String>,
    /// The name of a note of the program, such as `session_created`.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub event: Option<String>,
    /// What is said.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub say: Option<Say>,
    /// What is asked.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub ask: Option<Ask>,
    /// The words so far.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub content: Option<String>,
    /// The words so far, as some writers name them.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub text: Option<String>,
    /// The payload, where the message's text is JSON.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub metadata: Option<Value>,
    /// Whether more is to come.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub partial: Option<bool>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

impl Line {
    /// Reads an envelope's payload.
    ///
    /// # Errors
    ///
    /// When the payload is no JSON object.
    pub fn decode(data: &RawValue) -> Result<Self, serde_json::Error> {
        json::from_str(data.get())
    }

    /// Which note of the program it is, where it is no message.
    pub fn note(&self) -> Option<Note> {
        let is_message = matches!(self.kind.as_deref(), Some("say" | "ask"));
        let name = self.event.as_deref().or(self.kind.as_deref())?;
        (!is_message).then(|| name.into())
    }

    /// Who wrote the line: `extension` for messages, `cli` for the program around it.
    pub fn source(&self) -> Option<&str> {
        self.extra.get("source")?.as_str()
    }

    /// The words: `content`, else `text`.
    pub fn words(&self) -> Option<&str> {
        self.content.as_deref().or(self.text.as_deref())
    }
}

open_enum! {
    /// What the program notes beside its messages.
    Note {
        /// It has begun.
        Welcome = "welcome",
        /// A session was made.
        SessionCreated = "session_created",
        /// The session was stored.
        SessionSynced = "session_synced",
        /// Credits are needed.
        PaymentRequired = "payment_required",
        /// There are no credits left.
        InsufficientFunds = "insufficient_funds",
    }
}
