//! The V1 message as stored and shown.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Ask, Say};
use crate::open_enum::open_enum;
use crate::record::record;
use crate::{Fields, Timestamp, lenient};

/// A V1 message. `ts` identifies it in most cases, not in all: see the model's V1 reducer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CloudMessage {
    /// When it was made, and its identity on the wire.
    pub ts: Timestamp,
    /// Who speaks.
    #[serde(rename = "type")]
    pub author: Author,
    /// What is said, where it says something.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub say: Option<Say>,
    /// What is asked, where it asks something.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub ask: Option<Ask>,
    /// The words; read before `content`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub text: Option<String>,
    /// The words, as some writers name them.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub content: Option<String>,
    /// Whether more of this message is to come.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub partial: Option<bool>,
    /// The payload of messages whose text is JSON (tools, requests, follow-ups).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub metadata: Option<Value>,
    /// Attached images, as the web client stores them.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub images: Option<Value>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

impl CloudMessage {
    /// The words of the message: `text`, else `content`, else nothing.
    pub fn words(&self) -> &str {
        self.text
            .as_deref()
            .or(self.content.as_deref())
            .unwrap_or_default()
    }

    /// Images that the web client stored beside the message.
    pub fn stored_images(&self) -> Option<Images> {
        serde_json::from_value(self.images.clone()?).ok()
    }

    /// Images that are in the message itself, as `data:` URLs.
    pub fn inline_images(&self) -> impl Iterator<Item = &str> {
        let images = self.images.as_ref().and_then(Value::as_array);
        images.into_iter().flatten().filter_map(Value::as_str)
    }

    /// What tools did for the message, as older stores keep it.
    pub fn tool_executions(&self) -> Vec<ToolExecution> {
        let executions = self.extra.get("toolExecutions").and_then(Value::as_array);
        let executions = executions.into_iter().flatten();
        executions
            .filter_map(|execution| serde_json::from_value(execution.clone()).ok())
            .collect()
    }

    /// Whether the writer said that more is to come.
    pub fn is_partial(&self) -> bool {
        self.partial.unwrap_or(false)
    }
}

/// Images that were uploaded beside a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Images {
    /// The folder in the store.
    pub path: String,
    /// The files' names in it.
    pub files: Vec<String>,
}

open_enum! {
    /// Who speaks in a V1 message.
    Author {
        /// The person.
        User = "user",
        /// The language model.
        Assistant = "assistant",
        /// The program around it.
        System = "system",
    }
}

record! {
    /// A message of the person's that waits until the program takes it.
    QueuedMessage {
        /// Its identity.
        required id: String,
        /// When it was written.
        timestamp?: Timestamp,
        /// Its words.
        text: String,
        /// Images, as `data:` URLs.
        images?: Vec<String>,
    }
}

record! {
    /// What a tool did, as older stores keep it.
    #[serde(rename_all = "camelCase")]
    ToolExecution {
        /// The tool.
        required tool_name: String,
        /// What it got.
        input?: Value,
        /// What it gave back.
        output?: String,
        /// Why it failed.
        error?: String,
        /// When, RFC 3339.
        timestamp?: String,
    }
}
