//! The answers that a question of a V1 agent's suggests.

use dioxus::prelude::*;
use session_model::v1::Row;
use session_model::{Change, RowId, ThreadId};

use super::generation::V1;
use crate::components::suggestions::{Offer, Suggestions};
use crate::handle::{Generation, SessionHandle};

/// The answers of the question in `row`, to be sent while nothing has been said after it. Rerun when
/// something is, and when the session around its transcript changes.
#[component]
pub(super) fn Answers(
    session: SessionHandle<V1>,
    row: RowId,
    offers: Vec<Offer>,
    chosen: Option<String>,
) -> Element {
    let is_last = is_last(session, row);
    let is_answered = chosen.is_some()
        || session
            .peek(|known| known.transcript().message(row)?.is_answered().then_some(()))
            .flatten()
            .is_some();
    let chosen = chosen.or_else(|| said_next(session, row));
    rsx! {
        Suggestions {
            project: session.project,
            session: session.key,
            offers,
            chosen,
            is_open: is_last && !is_answered,
        }
    }
}

/// Whether a row is the last one of the session.
fn is_last(session: SessionHandle<V1>, row: RowId) -> bool {
    let turns = session.turns(ThreadId::ROOT);
    let last = turns.last().and_then(|turn| session.turn(*turn));
    last.is_some_and(|turn| turn.rows.last() == Some(&row))
}

/// What the person said next, which is the answer.
fn said_next(session: SessionHandle<V1>, row: RowId) -> Option<String> {
    let changes = [Change::Turns(session.key, ThreadId::ROOT)];
    session.project.read(&changes, |project| {
        let known = V1::of(project.session(session.key)?)?;
        let turns = V1::turns(known, ThreadId::ROOT);
        let asked = turns
            .iter()
            .position(|turn| V1::turn(known, *turn).is_some_and(|turn| turn.rows.contains(&row)))?;
        let next = turns.get(asked + 1)?;
        match known.row(next.first_row())? {
            Row::User(said) => Some(said.text.to_owned()),
            _ => None,
        }
    })
}
