//! The page: runs every case and lists how each ended.

use contract::{Outcome, Platform, World};
use web_sys::{Document, Element, Window};

/// Runs the cases against the server that the page is from. Each is an element with its name in
/// `data-case` and `data-result` `ok` or `failed`; at the end the body has `data-done`.
pub(crate) fn run() {
    let Some(window) = web_sys::window() else {
        return;
    };
    wasm_bindgen_futures::spawn_local(async move {
        let host = window.location().host().unwrap_or_default();
        match World::find(host, Platform::Browser).await {
            Ok(world) => contract::run(&world, |outcome| show(&window, &outcome)).await,
            Err(wrong) => show(
                &window,
                &Outcome {
                    name: "the peer is there",
                    result: Err(wrong),
                },
            ),
        }
        if let Some(body) = body(&window) {
            set(&body, "data-done", "");
        }
    });
}

fn show(window: &Window, outcome: &Outcome) {
    let (Some(body), Some(line)) = (body(window), line(window.document())) else {
        return;
    };
    set(&line, "data-case", outcome.name);
    let (result, text) = match &outcome.result {
        Ok(()) => ("ok", String::new()),
        Err(wrong) => ("failed", format!("{}: {wrong}", outcome.name)),
    };
    set(&line, "data-result", result);
    line.set_text_content(Some(&text));
    // Fails only for what cannot be a child.
    let _ = body.append_child(&line);
}

fn line(document: Option<Document>) -> Option<Element> {
    document?.create_element("p").ok()
}

fn body(window: &Window) -> Option<Element> {
    window.document()?.body().map(Element::from)
}

fn set(element: &Element, name: &str, value: &str) {
    // Fails only for names that are none.
    let _ = element.set_attribute(name, value);
}
