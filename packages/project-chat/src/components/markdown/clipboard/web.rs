//! The clipboard of a browser, reached without evaluating any script.

use wasm_bindgen_futures::JsFuture;

/// Puts `text` on the clipboard; whether the browser let it happen.
///
/// Browsers offer a clipboard only to pages that came over a secure connection.
pub(crate) async fn write(text: String) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    let clipboard = window.navigator().clipboard();
    if clipboard.is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(&text)).await.is_ok()
}
