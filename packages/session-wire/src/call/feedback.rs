//! What a person says about the product.

use serde::{Deserialize, Serialize};

use super::PreviewStatus;
use crate::{ProjectId, Timestamp};

/// The input of [`CreateFeedback`](super::CreateFeedback).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedbackInput {
    /// The project.
    pub project_id: ProjectId,
    /// The organisation that owns it, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
    /// What the person says, 1 to 10,000 characters.
    pub feedback_text: String,
    /// The model that answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// How far the preview is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview_status: Option<PreviewStatus>,
    /// Whether the agent works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_streaming: Option<bool>,
    /// How many messages there are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_count: Option<u64>,
    /// The last messages, five at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recent_messages: Vec<RecentMessage>,
}

/// A message that feedback is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecentMessage {
    /// Who said it.
    pub role: String,
    /// What was said, 10,000 characters at most.
    pub text: String,
    /// When.
    pub ts: Timestamp,
}
