//! What is suggested.

use session_wire::v1::Choice;

/// Something that is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Offer {
    /// What the button says.
    pub(crate) label: String,
    /// More about it; empty where there is nothing more.
    pub(crate) description: String,
    /// What is sent.
    pub(crate) prompt: String,
}

impl From<&Choice> for Offer {
    fn from(choice: &Choice) -> Self {
        Self {
            label: choice.answer.clone(),
            description: choice.mode.clone().unwrap_or_default(),
            prompt: choice.answer.clone(),
        }
    }
}
