//! The parts that tell what became of the files.

use crate::record::record;

record! {
    /// The files as they are at this point.
    #[derive(Default)]
    SnapshotPart {
        /// The name of the state.
        snapshot: String,
    }
}

record! {
    /// Files were changed.
    #[derive(Default)]
    PatchPart {
        /// The name of the state before.
        hash?: String,
        /// The files' paths.
        files: Vec<String>,
    }
}
