//! The parts by which an agent tells what happens to the conversation itself.

use crate::record::record;
use crate::v2::{MessageError, MessageTime};

record! {
    /// A request is tried again.
    #[derive(Default)]
    RetryPart {
        /// Which attempt follows, from 1.
        attempt: u64,
        /// Why the last one failed.
        error?: MessageError,
        /// When it failed.
        time?: MessageTime,
    }
}

record! {
    /// The context was condensed here.
    #[derive(Default)]
    CompactionPart {
        /// Whether the agent decided it, not the person.
        auto: bool,
        /// Whether it had become too long for the model.
        overflow?: bool,
        /// Where the part of the conversation begins that was kept as it is.
        tail_start_id?: String,
    }
}
