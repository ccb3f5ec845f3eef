//! Downloads of a browser, begun without evaluating any script.

use dioxus::core::spawn_forever;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::js_sys::Array;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::READING;
use crate::clock::sleep;

/// Has the browser download `text` as a file called `name`; whether it took it.
pub(super) async fn save(name: &str, text: String) -> bool {
    let Some(address) = address_of(&text) else {
        return false;
    };
    let has_begun = link_to(&address, name).is_some_and(|link| {
        link.click();
        true
    });
    // The text stays in memory for as long as its address is valid.
    spawn_forever(async move {
        sleep(READING).await;
        // Fails only for what is no address.
        let _ = Url::revoke_object_url(&address);
    });
    has_begun
}

fn address_of(text: &str) -> Option<String> {
    let kind = BlobPropertyBag::new();
    kind.set_type("text/plain;charset=utf-8");
    let pieces = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&pieces, &kind).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// A link that is never on the page.
fn link_to(address: &str, name: &str) -> Option<HtmlAnchorElement> {
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(address);
    link.set_download(name);
    Some(link)
}
