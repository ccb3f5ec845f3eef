//! What became of a file.

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// The difference of a file: as a patch, or as both of its texts, as older agents send it.
    #[derive(Default)]
    FileDiff {
        /// The file's path.
        file?: String,
        /// The difference in unified form; not in every list.
        patch?: String,
        /// The whole file as it was, from older agents.
        before?: String,
        /// The whole file as it is, from older agents.
        after?: String,
        /// How many lines it gained.
        additions?: u64,
        /// How many lines it lost.
        deletions?: u64,
        /// What happened to it.
        status?: DiffStatus,
    }
}

open_enum! {
    /// What happened to a file.
    DiffStatus {
        /// It is new.
        Added = "added",
        /// It is gone.
        Deleted = "deleted",
        /// It has changed.
        Modified = "modified",
    }
}
