//! One step of an agent's V2 answer.

use serde_json::Value;

use super::MessageTime;
use super::user::{no_message, no_session};
use crate::nested::{ERROR, Known, MESSAGE_TIME, TOKENS};
use crate::record::record;
use crate::v2::{MessageError, Tokens};
use crate::{Fields, MessageId, SessionId};

record! {
    /// One step of the agent's answer.
    AssistantMessage {
        /// Its identity.
        beside(no_message()) id: MessageId,
        /// The session inside the agent that it belongs to.
        beside(no_session()) session_id: SessionId,
        /// When it was made and completed.
        time: MessageTime,
        /// The user message that it answers.
        #[serde(rename = "parentID")]
        parent_id?: MessageId,
        /// Which model answered.
        #[serde(rename = "modelID")]
        model_id?: String,
        /// Whose model it is.
        #[serde(rename = "providerID")]
        provider_id?: String,
        /// Which variant of the model.
        variant?: String,
        /// Which agent answered.
        agent?: String,
        /// The agent's mode; as a rule the same as `agent`.
        mode?: String,
        /// Where the agent worked.
        path?: AssistantPath,
        /// Why it failed, if it did.
        error?: MessageError,
        /// Whether it is the summary of a compaction.
        summary?: bool,
        /// What it cost, in US dollars.
        cost?: f64,
        /// The tokens that it took.
        tokens?: Tokens,
        /// Why the model stopped.
        finish?: String,
        /// The answer in the form that was asked for.
        structured?: Value,
    }
}

record! {
    /// Where an agent worked.
    #[derive(Default)]
    AssistantPath {
        /// The folder that it was in.
        cwd?: String,
        /// The folder of the whole project.
        root?: String,
    }
}

impl AssistantMessage {
    pub(super) const KNOWN: Known = &[MESSAGE_TIME, TOKENS, ERROR];
}

impl Default for AssistantMessage {
    fn default() -> Self {
        Self {
            id: no_message(),
            session_id: no_session(),
            time: MessageTime::default(),
            parent_id: None,
            model_id: None,
            provider_id: None,
            variant: None,
            agent: None,
            mode: None,
            path: None,
            error: None,
            summary: None,
            cost: None,
            tokens: None,
            finish: None,
            structured: None,
            extra: Fields::new(),
        }
    }
}
