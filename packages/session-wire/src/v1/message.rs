//! The V1 message as stored and shown.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Ask, Say};
use crate::Timestamp;
use crate::lenient::FromJson;
use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// A V1 message. `ts` identifies it in most cases, not in all: see the model's V1 reducer.
    CloudMessage {
        /// When it was made, and its identity on the wire.
        required ts: Timestamp,
        /// Who speaks.
        #[serde(rename = "type")]
        required author: Author,
        /// What is said, where it says something.
        say?: Say,
        /// What is asked, where it asks something.
        ask?: Ask,
        /// The words; read before `content`.
        text?: String,
        /// The words, as some writers name them.
        content?: String,
        /// Whether more of this message is to come.
        partial?: bool,
        /// The payload of messages whose text is JSON (tools, requests, follow-ups).
        metadata?: Value,
        /// Attached images, as the web client stores them.
        images?: Value,
    }
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
            .filter_map(|execution| ToolExecution::from_json(execution.clone()))
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
