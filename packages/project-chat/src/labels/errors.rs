//! What went wrong, in words that say what to do next.

use session_model::{CallError, CallErrorKind};

use super::Text;
use crate::components::extent::floor;

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
    /// The answer became longer than the model may write.
    pub answer_too_long: Text,
    /// The provider's filter stopped the answer.
    pub filtered: Text,
    /// The model is not offered, or not any more.
    pub no_model: Text,
    /// A part of the interface could not be loaded when it was first needed.
    pub part_missing: Text,
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
            answer_too_long: "The answer became longer than the model may write. Ask for less at \
                              once, or ask the agent to go on."
                .into(),
            filtered: "The provider's content filter stopped the answer. Say it differently, or \
                       choose another model."
                .into(),
            no_model: "This model is not available. Choose another one, then send your message \
                       again."
                .into(),
            part_missing:
                "This part could not be loaded. Try again, or reload the page: there may be \
                           a newer version."
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

    /// What to say about an answer that failed, by the name of the failure, the HTTP status of the
    /// model's provider, and, where neither tells enough, the failure's own words.
    pub fn of_answer(&self, name: &str, status: Option<u64>, words: &str) -> &str {
        let cause = Cause::of_name(name)
            .or_else(|| Cause::of_status(status?))
            .or_else(|| Cause::of_words(words));
        match cause {
            Some(Cause::Payment) => &self.payment_required,
            Some(Cause::Authorization) => &self.not_authorized,
            Some(Cause::RateLimit) => &self.rate_limited,
            Some(Cause::Context) => &self.too_long,
            Some(Cause::Length) => &self.answer_too_long,
            Some(Cause::Filter) => &self.filtered,
            Some(Cause::Model) => &self.no_model,
            Some(Cause::Provider) => &self.unavailable,
            Some(Cause::Network) => &self.network,
            None => &self.answer_failed,
        }
    }
}

/// Why an answer failed, as far as that tells what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cause {
    Payment,
    Authorization,
    RateLimit,
    Context,
    Length,
    Filter,
    Model,
    Provider,
    Network,
}

/// How far into a failure's words its cause is looked for, in bytes.
const MAX_READ: usize = 2_000;

impl Cause {
    fn of_name(name: &str) -> Option<Self> {
        match name {
            "INSUFFICIENT_CREDITS" | "COMPUTE_STOPPING" | "payment_required_prompt" => {
                Some(Self::Payment)
            }
            "BILLING_UNAVAILABLE" => Some(Self::Provider),
            "ProviderAuthError" => Some(Self::Authorization),
            "ContextOverflowError" => Some(Self::Context),
            "MessageOutputLengthError" => Some(Self::Length),
            "ContentFilterError" => Some(Self::Filter),
            "invalid_model" | "ProviderModelNotFoundError" => Some(Self::Model),
            _ => None,
        }
    }

    fn of_status(status: u64) -> Option<Self> {
        match status {
            402 => Some(Self::Payment),
            401 | 403 => Some(Self::Authorization),
            429 => Some(Self::RateLimit),
            413 => Some(Self::Context),
            500..=599 => Some(Self::Provider),
            _ => None,
        }
    }

    /// Providers say the same in many words; of a code only the number itself counts.
    fn of_words(words: &str) -> Option<Self> {
        let words = words.get(..floor(words, MAX_READ))?.to_ascii_lowercase();
        let says = |known: &[&str]| known.iter().any(|known| words.contains(known));
        let mut numbers = words.split(|letter: char| !letter.is_ascii_digit());
        let code = numbers.find_map(|number| match number {
            "401" | "402" | "403" | "429" => number.parse().ok(),
            _ => None,
        });
        if says(&[
            "insufficient credit",
            "insufficient_credit",
            "credit balance",
            "out of credits",
            "payment required",
        ]) {
            return Some(Self::Payment);
        }
        if says(&[
            "context length",
            "context window",
            "context_length",
            "too many tokens",
            "prompt is too long",
            "maximum context",
        ]) {
            return Some(Self::Context);
        }
        if says(&[
            "content filter",
            "content_filter",
            "content policy",
            "safety filter",
        ]) {
            return Some(Self::Filter);
        }
        if says(&["unauthorized", "api key", "api_key", "authentication"]) {
            return Some(Self::Authorization);
        }
        if says(&["rate limit", "rate_limit", "too many requests"]) {
            return Some(Self::RateLimit);
        }
        if says(&["overloaded", "service unavailable", "bad gateway"]) {
            return Some(Self::Provider);
        }
        if says(&[
            "econnrefused",
            "econnreset",
            "fetch failed",
            "etimedout",
            "network error",
        ]) {
            return Some(Self::Network);
        }
        Self::of_status(code?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_say_what_to_do() {
        let labels = ErrorLabels::default();
        for (name, status, words, expected) in [
            ("APIError", Some(402), "", &labels.payment_required),
            ("INSUFFICIENT_CREDITS", None, "", &labels.payment_required),
            ("", None, "402 Payment Required", &labels.payment_required),
            (
                "",
                None,
                "Your credit balance is too low",
                &labels.payment_required,
            ),
            ("ProviderAuthError", None, "", &labels.not_authorized),
            (
                "UnknownError",
                None,
                "Invalid API key",
                &labels.not_authorized,
            ),
            ("APIError", Some(403), "", &labels.not_authorized),
            (
                "",
                None,
                "Request failed with status 429.",
                &labels.rate_limited,
            ),
            ("ContextOverflowError", None, "", &labels.too_long),
            (
                "APIError",
                Some(400),
                "prompt is too long: 210000 tokens",
                &labels.too_long,
            ),
            (
                "MessageOutputLengthError",
                None,
                "",
                &labels.answer_too_long,
            ),
            ("ContentFilterError", None, "", &labels.filtered),
            ("", None, "Blocked by content filter", &labels.filtered),
            ("invalid_model", None, "", &labels.no_model),
            ("APIError", Some(529), "", &labels.unavailable),
            (
                "",
                None,
                "connect ECONNREFUSED 10.0.0.1:443",
                &labels.network,
            ),
            (
                "UnknownError",
                None,
                "line 4020 of a.rs",
                &labels.answer_failed,
            ),
        ] {
            assert_eq!(
                labels.of_answer(name, status, words),
                expected.as_ref(),
                "{name} {words}"
            );
        }
    }
}
