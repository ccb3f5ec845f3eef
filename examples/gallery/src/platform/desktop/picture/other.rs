//! No picture where the web view offers none.

use std::path::Path;

/// Says that there is no picture.
///
/// # Errors
///
/// Always.
pub(in super::super) async fn save(_: &Path) -> Result<(), String> {
    Err("pictures are taken on Linux only; leave --screenshot out".to_owned())
}
