//! Draws the button that saves a text as a file.

use dioxus::prelude::*;

use super::save;
use crate::components::icon::{Glyph, icon};
use crate::labels::use_labels;

/// How the last saving went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saving {
    Idle,
    Begun,
    Failed,
}

/// Downloads a text, made when it is asked for, as a file called `name`; says how that went, in
/// words and as `data-state`: `idle`, `copied` once the download has begun, `failed`.
#[component]
pub(crate) fn SaveFrom(name: String, make: Callback<(), String>) -> Element {
    let labels = use_labels();
    let words = &labels.tools;
    let mut state = use_signal(|| Saving::Idle);
    let (told, glyph, text) = match state() {
        Saving::Idle => ("idle", Glyph::Download, &words.save_whole),
        Saving::Begun => ("copied", Glyph::Check, &words.saving),
        Saving::Failed => ("failed", Glyph::Alert, &words.not_saved),
    };
    rsx! {
        button {
            class: "pc-copy",
            r#type: "button",
            "data-state": told,
            "data-words": "true",
            onclick: move |_| {
                let name = name.clone();
                async move {
                    let outcome = if save(&name, make.call(())).await {
                        Saving::Begun
                    } else {
                        Saving::Failed
                    };
                    state.set(outcome);
                }
            },
            onanimationend: move |_| state.set(Saving::Idle),
            onblur: move |_| state.set(Saving::Idle),
            {icon(glyph)}
            span { aria_live: "polite", "{text}" }
        }
    }
}
