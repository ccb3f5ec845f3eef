//! Unsent text in the page's local storage.

use session_wire::ProjectId;
use web_sys::Storage;

use super::DraftStore;

/// Keeps drafts in the local storage; keeps none where the browser forbids it.
#[derive(Debug)]
pub(super) struct PlatformDrafts;

impl DraftStore for PlatformDrafts {
    fn load(&self, project: &ProjectId) -> String {
        storage()
            .and_then(|storage| storage.get_item(&key(project)).ok().flatten())
            .unwrap_or_default()
    }

    fn save(&self, project: &ProjectId, text: &str) {
        let Some(storage) = storage() else { return };
        // Fails when the storage is full or forbidden; the text stays in the composer.
        let _ = if text.is_empty() {
            storage.remove_item(&key(project))
        } else {
            storage.set_item(&key(project), text)
        };
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn key(project: &ProjectId) -> String {
    format!("project-chat.draft.{project}")
}
