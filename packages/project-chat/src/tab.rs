//! What is kept while a tab is open, over a reload, too; outside of browsers while the program runs.

#[cfg(not(target_arch = "wasm32"))]
mod memory;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
use memory as platform;
#[cfg(target_arch = "wasm32")]
use web as platform;

use serde::Serialize;
use serde::de::DeserializeOwned;
use session_wire::ProjectId;

/// What is kept of a project under a name; none where nothing is, or nothing that can be read.
pub(crate) fn load<T: DeserializeOwned>(project: &ProjectId, name: &str) -> Option<T> {
    serde_json::from_str(&platform::load(&key(project, name))?).ok()
}

/// Keeps something of a project under a name; nothing any more for none.
pub(crate) fn save<T: Serialize>(project: &ProjectId, name: &str, kept: Option<&T>) {
    let text = kept.and_then(|kept| serde_json::to_string(kept).ok());
    platform::save(&key(project, name), text.as_deref());
}

fn key(project: &ProjectId, name: &str) -> String {
    format!("project-chat.{name}.{project}")
}
