//! The parts that grow word by word.

use crate::record::record;
use crate::{Fields, Timestamp};

record! {
    /// Words.
    #[derive(Default)]
    TextPart {
        /// The words so far.
        text: String,
        /// Whether a program wrote it, not the person or the model: not to be shown.
        synthetic?: bool,
        /// Whether the model does not get it.
        ignored?: bool,
        /// When it began and ended.
        time?: PartTime,
        /// What the agent keeps with it; see [`TextPart::is_transient`].
        metadata?: Fields,
    }
}

impl TextPart {
    /// Whether it is a passing note of the program's, which replaces and removes it: the one case
    /// in which words do not only grow.
    pub fn is_transient(&self) -> bool {
        let lifecycle = self
            .metadata
            .as_ref()
            .and_then(|metadata| metadata.get("kilocode.lifecycle"));
        lifecycle.is_some_and(|lifecycle| lifecycle == "transient")
    }
}

record! {
    /// What the model thinks.
    #[derive(Default)]
    ReasoningPart {
        /// The words so far.
        text: String,
        /// When it began and ended.
        time?: PartTime,
        /// What the provider wants back with it.
        metadata?: Fields,
    }
}

record! {
    /// When a part began and ended.
    #[derive(Copy, Default, Eq)]
    closed PartTime {
        /// When it began.
        start?: Timestamp,
        /// When it ended; absent while it has not.
        end?: Timestamp,
    }
}
