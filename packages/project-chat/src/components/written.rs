//! Parts of a conversation as text for the clipboard.

mod plain;

use session_model::{AnySession, Form, Project, RowId, Session, ThreadId, Title, TurnId, Written};

use self::plain::plain;
use super::v1_session_messages::V1;
use super::v2_session_messages::V2;
use crate::handle::Generation;
use crate::labels::Labels;

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum As {
    /// As it is read on the screen.
    Text,
    /// As markdown.
    Markdown,
}

impl As {
    /// What the agent said in a turn, without what it thought and did.
    pub(crate) fn answer<G: Generation>(
        self,
        session: &Session<G::Version>,
        turn: TurnId,
    ) -> String {
        let rows = written::<G>(session, turn).into_iter();
        let said = rows.filter(|row| {
            matches!(
                row.title,
                Title::Assistant | Title::Completion | Title::Subtask | Title::Question
            )
        });
        let words = said.map(|row| self.words(row).body.trim().to_owned());
        words.collect::<Vec<_>>().join("\n\n")
    }

    /// All of a turn: what the person said, and what the agent thought, did and said.
    pub(crate) fn turn<G: Generation>(
        self,
        session: &Session<G::Version>,
        turn: TurnId,
        labels: &Labels,
    ) -> String {
        let rows = written::<G>(session, turn).into_iter();
        joined(rows.map(|row| self.row(row, labels)))
    }

    /// Every turn of the sessions that are loaded.
    pub(crate) fn conversation(self, project: &Project, labels: &Labels) -> String {
        let turns = project.sessions().iter().flat_map(|session| match session {
            AnySession::V1(session) => self.turns::<V1>(session, labels),
            AnySession::V2(session) => self.turns::<V2>(session, labels),
        });
        joined(turns)
    }

    fn turns<G: Generation>(self, session: &Session<G::Version>, labels: &Labels) -> Vec<String> {
        let turns = G::turns(session, ThreadId::ROOT).into_iter();
        turns
            .map(|turn| self.turn::<G>(session, turn, labels))
            .collect()
    }

    fn row(self, row: Written, labels: &Labels) -> String {
        let title = (labels.turns.written)(&row.title);
        let row = self.words(row);
        match self {
            Self::Text => row.as_text(&title),
            Self::Markdown => row.as_markdown(&title),
        }
    }

    /// A row with its words as they are to be read.
    fn words(self, mut row: Written) -> Written {
        if self == Self::Text && row.form == Form::Markdown {
            row.body = plain(&row.body);
        }
        row
    }
}

/// Texts that end in a line break, a blank line between them.
fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// The rows of a turn in words; tools that are drawn as one are written one by one.
fn written<G: Generation>(session: &Session<G::Version>, turn: TurnId) -> Vec<Written> {
    let rows = G::turn(session, turn).map(|turn| turn.rows.as_slice());
    let rows = rows.unwrap_or_default().iter();
    let single = rows.flat_map(|row| match G::members(session, *row) {
        [] => vec![*row],
        members => members.to_vec(),
    });
    let single: Vec<RowId> = single.collect();
    single
        .into_iter()
        .filter_map(|row| G::written(session, row))
        .collect()
}
