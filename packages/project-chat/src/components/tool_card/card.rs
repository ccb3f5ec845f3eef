//! What a card shows, whatever generation its tool is of.

use std::borrow::Cow;

use crate::components::icon::Glyph;

/// The line of a card that is always there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    /// The tool's name on the wire.
    pub(crate) tool: String,
    pub(crate) glyph: Glyph,
    /// What the tool does, in a word or two; its name on the wire where it is not known.
    pub(crate) name: String,
    /// What it does it to; empty while that is not known.
    pub(crate) summary: String,
    pub(crate) stat: Option<Stat>,
    pub(crate) state: CardState,
    /// Whether the card is unfolded before the person says anything.
    pub(crate) is_open: bool,
}

/// A small number at the end of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stat {
    /// Lines that were added and removed.
    Lines { added: u64, removed: u64 },
    /// Anything else, in words.
    Words(String),
}

/// How far a tool's use is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CardState {
    Pending,
    Running,
    Completed,
    Error,
}

impl CardState {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Completed => "completed",
            Self::Error => "error",
        }
    }
}

/// Something that a card shows when it is unfolded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Section<'a> {
    /// Text as it is, under a heading where there are several sections.
    Text {
        heading: Option<String>,
        text: Cow<'a, str>,
    },
    /// A unified difference.
    Diff(Cow<'a, str>),
    /// A to-do list.
    Todos(Vec<TodoLine<'a>>),
    /// Questions and their answers.
    Questions(Vec<Asked<'a>>),
    /// Why the tool failed.
    Failure(&'a str),
}

/// An entry of a to-do list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TodoLine<'a> {
    pub(crate) content: &'a str,
    /// `pending`, `in_progress`, `completed`, `cancelled` or anything else.
    pub(crate) status: &'a str,
    /// `high`, `medium`, `low` or anything else.
    pub(crate) priority: &'a str,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked<'a> {
    pub(crate) question: &'a str,
    /// What could be chosen.
    pub(crate) choices: Vec<&'a str>,
    /// What was chosen or said; none while the question is open.
    pub(crate) answers: Option<Vec<&'a str>>,
}
