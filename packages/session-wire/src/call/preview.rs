//! The preview of what an agent builds.

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// How far a preview is.
    #[serde(rename_all = "camelCase")]
    Preview {
        /// How far.
        required status: PreviewStatus,
        /// Where it runs.
        preview_url?: String,
    }
}

open_enum! {
    /// How far a preview is.
    PreviewStatus {
        /// Nobody has had it built.
        Idle = "idle",
        /// It is being built.
        Building = "building",
        /// It runs.
        Running = "running",
        /// It could not be built.
        Error = "error",
    }
}
