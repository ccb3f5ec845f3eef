//! How a worker commits what an agent changed.

use crate::MessageId;
use crate::record::record;

record! {
    /// What was changed is being committed.
    #[serde(rename_all = "camelCase")]
    CommitStarted {
        /// The person's message that the changes are for.
        message_id?: MessageId,
        /// What happens, in the worker's words.
        message?: String,
    }
}

record! {
    /// What was changed is committed, or could not be.
    #[serde(rename_all = "camelCase")]
    CommitCompleted {
        /// The person's message that the changes are for.
        message_id?: MessageId,
        /// Whether it worked.
        required success: bool,
        /// Whether there was nothing to commit.
        skipped?: bool,
        /// The commit.
        commit_hash?: String,
        /// The commit's message.
        commit_message?: String,
        /// What happened, in the worker's words.
        message?: String,
    }
}
