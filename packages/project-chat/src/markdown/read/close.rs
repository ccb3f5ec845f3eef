//! Ends what the parser's events opened.

use std::rc::Rc;

use super::{
    build::{Builder, ReadBlock},
    children::Children,
    frame::{Frame, Open, Span, code},
    inlines,
    reach::Safe,
    trail::{ContainerKind, Level, LinesKind},
};
use crate::markdown::{
    block::{BlockKind, Blocks, Item, List, Row, Table},
    code::CodeText,
    inline::Inline,
};

impl Builder<'_> {
    /// Ends what was opened last; gives a block back where that stands in no other.
    pub(super) fn end(&mut self) -> Option<ReadBlock> {
        let Open { at, frame } = self.open.pop()?;
        let in_link = self.links > 0;
        match frame {
            Frame::Flat => self.trail = vec![Level::Other],
            Frame::Paragraph(content) => {
                let paragraph = inlines::paragraph(inlines::finish(content, in_link));
                let cut = self.safe();
                return self.leaf(paragraph, Level::Words { at, cut }, at);
            }
            Frame::Heading(level, content) => {
                let content = inlines::finish(content, in_link);
                return self.leaf(BlockKind::Heading { level, content }, Level::Other, at);
            }
            Frame::Quote(alert, children) => {
                let children = self.close(ContainerKind::Quote, at, children);
                let kind = match alert {
                    Some(kind) => BlockKind::Alert { kind, children },
                    None => BlockKind::Quote(children),
                };
                return self.block(kind, at);
            }
            Frame::Footnote(label, children) => {
                let children = self.close(ContainerKind::Footnote, at, children);
                return self.block(BlockKind::Footnote { label, children }, at);
            }
            Frame::Code {
                fenced,
                info,
                text,
                lines,
            } => {
                let code = BlockKind::Code(code(info, CodeText::from(text.as_str())));
                let kind = if fenced {
                    LinesKind::Fenced
                } else {
                    LinesKind::Indented
                };
                return self.leaf(code, Level::Lines { at, kind, lines }, at);
            }
            Frame::Html(source, lines) => {
                let level = Level::Lines {
                    at,
                    kind: LinesKind::Html,
                    lines,
                };
                let source = CodeText::from(source.as_str());
                return self.leaf(BlockKind::Html(source), level, at);
            }
            Frame::List {
                start,
                loose,
                items,
                starts,
            } => {
                self.trail.push(Level::List { items: starts });
                let tight = !loose;
                let list = List {
                    start,
                    tight,
                    items,
                };
                return self.block(BlockKind::List(list), at);
            }
            Frame::Item { task, children } => {
                let children = self.close(ContainerKind::Item, at, children);
                if let Some(Frame::List { items, starts, .. }) = self.last() {
                    starts.push(at);
                    items.push(Rc::new(Item { task, children }));
                }
            }
            Frame::Table {
                alignments,
                header,
                rows,
                starts,
            } => {
                let table = Table {
                    alignments,
                    header: header.unwrap_or_default(),
                    rows,
                };
                let level = Level::Table { at, rows: starts };
                return self.leaf(BlockKind::Table(table), level, at);
            }
            Frame::Row(row) => self.end_row(row, at),
            Frame::Cell(content) => {
                let content = inlines::finish(content, in_link);
                if let Some(Frame::Row(row)) = self.last() {
                    row.cells.push(content);
                }
            }
            Frame::Span(span, content) => self.end_span(span, content),
        }
        None
    }

    fn end_row(&mut self, row: Row, at: usize) {
        let Some(Frame::Table {
            header,
            rows,
            starts,
            ..
        }) = self.last()
        else {
            return;
        };
        let row = Rc::new(row);
        if header.is_none() {
            *header = Some(row);
        } else {
            starts.push(at);
            rows.push(row);
        }
    }

    fn end_span(&mut self, span: Span, content: Vec<Inline>) {
        let content = inlines::finish(content, self.links > 0);
        let policy = self.definitions.policy();
        match span {
            Span::Emphasis => self.run(Inline::Emphasis(content)),
            Span::Strong => self.run(Inline::Strong(content)),
            Span::Strikethrough => self.run(Inline::Strikethrough(content)),
            Span::Link { url, title } => {
                self.links -= 1;
                self.runs(inlines::link(policy, &url, &title, content));
            }
            Span::Image { url, title } => {
                let in_link = self.links > 0;
                self.runs(inlines::image(policy, &url, &title, &content, in_link));
            }
        }
    }

    fn safe(&self) -> Option<Safe> {
        let safe = self.reach.safe()?;
        Some(Safe {
            at: safe.at.saturating_sub(self.skip),
            ..safe
        })
    }

    /// Ends a container: what it holds, and its level behind that of the last block in it.
    fn close(&mut self, kind: ContainerKind, at: usize, children: Children) -> Blocks {
        if let Some(at) = children.loose_at() {
            let cut = self.safe();
            self.trail = vec![Level::Words { at, cut }];
        }
        let (blocks, children) = children.finish();
        if blocks.is_empty() {
            self.trail.clear();
        }
        self.trail.push(Level::Container { at, kind, children });
        blocks
    }
}
