//! A button that is a picture.

use dioxus::prelude::*;

use super::icon::{Glyph, icon};

/// Draws a button whose name is said to those who point at it or do not see it.
pub(crate) fn icon_button(
    glyph: Glyph,
    name: &str,
    is_disabled: bool,
    mut press: impl FnMut() + 'static,
) -> Element {
    rsx! {
        button {
            class: "pc-button pc-icon-button",
            r#type: "button",
            aria_label: "{name}",
            title: "{name}",
            disabled: is_disabled,
            onclick: move |_| press(),
            {icon(glyph)}
        }
    }
}
