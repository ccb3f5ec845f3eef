//! The handle of one session whose generation of messages is known by type.

use std::borrow::Cow;
use std::fmt::Debug;
use std::hash::Hash;

use dioxus::prelude::*;
use session_model::{
    AnySession, Change, ChangedFile, RowId, Session, SessionKey, StepTaken, ThreadId, Timestamp,
    Turn, TurnId, TurnTotals, Version, Written,
};

use super::ProjectHandle;
use crate::components::extent::pages;
use crate::components::fold::Spot;
use crate::components::tool_card::ToolCall;
use crate::components::working::Doing;
use crate::diff::FileDiff;
use crate::labels::Labels;

/// What views need of a generation of messages: how it is told apart, read and drawn.
pub(crate) trait Generation: Copy + Eq + Hash + Debug + 'static {
    /// The model's generation.
    type Version: Version;

    /// The session, where it is of this generation.
    fn of(session: &AnySession) -> Option<&Session<Self::Version>>;

    /// The turns of a thread, in order.
    fn turns(session: &Session<Self::Version>, thread: ThreadId) -> Vec<TurnId>;

    /// A turn with its rows.
    fn turn(session: &Session<Self::Version>, turn: TurnId) -> Option<&Turn>;

    /// When a turn's first message was made, where known.
    fn began(session: &Session<Self::Version>, turn: TurnId) -> Option<Timestamp>;

    /// Whether a row is the person's own message.
    fn is_person(session: &Session<Self::Version>, row: RowId) -> bool;

    /// Gives what a row shows when it is unfolded, in order; nothing for a group of rows.
    fn texts(
        session: &Session<Self::Version>,
        row: RowId,
        labels: &Labels,
        give: &mut dyn FnMut(Part, Text<'_>),
    );

    /// The rows that a group of rows consists of; none for any other row.
    fn members(session: &Session<Self::Version>, group: RowId) -> &[RowId];

    /// The thread of the agent that a row has started, whose turns are drawn in that row.
    fn child(_: &Session<Self::Version>, _: RowId) -> Option<ThreadId> {
        None
    }

    /// Where the agent was started whose turn this is; none for a session's own.
    fn around(_: &Session<Self::Version>, _: TurnId) -> Option<TextPlace> {
        None
    }

    /// A row in words.
    fn written(session: &Session<Self::Version>, row: RowId) -> Option<Written>;

    /// What a turn has taken and cost so far.
    fn totals(session: &Session<Self::Version>, turn: TurnId) -> TurnTotals;

    /// The requests of a turn to the language model, in order.
    fn steps(session: &Session<Self::Version>, turn: TurnId) -> Vec<StepTaken>;

    /// The places of a turn that texts are said in, in order.
    fn places(session: &Session<Self::Version>, turn: TurnId) -> Vec<TextPlace> {
        let rows = Self::turn(session, turn).map(|turn| turn.rows.as_slice());
        let mut places = Vec::new();
        for row in rows.unwrap_or_default() {
            let members = match Self::members(session, *row) {
                [] => std::slice::from_ref(row),
                members => members,
            };
            places.extend(members.iter().map(|member| TextPlace {
                turn,
                row: *row,
                member: *member,
            }));
        }
        places
    }

    /// The files that a turn changed.
    fn changed(session: &Session<Self::Version>, turn: TurnId) -> Vec<ChangedFile<'_>>;

    /// The folder that the agent works in, where it is known.
    fn workspace(session: &Session<Self::Version>) -> Option<&str>;

    /// What an agent whose last row this is does; none where that does not tell.
    fn doing(session: &Session<Self::Version>, row: RowId, labels: &Labels) -> Option<Doing>;

    /// Gives a row that is a tool's use as its card is drawn of.
    fn call(session: &Session<Self::Version>, row: RowId, give: &mut dyn FnMut(&ToolCall<'_>));

    /// Draws a row.
    fn draw(session: SessionHandle<Self>, row: RowId) -> Element;
}

/// Where a text is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextPlace {
    pub(crate) turn: TurnId,
    /// The row of the turn.
    pub(crate) row: RowId,
    /// The row of the group that the row is; the row itself where it is none.
    pub(crate) member: RowId,
}

/// Where in a row a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// In its line, whether it is unfolded or not.
    Line,
    /// The row is the text.
    Row,
    /// In its `details` element, which folds by itself.
    Details,
    /// In the section of its card that folds there.
    Section(Spot),
}

impl Part {
    /// Where what is shown of it is chosen; none where all of it always is.
    pub(crate) const fn spot(self) -> Option<Spot> {
        match self {
            Self::Line => None,
            Self::Row | Self::Details => Some(Spot(0)),
            Self::Section(spot) => Some(spot),
        }
    }
}

/// What was said in a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Text<'a> {
    /// As it was typed.
    Plain(Cow<'a, str>),
    /// In markdown.
    Markdown(Cow<'a, str>),
    /// As it was typed, and so long that it is shown by pages.
    Pages(Cow<'a, str>),
    /// Differences of files; the paths are of their headings.
    Differences(Vec<FileDiff>),
}

impl<'a> Text<'a> {
    /// A text as it was typed, of any length, whose row folds it.
    pub(crate) fn folding(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        match pages(&text) {
            Some(_) => Self::Pages(text),
            None => Self::Plain(text),
        }
    }

    /// The same, for who keeps it.
    pub(crate) fn into_owned(self) -> Text<'static> {
        let own = |text: Cow<'a, str>| Cow::Owned(text.into_owned());
        match self {
            Self::Plain(text) => Text::Plain(own(text)),
            Self::Markdown(text) => Text::Markdown(own(text)),
            Self::Pages(text) => Text::Pages(own(text)),
            Self::Differences(files) => Text::Differences(files),
        }
    }
}

/// One session of a project, of the generation `G`. Reads through it subscribe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SessionHandle<G: Generation> {
    /// The project that it is in.
    pub(crate) project: ProjectHandle,
    /// Its name in the project.
    pub(crate) key: SessionKey,
    generation: std::marker::PhantomData<G>,
}

impl<G: Generation> SessionHandle<G> {
    /// The session `key` of `project`.
    pub(crate) fn new(project: ProjectHandle, key: SessionKey) -> Self {
        Self {
            project,
            key,
            generation: std::marker::PhantomData,
        }
    }

    fn with<R>(
        &self,
        changes: &[Change],
        reader: impl FnOnce(&Session<G::Version>) -> R,
    ) -> Option<R> {
        self.project.read(changes, |project| {
            project.session(self.key).and_then(G::of).map(reader)
        })
    }

    /// Reads the session around its transcript.
    pub(crate) fn read<R>(&self, reader: impl FnOnce(&Session<G::Version>) -> R) -> Option<R> {
        self.with(&[Change::Session(self.key)], reader)
    }

    /// Reads the session without being rerun for it.
    pub(crate) fn peek<R>(&self, reader: impl FnOnce(&Session<G::Version>) -> R) -> Option<R> {
        self.with(&[], reader)
    }

    /// Reads what a row shows.
    pub(crate) fn read_row<R>(
        &self,
        row: RowId,
        reader: impl FnOnce(&Session<G::Version>) -> R,
    ) -> Option<R> {
        self.with(&[Change::Row(self.key, row)], reader)
    }

    /// The turns of a thread, in order.
    pub(crate) fn turns(&self, thread: ThreadId) -> Vec<TurnId> {
        self.with(&[Change::Turns(self.key, thread)], |session| {
            G::turns(session, thread)
        })
        .unwrap_or_default()
    }

    /// A turn with its rows.
    pub(crate) fn turn(&self, turn: TurnId) -> Option<Turn> {
        self.with(&[Change::Turn(self.key, turn)], |session| {
            G::turn(session, turn).cloned()
        })
        .flatten()
    }

    /// Reads what is known of a turn around its rows.
    pub(crate) fn read_turn<R>(
        &self,
        turn: TurnId,
        reader: impl FnOnce(&Session<G::Version>) -> R,
    ) -> Option<R> {
        self.with(&[Change::Turn(self.key, turn)], reader)
    }
}
