//! Draws the scroll area.

use std::cell::Cell;

use dioxus::prelude::*;

use super::area::Step;
use super::handle::ScrollHandle;
use crate::labels::use_labels;

thread_local! {
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// An area that scrolls and follows its end. Can be focused, so that keys scroll it: besides the
/// browser's own, Alt with an arrow up or down goes to the turn before or after.
#[component]
pub(crate) fn ScrollArea(scroll: ScrollHandle, children: Element) -> Element {
    let labels = use_labels();
    let name = use_hook(|| NEXT.replace(NEXT.get() + 1));
    use_drop(move || scroll.unmounted());
    rsx! {
        div {
            class: "pc-scroll",
            role: "log",
            "aria-live": "off",
            aria_label: "{labels.chat.messages}",
            tabindex: "0",
            "data-area": "{name}",
            onmounted: move |event| scroll.mounted(&event.data(), name),
            onkeydown: move |event| {
                let step = match event.key() {
                    Key::ArrowUp => Step::Previous,
                    Key::ArrowDown => Step::Next,
                    _ => return,
                };
                if event.modifiers() == Modifiers::ALT {
                    event.prevent_default();
                    scroll.step(step);
                }
            },
            div { class: "pc-column", {children} }
        }
    }
}
