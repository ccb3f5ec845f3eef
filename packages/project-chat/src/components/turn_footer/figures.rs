//! What a turn took, in detail: its tokens by kind, and each request to the model.

use dioxus::prelude::*;
use session_model::{StepTaken, Totals};

use crate::labels::use_labels;

/// The figures of a turn: all of it, then request by request where there are several.
#[component]
pub(super) fn Figures(totals: Totals, steps: Vec<StepTaken>) -> Element {
    let labels = use_labels();
    let words = &labels.turns;
    let taken = (words.taken)(&totals);
    rsx! {
        div { class: "pc-turn-details",
            if !taken.is_empty() {
                dl { class: "pc-turn-taken",
                    for (name , count) in taken.iter() {
                        div {
                            dt { "{name}" }
                            dd { "{count}" }
                        }
                    }
                }
            }
            if !steps.is_empty() {
                p { class: "pc-turn-heading", "{words.requests}" }
                ol { class: "pc-turn-steps",
                    for step in steps.iter() {
                        li { "data-reason": step.reason.clone(),
                            {(words.request)(&step.taken)}
                            if let Some(model) = step.model.as_ref().or(step.provider.as_ref()) {
                                span { class: "pc-turn-model", dir: "auto", "{model}" }
                            }
                        }
                    }
                }
            }
        }
    }
}
