//! Turns the parser's events into blocks.

use std::rc::Rc;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag};

use super::{
    children::Children,
    frame::{Frame, Span, alert, alignment, code, groups},
    inlines,
};
use crate::markdown::{
    block::{BlockKind, Item, List, Row, Table},
    code::CodeText,
    definitions::Definitions,
    inline::Inline,
};

/// Containers nested deeper than this are drawn flat, so that no text can exhaust the stack.
const DEPTH: usize = 48;

/// A block that stands in no other.
#[derive(Debug)]
pub(super) struct ReadBlock {
    pub(super) kind: BlockKind,
    pub(super) fenced: bool,
}

/// The stack of what is open.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    definitions: &'a Definitions,
    open: Vec<Frame>,
    links: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn new(definitions: &'a Definitions) -> Self {
        Self {
            definitions,
            open: Vec::new(),
            links: 0,
        }
    }

    /// Takes an event in; gives a block back when its last event came.
    pub(super) fn take(&mut self, event: Event<'_>) -> Option<ReadBlock> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => return self.end(),
            Event::Rule => return self.block(BlockKind::Rule, false),
            Event::Text(text) => self.text(text),
            Event::Code(text) => self.run(Inline::Code(text.into_string())),
            Event::Html(text) => match self.open.last_mut() {
                Some(Frame::Html(source)) => source.push_str(&text),
                _ => self.run(Inline::Html(text.into_string())),
            },
            Event::InlineHtml(text) => self.run(Inline::Html(text.into_string())),
            Event::SoftBreak => self.run(Inline::SoftBreak),
            Event::HardBreak => self.run(Inline::HardBreak),
            Event::FootnoteReference(label) => self.run(Inline::FootnoteRef(label.into_string())),
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.run(Inline::Text(text.into_string()));
            }
        }
        None
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
            Tag::Item => matches!(self.open.last(), Some(Frame::Flat)),
            _ => self.open.len() >= DEPTH && groups(&tag),
        };
        if flat {
            self.open.push(Frame::Flat);
            return;
        }
        let frame = match tag {
            Tag::Heading { level, .. } => Frame::Heading(level as u8, Vec::new()),
            Tag::BlockQuote(kind) => Frame::Quote(kind.map(alert), Children::default()),
            Tag::CodeBlock(CodeBlockKind::Indented) => Frame::Code {
                fenced: false,
                info: String::new(),
                text: String::new(),
            },
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Frame::Code {
                fenced: true,
                info: info.into_string(),
                text: String::new(),
            },
            Tag::HtmlBlock => Frame::Html(String::new()),
            Tag::List(start) => Frame::List {
                start,
                loose: false,
                items: Vec::new(),
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
                    rows: Vec::new(),
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
        self.open.push(frame);
    }

    fn end(&mut self) -> Option<ReadBlock> {
        let frame = self.open.pop()?;
        let in_link = self.links > 0;
        match frame {
            Frame::Flat => None,
            Frame::Paragraph(content) => self.block(
                BlockKind::Paragraph(inlines::finish(content, in_link)),
                false,
            ),
            Frame::Heading(level, content) => {
                let content = inlines::finish(content, in_link);
                self.block(BlockKind::Heading { level, content }, false)
            }
            Frame::Quote(None, children) => self.block(BlockKind::Quote(children.finish()), false),
            Frame::Quote(Some(kind), children) => self.block(
                BlockKind::Alert {
                    kind,
                    children: children.finish(),
                },
                false,
            ),
            Frame::Footnote(label, children) => self.block(
                BlockKind::Footnote {
                    label,
                    children: children.finish(),
                },
                false,
            ),
            Frame::Code { fenced, info, text } => self.block(
                BlockKind::Code(code(info, CodeText::from(text.as_str()))),
                fenced,
            ),
            Frame::Html(source) => {
                let source = source.strip_suffix('\n').unwrap_or(&source).to_owned();
                self.block(BlockKind::Html(source), false)
            }
            Frame::List {
                start,
                loose,
                items,
            } => self.block(
                BlockKind::List(List {
                    start,
                    tight: !loose,
                    items,
                }),
                false,
            ),
            Frame::Item { task, children } => {
                let item = Rc::new(Item {
                    task,
                    children: children.finish(),
                });
                if let Some(Frame::List { items, .. }) = self.open.last_mut() {
                    items.push(item);
                }
                None
            }
            Frame::Table { alignments, rows } => {
                let mut rows = rows.into_iter();
                let header = rows.next().unwrap_or_default();
                let table = Table {
                    alignments,
                    header,
                    rows: rows.collect(),
                };
                self.block(BlockKind::Table(table), false)
            }
            Frame::Row(row) => {
                if let Some(Frame::Table { rows, .. }) = self.open.last_mut() {
                    rows.push(Rc::new(row));
                }
                None
            }
            Frame::Cell(content) => {
                let content = inlines::finish(content, in_link);
                if let Some(Frame::Row(row)) = self.open.last_mut() {
                    row.cells.push(content);
                }
                None
            }
            Frame::Span(span, content) => {
                self.end_span(span, content);
                None
            }
        }
    }

    fn end_span(&mut self, span: Span, content: Vec<Inline>) {
        let content = inlines::finish(content, self.links > 0);
        match span {
            Span::Emphasis => self.run(Inline::Emphasis(content)),
            Span::Strong => self.run(Inline::Strong(content)),
            Span::Strikethrough => self.run(Inline::Strikethrough(content)),
            Span::Link { url, title } => {
                self.links -= 1;
                self.runs(inlines::link(&url, &title, content));
            }
            Span::Image { url, title } => {
                self.runs(inlines::image(&url, &title, &content, self.links > 0));
            }
        }
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

    fn text(&mut self, text: CowStr<'_>) {
        match self.open.last_mut() {
            Some(Frame::Code { text: code, .. }) => code.push_str(&text),
            Some(Frame::Html(source)) => source.push_str(&text),
            _ => self.run(Inline::Text(text.into_string())),
        }
    }

    fn runs(&mut self, runs: Vec<Inline>) {
        if let Some(open) = self.open_runs() {
            inlines::extend(open, runs);
        }
    }

    fn run(&mut self, run: Inline) {
        if let Some(open) = self.open_runs() {
            inlines::push(open, run);
        }
    }

    fn open_runs(&mut self) -> Option<&mut Vec<Inline>> {
        match self.holder()? {
            Frame::Paragraph(runs)
            | Frame::Heading(_, runs)
            | Frame::Cell(runs)
            | Frame::Span(_, runs) => Some(runs),
            Frame::Quote(_, children)
            | Frame::Footnote(_, children)
            | Frame::Item { children, .. } => Some(children.loose()),
            _ => None,
        }
    }

    /// Gives a finished block to what holds it, or back where nothing does.
    fn block(&mut self, kind: BlockKind, fenced: bool) -> Option<ReadBlock> {
        match self.holder() {
            Some(
                Frame::Quote(_, children)
                | Frame::Footnote(_, children)
                | Frame::Item { children, .. },
            ) => {
                children.block(kind);
                None
            }
            _ => Some(ReadBlock { kind, fenced }),
        }
    }

    fn task(&mut self, done: bool) {
        let item = self.open.iter_mut().rev().find_map(|frame| match frame {
            Frame::Item { task, .. } => Some(task),
            _ => None,
        });
        if let Some(task) = item {
            *task = Some(done);
        }
    }

    fn holder(&mut self) -> Option<&mut Frame> {
        self.open
            .iter_mut()
            .rev()
            .find(|frame| !matches!(frame, Frame::Flat))
    }

    fn list(&mut self) -> Option<&mut Frame> {
        self.open
            .iter_mut()
            .rev()
            .find(|frame| matches!(frame, Frame::List { .. }))
    }
}
