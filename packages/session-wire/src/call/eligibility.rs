//! What a person may do.

use crate::open_enum::open_enum;
use crate::record::record;

record! {
    /// What a person may do, and why.
    #[serde(rename_all = "camelCase")]
    Eligibility {
        /// The credits left, in US dollars.
        balance?: f64,
        /// How much is needed for everything, in US dollars.
        min_balance?: f64,
        /// What the person may do.
        required access_level: AccessLevel,
        /// Whether that is everything.
        is_eligible: bool,
    }
}

open_enum! {
    /// What a person may do.
    AccessLevel {
        /// Everything.
        Full = "full",
        /// Use models that cost nothing.
        Limited = "limited",
        /// Nothing.
        Blocked = "blocked",
    }
}
