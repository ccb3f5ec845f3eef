//! A turn: the person's message, and the rows that answer it.

use dioxus::prelude::*;
use session_model::TurnId;

use super::slot::Slot;
use crate::components::turn_footer::TurnFooter;
use crate::handle::{Generation, SessionHandle};
use crate::labels::use_labels;

/// What is in a turn. Rerun when a row comes or goes, never for what a row shows.
#[component]
pub(super) fn TurnView<G: Generation>(
    session: SessionHandle<G>,
    turn: TurnId,
    /// Whether what the turn took stands below it.
    has_footer: bool,
) -> Element {
    crate::rendered!("turn");
    let labels = use_labels();
    let rows = session.turn(turn).map(|turn| turn.rows).unwrap_or_default();
    let asked = session
        .peek(|session| {
            rows.iter()
                .take_while(|row| G::is_person(session, **row))
                .count()
        })
        .unwrap_or_default();
    let (asked, answer) = rows.split_at(asked);
    rsx! {
        for row in asked.iter().copied() {
            Slot::<G> { key: "{row.number()}", session, row }
        }
        if !answer.is_empty() {
            article { class: "pc-answer", aria_label: "{labels.transcript.agent}",
                for row in answer.iter().copied() {
                    Slot::<G> { key: "{row.number()}", session, row }
                }
            }
            if has_footer {
                TurnFooter::<G> { session, turn }
            }
        }
    }
}
