//! Every tool card in each of its states.

use dioxus::prelude::*;

use super::specimen::{Show, Specimen};
use crate::fixtures::tool_cards;

/// The page.
#[component]
pub(crate) fn Tools() -> Element {
    let cards = use_hook(tool_cards);
    rsx! {
        for card in cards {
            Specimen {
                key: "{card.tool} {card.status}",
                title: format!("{}, {}", card.tool, card.status),
                show: Show::Messages,
                stage: move |()| card.stage(),
            }
        }
    }
}
