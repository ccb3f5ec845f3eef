//! The person's V2 message.

use serde_json::Value;

use super::MessageTime;
use crate::nested::{Known, MESSAGE_TIME};
use crate::record::record;
use crate::v2::{FileDiff, ModelRef};
use crate::{Fields, MessageId, SessionId};

record! {
    /// The person's message.
    UserMessage {
        /// Its identity.
        beside(no_message()) id: MessageId,
        /// The session inside the agent that it belongs to.
        beside(no_session()) session_id: SessionId,
        /// When it was made.
        time: MessageTime,
        /// Which agent is to answer.
        agent?: String,
        /// Which model is to answer.
        model?: ModelRef,
        /// What changed because of it, once the agent has counted.
        summary?: UserSummary,
        /// Instructions that the model got in addition.
        system?: String,
        /// Which tools the model was given, where not all: a flag by each name.
        tools?: Fields,
        /// Which form the answer is to have.
        format?: Value,
    }
}

record! {
    /// What changed because of a message.
    #[derive(Default)]
    UserSummary {
        /// The message in a few words.
        title?: String,
        /// The message in a few sentences.
        body?: String,
        /// The files that were changed.
        diffs?: Vec<FileDiff>,
    }
}

impl UserMessage {
    pub(super) const KNOWN: Known = &[MESSAGE_TIME];

    /// The files that were changed because of it, as far as the agent has counted.
    pub fn diffs(&self) -> &[FileDiff] {
        let summary = self.summary.as_ref();
        let diffs = summary.and_then(|summary| summary.diffs.as_deref());
        diffs.unwrap_or_default()
    }
}

pub(super) fn no_message() -> MessageId {
    MessageId::new("")
}

pub(super) fn no_session() -> SessionId {
    SessionId::new("")
}

impl Default for UserMessage {
    fn default() -> Self {
        Self {
            id: no_message(),
            session_id: no_session(),
            time: MessageTime::default(),
            agent: None,
            model: None,
            summary: None,
            system: None,
            tools: None,
            format: None,
            extra: Fields::new(),
        }
    }
}
