//! How V1 messages count down to a retry.

use super::ApiFailure;
use crate::json;
use crate::record::record;

record! {
    /// A retry that is counted down, as Cline tells it.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    ErrorRetry {
        /// Which attempt follows, from 1.
        attempt?: u64,
        /// How many there are.
        max_attempts?: u64,
        /// In how many seconds it follows.
        delay_seconds?: f64,
        /// Why the last one failed; words or JSON, see [`ErrorRetry::failure`].
        error_message?: String,
        /// Whether no attempt is left.
        failed?: bool,
    }
}

impl ErrorRetry {
    /// Why the last attempt failed.
    pub fn failure(&self) -> Option<ApiFailure> {
        let words = self.error_message.as_deref()?;
        Some(json::read(words).unwrap_or_else(|_| ApiFailure::of_words(words)))
    }
}

/// A retry that is counted down, as Roo tells it: a tag in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryDelay<'a> {
    /// Why the last attempt failed; the text without the tag.
    pub message: &'a str,
    /// In how many seconds the next one follows.
    pub seconds: Option<u64>,
}

impl<'a> RetryDelay<'a> {
    /// Takes the tag off a text.
    ///
    /// ```
    /// use session_wire::v1::RetryDelay;
    ///
    /// let delay = RetryDelay::parse("402 Insufficient credits\n<retry_timer>5</retry_timer>");
    /// assert_eq!((delay.message, delay.seconds), ("402 Insufficient credits", Some(5)));
    /// ```
    pub fn parse(text: &'a str) -> Self {
        let Some((message, rest)) = text.split_once("<retry_timer>") else {
            return Self {
                message: text.trim(),
                seconds: None,
            };
        };
        // A partial message may end inside of its tag.
        let number = rest.split('<').next().unwrap_or_default();
        Self {
            message: message.trim(),
            seconds: number.trim().parse().ok(),
        }
    }
}
