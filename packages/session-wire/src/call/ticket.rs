//! Leave to open a session's stream.

use serde::{Deserialize, Serialize};

use super::WorkerVersion;
use crate::CloudSessionId;

/// Asks for leave to open a session's stream: the body of `POST …/sessions/stream-ticket`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketInput {
    /// The session.
    pub cloud_agent_session_id: CloudSessionId,
    /// The organisation that owns the project, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
}

/// Leave to open a session's stream for a minute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    /// What the stream's URL carries. A secret: it goes in no log.
    pub ticket: String,
    /// When it is too old, in seconds since the Unix epoch.
    pub expires_at: i64,
}

/// Why no ticket was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketFailure {
    /// What happened, in the backend's words.
    pub error: String,
}

/// The path of the ticket call for a worker generation.
pub fn ticket_path(version: &WorkerVersion) -> &'static str {
    match version {
        WorkerVersion::V1 => "/api/cloud-agent/sessions/stream-ticket",
        WorkerVersion::V2 | WorkerVersion::Other(_) => {
            "/api/cloud-agent-next/sessions/stream-ticket"
        }
    }
}
