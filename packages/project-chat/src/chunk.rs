//! Code that travels apart from the rest of a page, when it is first needed.

#[cfg(all(feature = "split", target_arch = "wasm32"))]
mod apart;
#[cfg(not(all(feature = "split", target_arch = "wasm32")))]
mod within;

#[cfg(all(feature = "split", target_arch = "wasm32"))]
pub(crate) use apart::{Chunk, Load, chunk};
#[cfg(not(all(feature = "split", target_arch = "wasm32")))]
pub(crate) use within::{Chunk, chunk};

use dioxus::prelude::*;

use crate::components::icon::Glyph;
use crate::components::icon_button::icon_button;
use crate::labels::Labels;

/// Whether the code of a chunk is there.
#[allow(dead_code, reason = "what does not travel apart is always there")]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Code<T> {
    /// It is: what to call.
    Here(T),
    /// It is on its way.
    Coming,
    /// It could not be loaded.
    Missing,
}

/// Draws with the code of a chunk; until it is there nothing, or why it is not. What stands in its
/// place has `data-chunk`: `coming` or `missing`.
pub(crate) fn draw<T: Copy>(
    chunk: &'static Chunk<T>,
    labels: &Labels,
    with: impl FnOnce(T) -> Element,
) -> Element {
    draw_with(chunk, labels, VNode::empty(), with)
}

/// Like [`draw`], of something that can be closed before it is there; the button is named `name`.
pub(crate) fn draw_closable<T: Copy>(
    chunk: &'static Chunk<T>,
    labels: &Labels,
    name: &str,
    close: Callback,
    with: impl FnOnce(T) -> Element,
) -> Element {
    let button = icon_button(Glyph::Close, name, false, move || close.call(()));
    draw_with(chunk, labels, button, with)
}

fn draw_with<T: Copy>(
    chunk: &'static Chunk<T>,
    labels: &Labels,
    beside: Element,
    with: impl FnOnce(T) -> Element,
) -> Element {
    match chunk.code() {
        Code::Here(code) => with(code),
        Code::Coming => rsx! {
            div { class: "pc-chunk", "data-chunk": "coming", "aria-busy": "true" }
        },
        Code::Missing => missing(labels, beside, move || chunk.load_again()),
    }
}

fn missing(labels: &Labels, beside: Element, load_again: impl Fn() + 'static) -> Element {
    rsx! {
        div { class: "pc-chunk", "data-chunk": "missing", role: "alert",
            span { "{labels.errors.part_missing}" }
            button {
                class: "pc-button",
                r#type: "button",
                onclick: move |_| load_again(),
                "{labels.chat.retry}"
            }
            {beside}
        }
    }
}
