//! Finds the innermost block that a text ends in.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::markdown::read::events;

/// The innermost block at the end of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    /// No block, or one without words so far.
    Empty,
    /// Words of a paragraph, heading, list item or table cell.
    Words {
        /// The byte that they begin at.
        start: usize,
        /// Whether more words can still be added.
        open: bool,
        /// Whether they stand in a table's cell.
        cell: bool,
    },
    /// Code; the byte that its block begins at, where a fence opens it.
    Code { fence: Option<usize> },
    /// Source that is shown as text.
    Html,
}

impl Leaf {
    pub(super) fn find(text: &str) -> Self {
        let mut finder = Finder::default();
        for (event, range) in events(text, None) {
            finder.take(&event, &range);
        }
        finder.leaf(text)
    }
}

#[derive(Debug, Default)]
struct Finder {
    kind: Kind,
    /// Where the words of the last leaf begin and end.
    words: Option<Range<usize>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    None,
    Flow,
    Heading,
    Cell,
    Code(Option<usize>),
    Html,
}

impl Finder {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let kind = match event {
            Event::Start(tag) => match tag {
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Link { .. }
                | Tag::Image { .. } => return self.words(range),
                Tag::Paragraph | Tag::Item => Kind::Flow,
                Tag::Heading { .. } => Kind::Heading,
                Tag::TableCell => Kind::Cell,
                Tag::CodeBlock(CodeBlockKind::Fenced(_)) => Kind::Code(Some(range.start)),
                Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Code(None),
                Tag::HtmlBlock => Kind::Html,
                _ => Kind::None,
            },
            Event::Rule => Kind::None,
            Event::End(_) | Event::TaskListMarker(_) => return,
            _ => return self.words(range),
        };
        self.kind = kind;
        self.words = None;
    }

    fn words(&mut self, range: &Range<usize>) {
        match &mut self.words {
            Some(words) => words.end = words.end.max(range.end),
            None => self.words = Some(range.clone()),
        }
    }

    fn leaf(self, text: &str) -> Leaf {
        match self.kind {
            Kind::Code(fence) => return Leaf::Code { fence },
            Kind::Html => return Leaf::Html,
            _ => {}
        }
        let Some(words) = self.words else {
            return Leaf::Empty;
        };
        // An escape's backslash is no part of the words that the parser tells of.
        let escaped = text[..words.start].ends_with('\\');
        let start = words.start - usize::from(escaped);
        let rest = &text[words.end.min(text.len())..];
        let open = match self.kind {
            Kind::Cell => !rest.contains(['|', '\n']),
            Kind::Heading => !rest.contains('\n'),
            _ => rest.matches('\n').count() < 2,
        };
        Leaf::Words {
            start,
            open,
            cell: self.kind == Kind::Cell,
        }
    }
}
