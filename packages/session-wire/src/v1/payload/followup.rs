//! How V1 messages put a question to the person.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::Fields;
use crate::lenient::{self, FromJson, optional, required};
use crate::record::record;

record! {
    /// A question to the person.
    #[derive(Default)]
    Followup {
        /// The question.
        question?: String,
        /// Answers to choose from, as Roo offers them.
        suggest?: Vec<Choice>,
        /// Answers to choose from, as Cline offers them.
        options?: Vec<Choice>,
        /// The answer that was chosen, as Cline notes it.
        selected?: String,
    }
}

/// An answer to choose; on the wire also its words alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The answer.
    pub answer: String,
    /// The mode that it changes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
}

impl Followup {
    /// All answers to choose from.
    pub fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.suggest.iter().chain(&self.options).flatten()
    }

    pub(super) fn of_words(words: &str) -> Self {
        Self {
            question: Some(words.to_owned()),
            ..Self::default()
        }
    }
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient::deserialize(deserializer)
    }
}

impl FromJson for Choice {
    fn from_json(value: Value) -> Option<Self> {
        if let Value::String(answer) = value {
            return Some(Self { answer, mode: None });
        }
        let mut fields = Fields::from_json(value)?;
        Some(Self {
            answer: required(&mut fields, "answer").ok()?,
            mode: optional(&mut fields, "mode"),
        })
    }
}
