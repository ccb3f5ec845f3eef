//! Which language model a message names.

use crate::record::record;

record! {
    /// A model and whose it is.
    #[derive(Eq)]
    ModelRef {
        /// Whose model it is.
        #[serde(rename = "providerID")]
        required provider_id: String,
        /// The model's name at its provider.
        #[serde(rename = "modelID")]
        required model_id: String,
        /// Which variant of it, such as an effort of reasoning.
        variant?: String,
    }
}
