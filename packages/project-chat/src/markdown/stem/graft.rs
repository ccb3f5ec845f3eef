//! Joins what is held of a block to what was read behind it.

use std::rc::Rc;

use super::place::Place;
use crate::markdown::{
    block::{AlertKind, Alignment, Block, BlockKind, Blocks, Code, Item, List, Row, Table},
    code::{CodeLines, CodeText},
    inline::Inline,
    read::trail::{Level, LinesKind},
    seq::Seq,
};

/// What is held of one level.
#[derive(Clone, Debug)]
pub(super) enum Held {
    List {
        start: Option<u64>,
        tight: bool,
        items: Seq<Item>,
    },
    Item {
        task: Option<bool>,
        children: Blocks,
    },
    Quote(Option<AlertKind>, Blocks),
    Footnote(String, Blocks),
    Table {
        alignments: Vec<Alignment>,
        header: Rc<Row>,
        rows: Seq<Row>,
    },
    Code {
        /// The block without its text.
        header: Code,
        lines: CodeLines,
        /// How many lines of what is read behind it are placeholders.
        placeholders: usize,
    },
    Html(CodeLines),
    Words(Seq<Vec<Inline>>),
}

/// The levels of `kind` along `trail`, without what stands behind the place.
pub(super) fn hold(
    kind: &BlockKind,
    trail: &[Level],
    place: &Place,
    held: &mut Vec<Held>,
) -> Option<()> {
    let (level, inner) = trail.split_first()?;
    let children = match (kind, level) {
        (BlockKind::List(list), Level::List { .. }) => {
            held.push(Held::List {
                start: list.start,
                tight: list.tight,
                items: without_last(&list.items),
            });
            let Some((Level::Container { .. }, inner)) = inner.split_first() else {
                return inner.is_empty().then_some(());
            };
            let item = list.items.last()?;
            held.push(Held::Item {
                task: item.task,
                children: without_last(&item.children),
            });
            if inner.is_empty() {
                return Some(());
            }
            return hold(&item.children.last()?.kind, inner, place, held);
        }
        (BlockKind::Quote(children), Level::Container { .. }) => {
            held.push(Held::Quote(None, without_last(children)));
            children
        }
        (BlockKind::Alert { kind, children }, Level::Container { .. }) => {
            held.push(Held::Quote(Some(*kind), without_last(children)));
            children
        }
        (BlockKind::Footnote { label, children }, Level::Container { .. }) => {
            held.push(Held::Footnote(label.clone(), without_last(children)));
            children
        }
        (BlockKind::Table(table), Level::Table { .. }) => {
            held.push(Held::Table {
                alignments: table.alignments.clone(),
                header: Rc::clone(&table.header),
                rows: without_last(&table.rows),
            });
            return Some(());
        }
        (BlockKind::Code(code), Level::Lines { kind, .. }) => {
            held.push(Held::Code {
                header: Code {
                    text: CodeText::default(),
                    ..code.clone()
                },
                lines: code.text.without_last(place.lines_behind),
                placeholders: usize::from(*kind == LinesKind::Indented),
            });
            return Some(());
        }
        (BlockKind::Html(source), Level::Lines { .. }) => {
            held.push(Held::Html(source.without_last(place.lines_behind)));
            return Some(());
        }
        (BlockKind::Paragraph(pieces), Level::Words { .. }) => {
            held.push(Held::Words(pieces.clone()));
            return Some(());
        }
        _ => return None,
    };
    if inner.is_empty() {
        return Some(());
    }
    hold(&children.last()?.kind, inner, place, held)
}

/// The block that `rest` completes, `None` where it is no continuation of what is held.
pub(super) fn graft(held: &[Held], rest: BlockKind) -> Option<BlockKind> {
    let (level, inner) = held.split_first()?;
    Some(match (level, rest) {
        (
            Held::List {
                start,
                tight,
                items,
            },
            BlockKind::List(rest),
        ) => {
            let mut items = items.clone();
            let mut parts = rest.items.into_parts();
            if let Some((Held::Item { task, children }, inner)) = inner.split_first() {
                let item = Rc::unwrap_or_clone(parts.next()?);
                items.push(Rc::new(Item {
                    task: *task,
                    children: graft_children(children, inner, item.children)?,
                }));
            }
            parts.for_each(|item| items.push(item));
            BlockKind::List(List {
                start: *start,
                tight: *tight && rest.tight,
                items,
            })
        }
        (Held::Quote(None, children), BlockKind::Quote(rest)) => {
            BlockKind::Quote(graft_children(children, inner, rest)?)
        }
        (
            Held::Quote(Some(held), children),
            BlockKind::Alert {
                kind,
                children: rest,
            },
        ) if *held == kind => BlockKind::Alert {
            kind,
            children: graft_children(children, inner, rest)?,
        },
        (
            Held::Footnote(held, children),
            BlockKind::Footnote {
                label,
                children: rest,
            },
        ) if *held == label => BlockKind::Footnote {
            label,
            children: graft_children(children, inner, rest)?,
        },
        (
            Held::Table {
                alignments,
                header,
                rows,
            },
            BlockKind::Table(rest),
        ) if *alignments == rest.alignments => {
            let mut rows = rows.clone();
            rest.rows.into_parts().for_each(|row| rows.push(row));
            BlockKind::Table(Table {
                alignments: rest.alignments,
                header: Rc::clone(header),
                rows,
            })
        }
        (
            Held::Code {
                header,
                lines,
                placeholders,
            },
            BlockKind::Code(rest),
        ) => BlockKind::Code(Code {
            text: lengthened(lines, &rest.text, *placeholders),
            ..header.clone()
        }),
        (Held::Html(lines), BlockKind::Html(rest)) => BlockKind::Html(lengthened(lines, &rest, 1)),
        (Held::Words(pieces), BlockKind::Paragraph(rest)) => {
            let mut rest = rest.into_parts();
            let piece = behind_placeholder(Rc::unwrap_or_clone(rest.next()?))?;
            let mut pieces = pieces.clone();
            if !piece.is_empty() {
                pieces.push(Rc::new(piece));
            }
            rest.for_each(|piece| pieces.push(piece));
            BlockKind::Paragraph(pieces)
        }
        _ => return None,
    })
}

/// The blocks of a container whose rest begins with a placeholder.
fn graft_children(held: &Blocks, inner: &[Held], rest: Blocks) -> Option<Blocks> {
    let mut parts = rest.into_parts();
    let placeholder = parts.next()?;
    if !matches!(&placeholder.kind, BlockKind::Heading { level: 1, content } if content.is_empty())
    {
        return None;
    }
    let mut parts = parts.map(|block| {
        let Block { kind, .. } = Rc::unwrap_or_clone(block);
        kind
    });
    let mut blocks = held.clone();
    if !inner.is_empty() {
        blocks.add(graft(inner, parts.next()?)?);
    }
    parts.for_each(|kind| blocks.add(kind));
    Some(blocks)
}

/// The words behind the placeholder of the opening, whose lines and bars they begin with.
fn behind_placeholder(mut piece: Vec<Inline>) -> Option<Vec<Inline>> {
    if matches!(piece.as_slice(), [Inline::Text(x), Inline::SoftBreak, Inline::Text(_), ..] if x == "x")
    {
        piece.drain(..2);
    }
    let Some(Inline::Text(words)) = piece.first_mut() else {
        return None;
    };
    let mut rest = words.strip_prefix('x')?;
    while let Some(behind) = rest.strip_prefix("|x") {
        rest = behind;
    }
    if rest.is_empty() {
        piece.remove(0);
    } else {
        *words = rest.to_owned();
    }
    Some(piece)
}

fn lengthened(lines: &CodeLines, rest: &CodeText, placeholders: usize) -> CodeText {
    let mut lines = lines.clone();
    for line in rest.lines().skip(placeholders) {
        lines.push(line);
    }
    lines.text(None)
}

fn without_last<T: ?Sized>(seq: &Seq<T>) -> Seq<T> {
    let mut seq = seq.clone();
    seq.truncate(seq.len().saturating_sub(1));
    seq
}
