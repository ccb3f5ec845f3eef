//! What is kept in the storage of the browser's tab.

use web_sys::Storage;

pub(super) fn load(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

pub(super) fn save(key: &str, text: Option<&str>) {
    let Some(storage) = storage() else { return };
    // Fails when the storage is full or forbidden; then the next visit begins without it.
    let _ = match text {
        Some(text) => storage.set_item(key, text),
        None => storage.remove_item(key),
    };
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
