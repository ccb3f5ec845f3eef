//! What the parser's tags become while they are open.

use std::rc::Rc;

use pulldown_cmark::{self as cmark, Tag};

use super::children::Children;
use crate::markdown::{
    block::{AlertKind, Alignment, Code, Item, Row},
    code::CodeText,
    inline::Inline,
    seq::Seq,
};

/// A thing that has begun and not ended.
#[derive(Debug)]
pub(super) struct Open {
    /// The byte that it begins at.
    pub(super) at: usize,
    /// What it is, with what it holds so far.
    pub(super) frame: Frame,
}

/// What a thing is that has begun and not ended, with what it holds so far.
#[derive(Debug)]
pub(super) enum Frame {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    Quote(Option<AlertKind>, Children),
    Footnote(String, Children),
    Code {
        fenced: bool,
        info: String,
        text: String,
        lines: Vec<usize>,
    },
    Html(String, Vec<usize>),
    List {
        start: Option<u64>,
        loose: bool,
        items: Seq<Item>,
        starts: Vec<usize>,
    },
    Item {
        task: Option<bool>,
        children: Children,
    },
    Table {
        alignments: Vec<Alignment>,
        header: Option<Rc<Row>>,
        rows: Seq<Row>,
        starts: Vec<usize>,
    },
    Row(Row),
    Cell(Vec<Inline>),
    Span(Span, Vec<Inline>),
    /// Too deep to be drawn: what it holds goes to what holds it.
    Flat,
}

/// A run of text that has begun and not ended.
#[derive(Debug)]
pub(super) enum Span {
    Emphasis,
    Strong,
    Strikethrough,
    Link { url: String, title: String },
    Image { url: String, title: String },
}

/// A code block of this info string.
pub(super) fn code(info: String, text: CodeText) -> Code {
    let language = info.split([' ', '\t', ',', '{']).next().unwrap_or_default();
    let language = (!language.is_empty()).then(|| language.to_owned());
    Code {
        language,
        info,
        text,
    }
}

/// Tags that only group others.
pub(super) fn groups(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
    )
}

pub(super) fn alert(kind: cmark::BlockQuoteKind) -> AlertKind {
    match kind {
        cmark::BlockQuoteKind::Note => AlertKind::Note,
        cmark::BlockQuoteKind::Tip => AlertKind::Tip,
        cmark::BlockQuoteKind::Important => AlertKind::Important,
        cmark::BlockQuoteKind::Warning => AlertKind::Warning,
        cmark::BlockQuoteKind::Caution => AlertKind::Caution,
    }
}

pub(super) fn alignment(alignment: cmark::Alignment) -> Alignment {
    match alignment {
        cmark::Alignment::None => Alignment::Unset,
        cmark::Alignment::Left => Alignment::Start,
        cmark::Alignment::Center => Alignment::Center,
        cmark::Alignment::Right => Alignment::End,
    }
}
