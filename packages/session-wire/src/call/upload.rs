//! Putting an image where an agent can see it.

use serde::{Deserialize, Serialize};

use crate::record::record;

/// The input of [`GetImageUploadUrl`](super::GetImageUploadUrl).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadInput {
    /// The message that the image is for, a UUID; names the folder.
    pub message_uuid: String,
    /// The image, a UUID; names the file.
    pub image_id: String,
    /// Its MIME type.
    pub content_type: String,
    /// How long it is, in bytes; 5 MiB at most.
    pub content_length: u64,
}

record! {
    /// Where an image can be put, for a quarter of an hour.
    #[serde(rename_all = "camelCase")]
    UploadUrl {
        /// Where to `PUT` it.
        required signed_url: String,
        /// What it is called in the store.
        key: String,
    }
}
