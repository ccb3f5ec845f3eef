//! How the interface reads and draws the V1 generation.

use dioxus::prelude::*;
use session_model::v1::{self, Row};
use session_model::{AnySession, RowId, Session, ThreadId, Turn, TurnId};

use super::row::V1Row;
use crate::handle::{Generation, SessionHandle};

/// The V1 generation on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct V1;

impl Generation for V1 {
    type Version = v1::V1;

    fn of(session: &AnySession) -> Option<&Session<v1::V1>> {
        let AnySession::V1(session) = session else {
            return None;
        };
        Some(session)
    }

    fn turns(session: &Session<v1::V1>, thread: ThreadId) -> Vec<TurnId> {
        session.transcript().turns(thread).collect()
    }

    fn turn(session: &Session<v1::V1>, turn: TurnId) -> Option<&Turn> {
        session.transcript().turn(turn)
    }

    fn is_person(session: &Session<v1::V1>, row: RowId) -> bool {
        matches!(session.transcript().row(row), Some(Row::User(_)))
    }

    fn draw(session: SessionHandle<Self>, row: RowId) -> Element {
        rsx! {
            V1Row { session, row }
        }
    }
}
