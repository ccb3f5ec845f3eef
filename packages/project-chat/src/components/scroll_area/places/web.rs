//! Places in the storage of the browser's tab.

use session_wire::ProjectId;
use web_sys::Storage;

pub(super) fn load(project: &ProjectId) -> Option<String> {
    storage()?.get_item(&key(project)).ok().flatten()
}

pub(super) fn save(project: &ProjectId, place: Option<&str>) {
    let Some(storage) = storage() else { return };
    // Fails when the storage is full or forbidden; then the next visit begins at the end.
    let _ = match place {
        Some(place) => storage.set_item(&key(project), place),
        None => storage.remove_item(&key(project)),
    };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn key(project: &ProjectId) -> String {
    format!("project-chat.place.{project}")
}
