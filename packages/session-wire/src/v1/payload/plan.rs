//! How V1 messages propose a plan.

use super::Choice;
use crate::record::record;

record! {
    /// A plan to agree on.
    #[derive(Default)]
    Plan {
        /// The plan, in markdown.
        response?: String,
        /// Answers to choose from.
        options?: Vec<Choice>,
        /// The answer that was chosen.
        selected?: String,
    }
}

impl Plan {
    pub(super) fn of_words(words: &str) -> Self {
        Self {
            response: Some(words.to_owned()),
            ..Self::default()
        }
    }
}
