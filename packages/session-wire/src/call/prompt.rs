//! The calls that answer what an agent asks.

use serde::{Deserialize, Serialize};

use crate::v2::PermissionReply;
use crate::{CloudSessionId, ProjectId, RequestId};

/// The input of [`AnswerQuestion`](super::AnswerQuestion).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerQuestionInput {
    /// The project.
    pub project_id: ProjectId,
    /// The session whose stream carried the question.
    pub cloud_agent_session_id: CloudSessionId,
    /// The question.
    pub request_id: RequestId,
    /// What was chosen or said, a list for each question in the order of asking: labels of its
    /// options and the person's own words. A list without anything leaves its question open.
    pub answers: Vec<Vec<String>>,
}

/// The input of [`RejectQuestion`](super::RejectQuestion).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RejectQuestionInput {
    /// The project.
    pub project_id: ProjectId,
    /// The session whose stream carried the question.
    pub cloud_agent_session_id: CloudSessionId,
    /// The question.
    pub request_id: RequestId,
}

/// The input of [`AnswerPermission`](super::AnswerPermission).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnswerPermissionInput {
    /// The project.
    pub project_id: ProjectId,
    /// The session whose stream carried the request.
    pub cloud_agent_session_id: CloudSessionId,
    /// The request.
    pub request_id: RequestId,
    /// Whether it is allowed.
    pub reply: PermissionReply,
    /// What the agent should do instead, where it is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
