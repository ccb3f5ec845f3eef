//! The place of a row, which says so where the row cannot be drawn.

use dioxus::core::ErrorContext;
use dioxus::prelude::*;
use session_model::RowId;

use crate::components::fold::provide_row;
use crate::components::undrawable::undrawable;
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
        Some(error) => undrawable(&error, &labels),
    }
}
