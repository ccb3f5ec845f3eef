//! Writes blocks down in one line, for comparing.

use std::{fmt::Write as _, rc::Rc};

use crate::markdown::{Block, BlockKind, Inline};

/// Every block in a notation close to HTML.
pub(super) fn show<'a>(blocks: impl IntoIterator<Item = &'a Rc<Block>>) -> String {
    blocks.into_iter().map(|block| one(&block.kind)).collect()
}

/// The same of blocks that have no names yet.
pub(super) fn show_kinds(kinds: &[BlockKind]) -> String {
    kinds.iter().map(one).collect()
}

fn one(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Paragraph(pieces) => {
            let words: String = pieces.iter().map(|piece| runs(piece)).collect();
            format!("<p>{words}</p>")
        }
        BlockKind::Heading { level, content } => format!("<h{level}>{}</h{level}>", runs(content)),
        BlockKind::Code(code) => format!("<pre {:?}>{}</pre>", code.info, code.text),
        BlockKind::Quote(children) => format!("<quote>{}</quote>", show(children.iter())),
        BlockKind::Alert { kind, children } => {
            format!("<{kind:?}>{}</{kind:?}>", show(children.iter()))
        }
        BlockKind::Rule => "<hr>".to_owned(),
        BlockKind::Html(source) => format!("<html>{source}</html>"),
        BlockKind::Footnote { label, children } => {
            format!("<footnote {label}>{}</footnote>", show(children.iter()))
        }
        BlockKind::List(list) => {
            let mut text = format!(
                "<list {:?}{}>",
                list.start,
                if list.tight { "" } else { " loose" }
            );
            for item in list.items.iter() {
                let task = item
                    .task
                    .map_or("", |done| if done { "[x] " } else { "[ ] " });
                write!(text, "<li>{task}{}</li>", show(item.children.iter())).unwrap();
            }
            text + "</list>"
        }
        BlockKind::Table(table) => {
            let mut text = format!("<table {:?}>", table.alignments);
            for row in std::iter::once(&table.header).chain(table.rows.iter()) {
                let cells: Vec<String> = row.cells.iter().map(|cell| runs(cell)).collect();
                write!(text, "<tr>{}</tr>", cells.join("|")).unwrap();
            }
            text + "</table>"
        }
    }
}

fn runs(content: &[Inline]) -> String {
    content.iter().map(run).collect()
}

fn run(run: &Inline) -> String {
    match run {
        Inline::Text(words) => words.clone(),
        Inline::Code(code) => format!("<code>{code}</code>"),
        Inline::Emphasis(content) => format!("<em>{}</em>", runs(content)),
        Inline::Strong(content) => format!("<b>{}</b>", runs(content)),
        Inline::Strikethrough(content) => format!("<s>{}</s>", runs(content)),
        Inline::Link {
            url,
            title,
            children,
        } => match title {
            Some(title) => format!("<a {} {title:?}>{}</a>", url.as_str(), runs(children)),
            None => format!("<a {}>{}</a>", url.as_str(), runs(children)),
        },
        Inline::Image { url, alt, .. } => format!("<img {} {alt:?}>", url.as_str()),
        Inline::SoftBreak => "\n".to_owned(),
        Inline::HardBreak => "<br>".to_owned(),
        Inline::Html(source) => format!("<html>{source}</html>"),
        Inline::FootnoteRef(label) => format!("<ref {label}>"),
        #[cfg(feature = "math")]
        Inline::Math { source, display } => {
            let tag = if *display { "display" } else { "math" };
            format!("<{tag}>{source}</{tag}>")
        }
    }
}

/// The words that a reader sees, without spaces and line ends.
pub(super) fn visible<'a>(blocks: impl IntoIterator<Item = &'a Rc<Block>>) -> String {
    let mut text = String::new();
    for block in blocks {
        words(&block.kind, &mut text);
    }
    text.retain(|c| !c.is_whitespace());
    text
}

fn words(kind: &BlockKind, text: &mut String) {
    match kind {
        BlockKind::Paragraph(pieces) => {
            for piece in pieces.iter() {
                text.push_str(&crate::markdown::plain_text(piece));
            }
        }
        BlockKind::Heading { content, .. } => {
            text.push_str(&crate::markdown::plain_text(content));
        }
        BlockKind::Code(code) => text.push_str(&code.text.to_string()),
        BlockKind::Quote(children)
        | BlockKind::Alert { children, .. }
        | BlockKind::Footnote { children, .. } => {
            for child in children.iter() {
                words(&child.kind, text);
            }
        }
        BlockKind::List(list) => {
            let children = list.items.iter().flat_map(|item| item.children.iter());
            children.for_each(|child| words(&child.kind, text));
        }
        BlockKind::Table(table) => {
            for row in std::iter::once(&table.header).chain(table.rows.iter()) {
                row.cells
                    .iter()
                    .for_each(|cell| text.push_str(&crate::markdown::plain_text(cell)));
            }
        }
        BlockKind::Rule => {}
        BlockKind::Html(source) => text.push_str(&source.to_string()),
    }
}
