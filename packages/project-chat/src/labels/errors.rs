//! What went wrong, in words that say what to do next.

use session_model::{CallError, CallErrorKind};

use super::Text;

/// What went wrong and what to do about it, by kind.
#[derive(Clone, Debug)]
pub struct ErrorLabels {
    /// The request was refused as wrong.
    pub bad_request: Text,
    /// Nobody is signed in, or it is not allowed.
    pub not_authorized: Text,
    /// There are no credits left.
    pub payment_required: Text,
    /// There is no such project or session.
    pub not_found: Text,
    /// Something else is going on.
    pub conflict: Text,
    /// The backend failed.
    pub unavailable: Text,
    /// The backend could not be reached.
    pub network: Text,
    /// The answer could not be read.
    pub malformed: Text,
    /// An answer of the agent failed in a way that has no words of its own.
    pub answer_failed: Text,
    /// The provider of the model takes no more requests for the moment.
    pub rate_limited: Text,
    /// The conversation is longer than the model can read.
    pub too_long: Text,
    /// The button or line that shows the error's own words.
    pub details: Text,
}

impl Default for ErrorLabels {
    fn default() -> Self {
        Self {
            bad_request: "The server refused this as wrong. Change the message and send it again."
                .into(),
            not_authorized: "You are not allowed to do this. Sign in again, then retry.".into(),
            payment_required:
                "You have no credits left. Add credits, then send your message again.".into(),
            not_found: "The server does not know this conversation any more. Reload the page."
                .into(),
            conflict: "Something else is going on in this conversation. Wait a moment, then retry."
                .into(),
            unavailable: "The server failed. Retry in a moment.".into(),
            network: "The server could not be reached. Check your connection, then retry.".into(),
            malformed: "The server's answer could not be read. Reload the page to update it."
                .into(),
            answer_failed: "The answer failed. Send your message again, or say it differently."
                .into(),
            rate_limited: "The model takes no more requests for the moment. Wait a little, then \
                           send your message again."
                .into(),
            too_long: "The conversation is too long for the model. Start a new one, or ask for \
                       less at once."
                .into(),
            details: "Details".into(),
        }
    }
}

impl ErrorLabels {
    /// What to say about a call that failed.
    pub fn of_call(&self, error: &CallError) -> &str {
        match error.kind {
            CallErrorKind::BadRequest => &self.bad_request,
            CallErrorKind::NotAuthorized => &self.not_authorized,
            CallErrorKind::PaymentRequired => &self.payment_required,
            CallErrorKind::NotFound => &self.not_found,
            CallErrorKind::Conflict => &self.conflict,
            CallErrorKind::Unavailable => &self.unavailable,
            CallErrorKind::Network => &self.network,
            CallErrorKind::Malformed => &self.malformed,
        }
    }

    /// What to say about an answer that failed, by the name of the failure and the HTTP status of
    /// the model's provider.
    pub fn of_answer(&self, name: &str, status: Option<u64>) -> &str {
        match (name, status) {
            (_, Some(402)) => &self.payment_required,
            ("ProviderAuthError", _) | (_, Some(401 | 403)) => &self.not_authorized,
            (_, Some(429)) => &self.rate_limited,
            ("ContextOverflowError" | "MessageOutputLengthError", _) => &self.too_long,
            (_, Some(500..=599)) => &self.unavailable,
            _ => &self.answer_failed,
        }
    }
}
