//! Which V1 messages are shown: all that say something, but not the program's own bookkeeping.

use session_wire::v1::{Ask, CloudMessage, Say};

/// Whether a message is shown.
pub(super) fn is_visible(message: &CloudMessage) -> bool {
    let has_content = !message.words().trim_start().is_empty() || message.metadata.is_some();
    match (&message.say, &message.ask) {
        (Some(say), _) => match say {
            Say::CheckpointSaved
            | Say::CheckpointCreated
            | Say::ApiReqFinished
            | Say::ApiReqRetried
            | Say::ApiReqDeleted
            | Say::ShellIntegrationWarning => false,
            Say::ApiReqStarted => failed_request(message).is_some(),
            Say::Error => true,
            _ => has_content || message.images.is_some(),
        },
        (None, Some(ask)) => match ask {
            Ask::ResumeTask | Ask::ResumeCompletedTask => false,
            _ => has_content,
        },
        (None, None) => has_content || message.images.is_some(),
    }
}

/// Why a request to the language model failed or was stopped, where it was.
pub(super) fn failed_request(message: &CloudMessage) -> Option<&str> {
    let metadata = message.metadata.as_ref()?;
    let field = |name| metadata.get(name).and_then(serde_json::Value::as_str);
    field("streamingFailedMessage").or_else(|| field("cancelReason"))
}
