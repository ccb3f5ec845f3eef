//! Draws the scroll area, and the button that goes to its end.

use dioxus::prelude::*;

use super::handle::ScrollHandle;
use crate::components::icon::{Glyph, icon};
use crate::labels::use_labels;

/// An area that scrolls and follows its end. Can be focused, so that keys scroll it.
#[component]
pub(crate) fn ScrollArea(scroll: ScrollHandle, children: Element) -> Element {
    let labels = use_labels();
    rsx! {
        div {
            class: "pc-scroll",
            role: "log",
            "aria-live": "off",
            aria_label: "{labels.chat.messages}",
            tabindex: "0",
            onmounted: move |event| scroll.mounted(event.data()),
            onscroll: move |event| scroll.scrolled(&event.data()),
            onresize: move |_| scroll.hold(),
            div { class: "pc-column", onresize: move |_| scroll.hold(), {children} }
        }
    }
}

/// The button that goes to the end; nothing while the end is followed.
#[component]
pub(crate) fn JumpToLatest(scroll: ScrollHandle) -> Element {
    let labels = use_labels();
    if scroll.is_following() {
        return VNode::empty();
    }
    rsx! {
        button {
            class: "pc-jump",
            r#type: "button",
            onclick: move |_| scroll.go_to_end(),
            {icon(Glyph::Down)}
            span { "{labels.chat.jump_to_latest}" }
        }
    }
}
