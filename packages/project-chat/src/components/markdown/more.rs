//! A button that shows what was left out because there is so much of it.

#![allow(unused_qualifications, reason = "it is how rsx! names event handlers")]

use dioxus::prelude::*;

/// Shows what was left out when it is pressed.
#[component]
pub(super) fn MoreButton(label: String, onmore: EventHandler<()>) -> Element {
    rsx! {
        button {
            class: "pc-md-more",
            r#type: "button",
            onclick: move |_| onmore.call(()),
            "{label}"
        }
    }
}
