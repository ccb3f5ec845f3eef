//! The rows that a group of rows consists of.

use dioxus::prelude::*;
use session_model::RowId;

use super::slot::Slot;
use crate::handle::{Generation, SessionHandle};

/// The rows of a group, in order.
#[component]
pub(crate) fn Members<G: Generation>(session: SessionHandle<G>, members: Vec<RowId>) -> Element {
    rsx! {
        div { class: "pc-child",
            for row in members {
                Slot::<G> { key: "{row.number()}", session, row }
            }
        }
    }
}
