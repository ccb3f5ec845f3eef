//! A picture taken by the web view itself, so that no other program or screen is needed.

use std::fs::File;
use std::path::Path;

use dioxus::desktop::wry::WebViewExtUnix;
use webkit2gtk::{SnapshotOptions, SnapshotRegion, WebViewExt};

/// Saves what the window shows as a PNG file.
///
/// # Errors
///
/// Why there is no picture, for the person.
pub(in super::super) async fn save(path: &Path) -> Result<(), String> {
    let view = dioxus::desktop::window().webview.webview();
    let surface = view
        .snapshot_future(SnapshotRegion::Visible, SnapshotOptions::empty())
        .await
        .map_err(|error| refused(path, &error.to_string()))?;
    let mut file = File::create(path).map_err(|error| refused(path, &error.to_string()))?;
    surface
        .write_to_png(&mut file)
        .map_err(|error| refused(path, &error.to_string()))
}

fn refused(path: &Path, why: &str) -> String {
    format!("no picture in {}: {why}", path.display())
}
