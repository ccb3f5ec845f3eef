//! How V1 messages describe a request to the language model.

use serde_json::Value;

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// A request to the language model: written when it begins, and again with what it took.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    ApiRequest {
        /// What was sent, in parts.
        request?: String,
        /// Tokens read by the model.
        tokens_in?: u64,
        /// Tokens written by the model.
        tokens_out?: u64,
        /// Tokens put into the provider's cache.
        cache_writes?: u64,
        /// Tokens served from the provider's cache.
        cache_reads?: u64,
        /// What it cost, in US dollars.
        cost?: f64,
        /// Why it ended early.
        cancel_reason?: CancelReason,
        /// What failed, where the answer broke off.
        streaming_failed_message?: String,
        /// How the provider is spoken to.
        api_protocol?: ApiProtocol,
        /// Who ran the model.
        inference_provider?: String,
    }
}

open_enum! {
    /// Why a request ended early.
    CancelReason {
        /// The answer broke off.
        StreamingFailed = "streaming_failed",
        /// The person stopped it.
        UserCancelled = "user_cancelled",
    }
}

open_enum! {
    /// How a provider is spoken to.
    ApiProtocol {
        /// As `OpenAI` defines it.
        OpenAi = "openai",
        /// As Anthropic defines it.
        Anthropic = "anthropic",
    }
}

record! {
    /// Why a request failed.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    ApiFailure {
        /// What happened, in the provider's words.
        message?: String,
        /// The HTTP status.
        status?: u64,
        /// The provider's name or number for it.
        code?: Value,
        /// The model.
        model_id?: String,
        /// The provider.
        provider_id?: String,
        /// What the provider answered.
        details?: Value,
    }
}

impl ApiFailure {
    pub(super) fn of_words(words: &str) -> Self {
        Self {
            message: Some(words.to_owned()),
            ..Self::default()
        }
    }
}
