//! What an answer took of a language model.

use crate::record::record;

record! {
    /// The tokens that an answer took.
    #[derive(Copy, Default, Eq)]
    closed Tokens {
        /// All of them, where the agent adds them up.
        total?: u64,
        /// Read by the model.
        input: u64,
        /// Written by the model.
        output: u64,
        /// Thought by the model.
        reasoning: u64,
        /// Served from or put into the provider's cache.
        cache: CacheTokens,
    }
}

record! {
    /// Tokens that a provider's cache held.
    #[derive(Copy, Default, Eq)]
    closed CacheTokens {
        /// Served from the cache.
        read: u64,
        /// Put into the cache.
        write: u64,
    }
}
