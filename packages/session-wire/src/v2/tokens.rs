//! What an answer took of a language model.

use serde::{Deserialize, Serialize};

use crate::lenient;

/// The tokens that an answer took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tokens {
    /// All of them, where the agent adds them up.
    #[serde(
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub total: Option<u64>,
    /// Read by the model.
    #[serde(deserialize_with = "lenient::field")]
    pub input: u64,
    /// Written by the model.
    #[serde(deserialize_with = "lenient::field")]
    pub output: u64,
    /// Thought by the model.
    #[serde(deserialize_with = "lenient::field")]
    pub reasoning: u64,
    /// Served from or put into the provider's cache.
    #[serde(deserialize_with = "lenient::field")]
    pub cache: CacheTokens,
}

/// Tokens that a provider's cache held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CacheTokens {
    /// Served from the cache.
    #[serde(deserialize_with = "lenient::field")]
    pub read: u64,
    /// Put into the cache.
    #[serde(deserialize_with = "lenient::field")]
    pub write: u64,
}
