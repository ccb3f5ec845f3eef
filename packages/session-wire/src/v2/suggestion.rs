//! What an agent suggests to do next.

use super::ToolRef;
use crate::record::record;
use crate::{RequestId, SessionId};

record! {
    /// A suggestion of the agent's that the person may take up.
    SuggestionRequest {
        /// Its identity.
        required id: RequestId,
        /// The session that suggests it, where it says so.
        #[serde(rename = "sessionID")]
        session_id?: SessionId,
        /// The suggestion.
        text: String,
        /// What can be done about it.
        actions: Vec<SuggestedAction>,
        /// The tool call that suggests it, where one does.
        tool?: ToolRef,
    }
}

record! {
    /// One way to take up a suggestion.
    #[derive(Eq)]
    SuggestedAction {
        /// What its button says.
        required label: String,
        /// What that means.
        description?: String,
        /// The prompt that is sent when it is chosen.
        prompt: String,
    }
}
