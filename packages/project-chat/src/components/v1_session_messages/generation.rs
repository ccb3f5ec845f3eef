//! How the interface reads and draws the V1 generation.

use dioxus::prelude::*;
use session_model::v1::{self, Row};
use session_model::{
    AnySession, ChangedFile, RowId, Session, StepTaken, ThreadId, Timestamp, ToolStage, Turn,
    TurnId, TurnTotals, Written,
};

use super::asides::aside;
use super::kinds;
use super::row::{V1Row, record_of, summary_of};
use super::tools;
use crate::components::record;
use crate::components::tool_card::{self, ToolCall};
use crate::components::working::Doing;
use crate::handle::{Generation, Part, SessionHandle, Text};
use crate::labels::Labels;

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

    fn began(session: &Session<v1::V1>, turn: TurnId) -> Option<Timestamp> {
        session.transcript().began(turn)
    }

    fn is_person(session: &Session<v1::V1>, row: RowId) -> bool {
        matches!(session.row(row), Some(Row::User(_)))
    }

    fn texts(
        session: &Session<v1::V1>,
        row: RowId,
        labels: &Labels,
        give: &mut dyn FnMut(Part, Text<'_>),
    ) {
        match session.row(row) {
            Some(Row::User(said)) => give(Part::Row, Text::folding(said.text)),
            Some(
                Row::Text(words)
                | Row::Reasoning(words)
                | Row::Completion(words)
                | Row::Subtask(words),
            ) => give(Part::Row, Text::Markdown(words.text.into())),
            Some(Row::Plan { plan, .. }) => {
                let response = plan.response.as_deref().unwrap_or_default();
                give(Part::Row, Text::Markdown(response.into()));
            }
            Some(Row::Followup(asked)) => give(Part::Row, Text::Plain(asked.question)),
            Some(Row::Pictures { text, .. }) => give(Part::Row, Text::Plain(text.into())),
            Some(Row::Note { text, .. }) => give(Part::Line, Text::Plain(text.into())),
            // What it says besides changes every second.
            Some(Row::Retry(v1::Retry {
                until: Some(_),
                message,
                ..
            })) => give(Part::Details, Text::Plain(message)),
            Some(Row::Unknown {
                kind,
                text,
                metadata,
            }) => {
                let message = session.transcript().message(row);
                match message.and_then(|message| kinds::told(kind, message)) {
                    Some(told) => told.texts(labels, give),
                    None => record::texts(kind, record_of(text, metadata), labels, give),
                }
            }
            Some(other) => {
                let message = session.transcript().message(row);
                let say = message.and_then(|message| message.say.as_ref());
                match aside(&other, say, labels) {
                    Some(aside) => aside.texts(give),
                    None => Self::call(session, row, &mut |call| {
                        tool_card::texts(call, &labels.tools, give);
                    }),
                }
                if let Row::Condensed { how, .. } = &other
                    && let Some(summary) = summary_of(how.as_deref())
                {
                    give(Part::Details, Text::folding(summary));
                }
            }
            None => {}
        }
    }

    fn members(session: &Session<v1::V1>, group: RowId) -> &[RowId] {
        session.transcript().members(group)
    }

    fn written(session: &Session<v1::V1>, row: RowId) -> Option<Written> {
        session.row(row).map(|row| row.written())
    }

    fn totals(session: &Session<v1::V1>, turn: TurnId) -> TurnTotals {
        session.transcript().turn_totals(turn)
    }

    fn steps(session: &Session<v1::V1>, turn: TurnId) -> Vec<StepTaken> {
        session.transcript().steps(turn)
    }

    fn changed(session: &Session<v1::V1>, turn: TurnId) -> Vec<ChangedFile<'_>> {
        session.transcript().turn_changes(turn)
    }

    fn workspace(_: &Session<v1::V1>) -> Option<&str> {
        None
    }

    fn doing(session: &Session<v1::V1>, row: RowId, labels: &Labels) -> Option<Doing> {
        match session.row(row)? {
            Row::Text(words) | Row::Completion(words) => {
                words.growth.is_growing().then_some(Doing::Writing)
            }
            Row::Reasoning(words) => words.growth.is_growing().then_some(Doing::Thinking),
            Row::Context(group) => {
                let members = group.members.iter().rev();
                members
                    .copied()
                    .find_map(|row| Self::doing(session, row, labels))
            }
            _ => {
                let mut doing = None;
                Self::call(session, row, &mut |call| {
                    doing = tool_card::doing(call, &labels.tools);
                });
                doing
            }
        }
    }

    fn call(session: &Session<v1::V1>, row: RowId, give: &mut dyn FnMut(&ToolCall<'_>)) {
        match session.row(row) {
            Some(Row::Tool {
                name,
                fields,
                stage,
                ..
            }) => give(&tools::tool(&name, &fields, stage)),
            Some(Row::Command {
                command,
                output,
                stage,
            }) => {
                let input = command.map(tools::command).unwrap_or_default();
                let output = Some(output.as_ref()).filter(|output| !output.is_empty());
                give(&tools::run(&input, output, stage));
            }
            Some(Row::Mcp { call, stage }) => {
                give(&tools::tool("use_mcp_server", &tools::mcp(&call), stage));
            }
            Some(Row::Todos(list)) => {
                let input = tools::todos(&list);
                give(&tools::tool("updateTodoList", &input, ToolStage::Done));
            }
            Some(Row::McpAnswer { text, pictures }) => give(&tools::mcp_answer(text, &pictures)),
            _ => {}
        }
    }

    fn draw(session: SessionHandle<Self>, row: RowId) -> Element {
        rsx! {
            V1Row { session, row }
        }
    }
}
