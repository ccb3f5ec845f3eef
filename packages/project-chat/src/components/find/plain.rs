//! The words of a markdown text as they are read on the screen.

use crate::markdown::{Block, BlockKind, Blocks, Document, plain_text};

/// The words of `markdown`, a line a block.
pub(super) fn plain(markdown: &str) -> String {
    let mut document = Document::new();
    document.push(markdown);
    document.finish();
    let mut text = String::new();
    for block in document.blocks().iter() {
        write(block, &mut text);
    }
    text
}

fn write(block: &Block, text: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(pieces) => {
            for piece in pieces.iter() {
                text.push_str(&plain_text(piece));
            }
        }
        BlockKind::Heading { content, .. } => text.push_str(&plain_text(content)),
        BlockKind::Code(code) => text.push_str(&code.text.to_string()),
        BlockKind::Html(source) => text.push_str(&source.to_string()),
        BlockKind::Rule => {}
        BlockKind::List(list) => {
            for item in list.items.iter() {
                write_all(&item.children, text);
            }
        }
        BlockKind::Quote(children)
        | BlockKind::Alert { children, .. }
        | BlockKind::Footnote { children, .. } => write_all(children, text),
        BlockKind::Table(table) => {
            for row in std::iter::once(&table.header).chain(table.rows.iter()) {
                for cell in &row.cells {
                    text.push_str(&plain_text(cell));
                    text.push('\n');
                }
            }
        }
    }
    text.push('\n');
}

fn write_all(blocks: &Blocks, text: &mut String) {
    for block in blocks.iter() {
        write(block, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_read() {
        let text = plain(
            "Some **bold** `code`.\n\n- [a](https://a.b) b\n\n```rs\nlet x;\n```\n\n|t|\n|-|\n|u|\n",
        );
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Some bold code.", "a b", "let x;", "t", "u"]);
    }
}
