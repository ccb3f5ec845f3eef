//! Turns the parser's events into blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag};

use super::{
    children::Children,
    frame::{Frame, Open, Span, alert, alignment, groups},
    inlines,
    reach::Reach,
    trail::Level,
};
use crate::markdown::{
    block::{BlockKind, Row},
    definitions::Definitions,
    inline::Inline,
    seq::Seq,
};

/// Containers nested deeper than this are drawn flat, so that no text can exhaust the stack.
const DEPTH: usize = 48;

/// A block that stands in no other.
#[derive(Debug)]
pub(super) struct ReadBlock {
    pub(super) kind: BlockKind,
    /// The blocks that it ends in, from itself to the innermost.
    pub(super) trail: Vec<Level>,
}

/// The stack of what is open.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    pub(super) definitions: &'a Definitions,
    pub(super) open: Vec<Open>,
    pub(super) links: usize,
    pub(super) reach: Reach<'a>,
    /// The levels of the block that ended last, from the innermost.
    pub(super) trail: Vec<Level>,
    /// Where the text begins that offsets count from.
    pub(super) skip: usize,
    /// The byte that the current event begins at.
    at: usize,
}

impl<'a> Builder<'a> {
    /// Reads `text`, whose first `skip` bytes do not count.
    pub(super) fn new(text: &'a str, skip: usize, definitions: &'a Definitions) -> Self {
        Self {
            definitions,
            open: Vec::new(),
            links: 0,
            reach: Reach::new(text, definitions.patience()),
            trail: Vec::new(),
            skip,
            at: 0,
        }
    }

    /// Takes an event in; gives a block back when its last event came.
    pub(super) fn take(&mut self, event: Event<'_>, range: &Range<usize>) -> Option<ReadBlock> {
        self.at = range.start.saturating_sub(self.skip);
        self.follow(&event, range);
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => return self.end(),
            Event::Rule => return self.leaf(BlockKind::Rule, Level::Other, self.at),
            Event::Text(text) => self.text(text),
            Event::Code(text) => self.run(Inline::Code(text.into_string())),
            Event::Html(text) => self.html(&text),
            Event::InlineHtml(text) => self.run(Inline::Html(text.into_string())),
            Event::SoftBreak => self.run(Inline::SoftBreak),
            Event::HardBreak => self.run(Inline::HardBreak),
            Event::FootnoteReference(label) => self.run(Inline::FootnoteRef(label.into_string())),
            Event::TaskListMarker(done) => self.task(done),
            #[cfg(feature = "math")]
            Event::InlineMath(source) => self.formula(source, false),
            #[cfg(feature = "math")]
            Event::DisplayMath(source) => self.formula(source, true),
            #[cfg(not(feature = "math"))]
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.run(Inline::Text(text.into_string()));
            }
        }
        None
    }

    /// Keeps in mind where the words of the last paragraph may be cut.
    fn follow(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let begins = match event {
            Event::Start(tag) => !matches!(
                tag,
                Tag::Emphasis
                    | Tag::Strong
                    | Tag::Strikethrough
                    | Tag::Link { .. }
                    | Tag::Image { .. }
            ),
            Event::TaskListMarker(_) => true,
            _ => false,
        };
        if begins {
            self.reach.clear();
        } else {
            self.reach.take(event, range);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if let Tag::Paragraph = tag {
            // A tight list's paragraphs send no event of their own.
            if let Some(Frame::Item { .. }) = self.holder()
                && let Some(Frame::List { loose, .. }) = self.list()
            {
                *loose = true;
            }
        }
        let flat = match tag {
            Tag::Item => {
                matches!(self.open.last(), Some(open) if matches!(open.frame, Frame::Flat))
            }
            _ => self.open.len() >= DEPTH && groups(&tag),
        };
        if flat {
            self.push(Frame::Flat);
            return;
        }
        let frame = match tag {
            Tag::Heading { level, .. } => Frame::Heading(level as u8, Vec::new()),
            Tag::BlockQuote(kind) => Frame::Quote(kind.map(alert), Children::default()),
            Tag::CodeBlock(CodeBlockKind::Indented) => Frame::Code {
                fenced: false,
                info: String::new(),
                text: String::new(),
                lines: Vec::new(),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Frame::Code {
                fenced: true,
                info: info.into_string(),
                text: String::new(),
                lines: Vec::new(),
            },
            Tag::HtmlBlock => Frame::Html(String::new(), Vec::new()),
            Tag::List(start) => Frame::List {
                start,
                loose: false,
                items: Seq::new(),
                starts: Vec::new(),
            },
            Tag::Item => Frame::Item {
                task: None,
                children: Children::default(),
            },
            Tag::FootnoteDefinition(label) => {
                Frame::Footnote(label.into_string(), Children::default())
            }
            Tag::Table(columns) => {
                let alignments = columns.into_iter().map(alignment).collect();
                Frame::Table {
                    alignments,
                    header: None,
                    rows: Seq::new(),
                    starts: Vec::new(),
                }
            }
            Tag::TableHead | Tag::TableRow => Frame::Row(Row::default()),
            Tag::TableCell => Frame::Cell(Vec::new()),
            Tag::Emphasis => Frame::Span(Span::Emphasis, Vec::new()),
            Tag::Strong => Frame::Span(Span::Strong, Vec::new()),
            Tag::Strikethrough => Frame::Span(Span::Strikethrough, Vec::new()),
            Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            } => {
                self.links += 1;
                let (url, title) = self.target(link_type, dest_url, title, &id);
                Frame::Span(Span::Link { url, title }, Vec::new())
            }
            Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            } => {
                let (url, title) = self.target(link_type, dest_url, title, &id);
                Frame::Span(Span::Image { url, title }, Vec::new())
            }
            Tag::Paragraph
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_)
            | Tag::Superscript
            | Tag::Subscript => Frame::Paragraph(Vec::new()),
        };
        self.push(frame);
    }

    fn push(&mut self, frame: Frame) {
        self.open.push(Open { at: self.at, frame });
    }

    /// Gives on a block that holds no others.
    pub(super) fn leaf(&mut self, kind: BlockKind, level: Level, at: usize) -> Option<ReadBlock> {
        self.trail = vec![level];
        self.block(kind, at)
    }

    /// Where a link leads: an earlier definition in the document wins over one in the text read.
    fn target(
        &self,
        kind: LinkType,
        url: CowStr<'_>,
        title: CowStr<'_>,
        label: &str,
    ) -> (String, String) {
        if kind == LinkType::Email {
            return (format!("mailto:{url}"), title.into_string());
        }
        match self.definitions.target(label) {
            Some(target) if !label.is_empty() => (target.url.clone(), target.title.clone()),
            _ => (url.into_string(), title.into_string()),
        }
    }

    #[cfg(feature = "math")]
    fn formula(&mut self, source: CowStr<'_>, display: bool) {
        let source = source.into_string();
        self.run(Inline::Math { source, display });
    }

    fn html(&mut self, text: &str) {
        let at = self.at;
        match self.last() {
            Some(Frame::Html(source, lines)) => {
                lines.extend(line_starts(at, text));
                source.push_str(text);
            }
            _ => self.run(Inline::Html(text.to_owned())),
        }
    }

    fn text(&mut self, text: CowStr<'_>) {
        let at = self.at;
        match self.last() {
            Some(Frame::Code {
                text: code, lines, ..
            }) => {
                let begins = code.is_empty() || code.ends_with('\n');
                lines.extend(line_starts(at, &text).skip(usize::from(!begins)));
                code.push_str(&text);
            }
            Some(Frame::Html(source, _)) => source.push_str(&text),
            _ => self.run(Inline::Text(text.into_string())),
        }
    }

    pub(super) fn runs(&mut self, runs: Vec<Inline>) {
        if let Some(open) = self.open_runs() {
            inlines::extend(open, runs);
        }
    }

    pub(super) fn run(&mut self, run: Inline) {
        if let Some(open) = self.open_runs() {
            inlines::push(open, run);
        }
    }

    fn open_runs(&mut self) -> Option<&mut Vec<Inline>> {
        let at = self.at;
        match self.holder()? {
            Frame::Paragraph(runs)
            | Frame::Heading(_, runs)
            | Frame::Cell(runs)
            | Frame::Span(_, runs) => Some(runs),
            Frame::Quote(_, children)
            | Frame::Footnote(_, children)
            | Frame::Item { children, .. } => Some(children.loose(at)),
            _ => None,
        }
    }

    /// Gives a finished block to what holds it, or back where nothing does.
    pub(super) fn block(&mut self, kind: BlockKind, at: usize) -> Option<ReadBlock> {
        if let Some(
            Frame::Quote(_, children) | Frame::Footnote(_, children) | Frame::Item { children, .. },
        ) = self.holder()
        {
            children.block(kind, at);
            return None;
        }
        let mut trail = std::mem::take(&mut self.trail);
        trail.reverse();
        Some(ReadBlock { kind, trail })
    }

    fn task(&mut self, done: bool) {
        let item = self.frames().find_map(|frame| match frame {
            Frame::Item { task, .. } => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = Some(done);
        }
    }

    pub(super) fn last(&mut self) -> Option<&mut Frame> {
        self.open.last_mut().map(|open| &mut open.frame)
    }

    /// What is open, from the innermost.
    fn frames(&mut self) -> impl Iterator<Item = &mut Frame> {
        self.open.iter_mut().rev().map(|open| &mut open.frame)
    }

    fn holder(&mut self) -> Option<&mut Frame> {
        self.frames().find(|frame| !matches!(frame, Frame::Flat))
    }

    fn list(&mut self) -> Option<&mut Frame> {
        self.frames()
            .find(|frame| matches!(frame, Frame::List { .. }))
    }
}

/// Where each line of `text` begins, which begins at `at` itself; the parser gives several at once.
fn line_starts(at: usize, text: &str) -> impl Iterator<Item = usize> {
    let inner = text.strip_suffix('\n').unwrap_or(text);
    let behind = inner
        .match_indices('\n')
        .map(move |(index, _)| at + index + 1);
    std::iter::once(at).chain(behind)
}
