//! The box itself, as high as its text.

use dioxus::prelude::*;

use super::logic::{Pressed, sends};
use super::state::ComposerState;
use crate::components::prompt::use_desk;
use crate::labels::use_labels;

/// The box. Rerun when something else than the keys puts text into it, so that no render comes
/// between two keys.
#[component]
pub(super) fn Field(
    state: ComposerState,
    placeholder: String,
    on_send: EventHandler<()>,
) -> Element {
    let labels = use_labels();
    let desk = use_desk();
    let text = state.placed();
    rsx! {
        textarea {
            class: "pc-field",
            rows: "1",
            dir: "auto",
            aria_label: "{labels.composer.message}",
            title: "{labels.composer.keys}",
            "enterkeyhint": "send",
            autocomplete: "off",
            placeholder,
            value: "{text}",
            oninput: move |event| state.typed(event.value()),
            onmounted: move |event| desk.message_box_mounted(event.data()),
            oncompositionend: move |_| state.composition_ended(),
            onkeydown: move |event| {
                let modifiers = event.modifiers();
                let pressed = Pressed {
                    key: event.key(),
                    has_shift: modifiers.shift(),
                    has_other: modifiers.ctrl() || modifiers.alt() || modifiers.meta(),
                    is_composing: event.is_composing(),
                    since_composition: state.since_composition(),
                };
                if pressed.key == Key::ArrowUp && state.is_blank() && state.is_asked() {
                    event.prevent_default();
                    desk.enter();
                } else if sends(&pressed) {
                    event.prevent_default();
                    on_send.call(());
                }
            },
        }
    }
}

/// The text once more, unseen, in the same place: it gives the box its height.
#[component]
pub(super) fn Mirror(state: ComposerState) -> Element {
    // The last line counts even when it is empty.
    let text = state.text();
    rsx! {
        div { class: "pc-field pc-mirror", dir: "auto", "aria-hidden": "true", "{text}\u{200b}" }
    }
}
