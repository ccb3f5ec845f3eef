//! A button that copies a text in one of several forms.

use dioxus::prelude::*;

use super::state::Copying;
use crate::components::menu::{Entry, Menu};
use crate::labels::use_labels;

/// Offers to copy a text in several forms, and says how that went, in words and as `data-state`:
/// `idle`, `copied`, `failed`.
#[component]
pub(crate) fn CopyMenu(
    /// What is copied.
    label: String,
    /// The forms.
    entries: Vec<Entry>,
    /// Whether the list stands below the button, not above.
    #[props(default)]
    is_below: bool,
    /// Makes the text in the form at that place, when it is asked for.
    make: Callback<usize, String>,
) -> Element {
    let labels = use_labels();
    let mut state = use_signal(|| Copying::Idle);
    let copying = state();
    let words = copying.words(&label, &labels).to_owned();
    rsx! {
        div {
            class: "pc-copy-menu",
            "data-state": copying.as_str(),
            onanimationend: move |_| state.set(Copying::Idle),
            Menu {
                label,
                entries,
                is_below,
                on_choose: move |place| {
                    spawn(async move { state.set(Copying::of(make.call(place)).await) });
                },
                {copying.draw(&words)}
            }
        }
    }
}
