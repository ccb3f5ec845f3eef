//! The parts that name another agent.

use super::SourceText;
use crate::record::record;
use crate::v2::ModelRef;

record! {
    /// The person named an agent.
    #[derive(Default)]
    AgentPart {
        /// The agent.
        name: String,
        /// The place in the message's text that names it.
        source?: SourceText,
    }
}

record! {
    /// Work was handed to another agent.
    #[derive(Default)]
    SubtaskPart {
        /// What it is to do.
        prompt: String,
        /// The same in a few words.
        description: String,
        /// Which agent does it.
        agent: String,
        /// Which model does it, where it is not the agent's own.
        model?: ModelRef,
        /// The command that the person gave.
        command?: String,
    }
}
