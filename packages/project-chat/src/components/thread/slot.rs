//! The place of a row, which says so where the row cannot be drawn.

use dioxus::core::ErrorContext;
use dioxus::prelude::*;
use session_model::RowId;

use crate::components::fold::provide_row;
use crate::handle::{Generation, SessionHandle};
use crate::labels::use_labels;

/// The place of a row. A failure to draw the row stays in it.
#[component]
pub(super) fn Slot<G: Generation>(session: SessionHandle<G>, row: RowId) -> Element {
    let labels = use_labels();
    provide_row(session.project, session.key, row);
    let boundary = use_context_provider(|| ErrorContext::new(None));
    match boundary.error() {
        None => G::draw(session, row),
        Some(error) => rsx! {
            div { class: "pc-notice", "data-row": "undrawable", "data-tone": "danger", role: "note",
                "{labels.chat.row_failed}"
                details {
                    summary { "{labels.errors.details}" }
                    "{error}"
                }
            }
        },
    }
}
