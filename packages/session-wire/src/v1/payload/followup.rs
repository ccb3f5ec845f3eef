//! How V1 messages put a question to the person.

use serde::{Deserialize, Deserializer, Serialize};

use crate::lenient;
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
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form {
            Offered {
                answer: String,
                #[serde(default, deserialize_with = "lenient::field")]
                mode: Option<String>,
            },
            Words(String),
        }
        Ok(match Form::deserialize(deserializer)? {
            Form::Offered { answer, mode } => Self { answer, mode },
            Form::Words(answer) => Self { answer, mode: None },
        })
    }
}
