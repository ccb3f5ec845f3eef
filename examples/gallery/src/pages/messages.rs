//! Sessions of each generation, as real agents filled them.

use dioxus::prelude::*;

use super::specimen::{Show, Specimen};
use crate::fixtures::{Generation, Recording, Stage};

/// The page.
#[component]
pub(crate) fn Messages() -> Element {
    rsx! {
        for recording in Recording::ALL {
            Specimen {
                key: "{recording.title}",
                title: match recording.generation {
                    Generation::V1 => format!("V1: {}", recording.title),
                    Generation::V2 => format!("V2: {}", recording.title),
                },
                show: Show::Messages,
                stage: move |()| Stage::of(recording).hearing("complete", "{}"),
            }
        }
    }
}
