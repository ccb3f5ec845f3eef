//! How the interface reads and draws the V2 generation.

use dioxus::prelude::*;
use session_model::v2::{self, Row};
use session_model::{
    AnySession, ChangedFile, RowId, Session, StepTaken, ThreadId, Timestamp, Turn, TurnId,
    TurnTotals, Written,
};

use super::asides::aside;
use super::row::{V2Row, record_of};
use super::tools;
use crate::components::record;
use crate::components::tool_card::{self, ToolCall};
use crate::components::working::Doing;
use crate::handle::{Generation, Part, SessionHandle, Text, TextPlace};
use crate::labels::Labels;

/// The V2 generation on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct V2;

impl Generation for V2 {
    type Version = v2::V2;

    fn of(session: &AnySession) -> Option<&Session<v2::V2>> {
        let AnySession::V2(session) = session else {
            return None;
        };
        Some(session)
    }

    fn turns(session: &Session<v2::V2>, thread: ThreadId) -> Vec<TurnId> {
        session.transcript().turns(thread).collect()
    }

    fn turn(session: &Session<v2::V2>, turn: TurnId) -> Option<&Turn> {
        session.transcript().turn(turn)
    }

    fn began(session: &Session<v2::V2>, turn: TurnId) -> Option<Timestamp> {
        session.transcript().began(turn)
    }

    fn is_person(session: &Session<v2::V2>, row: RowId) -> bool {
        matches!(session.row(row), Some(Row::User(_)))
    }

    fn texts(
        session: &Session<v2::V2>,
        row: RowId,
        labels: &Labels,
        give: &mut dyn FnMut(Part, Text<'_>),
    ) {
        match session.row(row) {
            Some(Row::User(said)) => give(Part::Row, Text::folding(said.texts.join("\n\n"))),
            Some(Row::Text { text, .. } | Row::Reasoning { text, .. }) => {
                give(Part::Row, Text::Markdown(text.into()));
            }
            Some(Row::Unknown { kind, fields }) => {
                record::texts(kind, record_of(fields), labels, give);
            }
            Some(Row::Tool { .. }) => Self::call(session, row, &mut |call| {
                tool_card::texts(call, &labels.tools, give);
            }),
            Some(other) => {
                if let Some(aside) = aside(&other, labels) {
                    aside.texts(give);
                }
            }
            None => {}
        }
    }

    fn child(session: &Session<v2::V2>, row: RowId) -> Option<ThreadId> {
        let Row::Tool { child, .. } = session.row(row)? else {
            return None;
        };
        let thread = child?.thread;
        // An agent that is gone on with is drawn by several tools.
        let started_by = session.transcript().thread(thread)?.started_by();
        (started_by == Some(row)).then_some(thread)
    }

    fn around(session: &Session<v2::V2>, turn: TurnId) -> Option<TextPlace> {
        let transcript = session.transcript();
        let thread = transcript.thread_of_turn(turn)?;
        let member = transcript.thread(thread)?.started_by()?;
        let (turn, row) = transcript.place_of(member)?;
        Some(TextPlace { turn, row, member })
    }

    fn members(session: &Session<v2::V2>, group: RowId) -> &[RowId] {
        session.transcript().members(group)
    }

    fn written(session: &Session<v2::V2>, row: RowId) -> Option<Written> {
        session.row(row).map(|row| row.written())
    }

    fn totals(session: &Session<v2::V2>, turn: TurnId) -> TurnTotals {
        session.transcript().turn_totals(turn)
    }

    fn steps(session: &Session<v2::V2>, turn: TurnId) -> Vec<StepTaken> {
        session.transcript().steps(turn)
    }

    fn changed(session: &Session<v2::V2>, turn: TurnId) -> Vec<ChangedFile<'_>> {
        session.transcript().turn_changes(turn)
    }

    fn workspace(session: &Session<v2::V2>) -> Option<&str> {
        session.transcript().workspace()
    }

    fn doing(session: &Session<v2::V2>, row: RowId, labels: &Labels) -> Option<Doing> {
        match session.row(row)? {
            Row::Text { growth, .. } => growth.is_growing().then_some(Doing::Writing),
            Row::Reasoning { growth, .. } => growth.is_growing().then_some(Doing::Thinking),
            Row::Tool { tool, stage, .. } => {
                let call = tools::call(tool, stage, session.transcript().workspace());
                tool_card::doing(&call, &labels.tools)
            }
            Row::Context(group) => {
                let members = group.members.iter().rev();
                members
                    .copied()
                    .find_map(|row| Self::doing(session, row, labels))
            }
            _ => None,
        }
    }

    fn call(session: &Session<v2::V2>, row: RowId, give: &mut dyn FnMut(&ToolCall<'_>)) {
        if let Some(Row::Tool { tool, stage, .. }) = session.row(row) {
            give(&tools::call(tool, stage, session.transcript().workspace()));
        }
    }

    fn draw(session: SessionHandle<Self>, row: RowId) -> Element {
        rsx! {
            V2Row { session, row }
        }
    }
}
