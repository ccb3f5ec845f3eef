//! What stands between the words of a conversation: dividers, marks and notices.

use std::borrow::Cow;

use dioxus::prelude::*;

use super::divider;
use super::drawing::Drawing;
use super::mark::{self, Mark};
use super::notice::{self, Notice};
use crate::handle::{Part, Text};

/// Something that stands between the words.
#[derive(Clone, Debug)]
pub(crate) enum Aside<'a> {
    /// A line across the conversation; `about` is its `data-row`.
    Divider {
        about: &'static str,
        text: Cow<'a, str>,
    },
    /// A place that is marked.
    Mark(Mark<'a>),
    /// Something that the person should know.
    Notice(Notice<'a>),
}

impl<'a> Aside<'a> {
    /// A line across the conversation.
    pub(crate) fn divider(about: &'static str, text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self::Divider { about, text }
    }

    /// Draws it.
    pub(crate) fn draw(&self, drawing: Drawing<'_>) -> Element {
        match self {
            Self::Divider { about, text } => divider::draw(about, text, drawing.renderers),
            Self::Mark(mark) => mark::draw(mark, drawing),
            Self::Notice(notice) => notice::draw(notice, None, drawing.labels),
        }
    }

    /// Gives what it says when it is unfolded.
    pub(crate) fn texts(self, give: &mut dyn FnMut(Part, Text<'_>)) {
        match self {
            Self::Divider { text, .. } => give(Part::Line, Text::Plain(text)),
            Self::Mark(mark) => mark::texts(&mark, give),
            Self::Notice(notice) => notice::texts(&notice, give),
        }
    }
}
