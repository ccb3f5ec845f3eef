//! The calls that make a session do something.

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::record::record;
use crate::v1::Images;
use crate::{CloudSessionId, MessageId, ProjectId};

/// The input of [`SendMessage`](super::SendMessage).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SendMessageInput {
    /// The project.
    pub project_id: ProjectId,
    /// The person's words, not empty.
    pub message: String,
    /// Images that were uploaded for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub images: Option<Images>,
    /// The model that is to answer from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Whether to begin a new session with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub force_new_session: bool,
}

record! {
    /// Which session runs after a call.
    #[derive(Eq)]
    #[serde(rename_all = "camelCase")]
    closed Started {
        /// The session whose stream carries the answer.
        required cloud_agent_session_id: CloudSessionId,
        /// The generation of its worker, where the backend says so.
        worker_version?: WorkerVersion,
        /// The name that the message will have in the stream, where the backend says so.
        message_id?: MessageId,
    }
}

/// The input of [`CancelMessage`](super::CancelMessage).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CancelMessageInput {
    /// The project.
    pub project_id: ProjectId,
    /// The session that the message waits in.
    pub cloud_agent_session_id: CloudSessionId,
    /// The message.
    pub message_id: MessageId,
}

open_enum! {
    /// A generation of agent workers, and so of messages.
    WorkerVersion {
        /// `CloudMessage`s of the legacy CLI.
        V1 = "v1",
        /// `StoredMessage`s of opencode.
        V2 = "v2",
    }
}

/// The input of [`PrepareLegacySession`](super::PrepareLegacySession).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PrepareLegacySessionInput {
    /// The project.
    pub project_id: ProjectId,
    /// The model that is to answer.
    pub model: String,
    /// The person's words.
    pub prompt: String,
}
