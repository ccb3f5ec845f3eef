//! The V1 stream's lines: what `kilocode --json` prints, one JSON object each.

use serde_json::Value;
use serde_json::value::RawValue;

use super::{Ask, Say};
use crate::open_enum::open_enum;
use crate::record::record;
use crate::{Timestamp, json};

record! {
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
    #[derive(Default)]
    Line {
        /// When the message was made; the message's identity.
        timestamp?: Timestamp,
        /// `say`, `ask`, or the name of a note such as `welcome`.
        #[serde(rename = "type")]
        kind?: String,
        /// The name of a note of the program, such as `session_created`.
        event?: String,
        /// What is said.
        say?: Say,
        /// What is asked.
        ask?: Ask,
        /// The words so far.
        content?: String,
        /// The words so far, as some writers name them.
        text?: String,
        /// The payload, where the message's text is JSON.
        metadata?: Value,
        /// Whether more is to come.
        partial?: bool,
    }
}

impl Line {
    /// Reads an envelope's payload.
    ///
    /// # Errors
    ///
    /// When the payload is no JSON object.
    pub fn decode(data: &RawValue) -> Result<Self, serde_json::Error> {
        json::read(data.get())
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
