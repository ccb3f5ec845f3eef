//! Markdown as plain text: the words, and as much of their order as letters can show.

use crate::markdown::{Block, BlockKind, Blocks, Document, Inline, List, Table, plain_text};

/// The words of `markdown` without its marks; blocks stand apart, lists keep their bullets and
/// numbers, tables their cells with a tab between.
pub(super) fn plain(markdown: &str) -> String {
    let mut document = Document::new();
    document.push(markdown);
    document.finish();
    blocks(document.blocks(), "\n\n")
}

fn blocks(blocks: &Blocks, between: &str) -> String {
    let texts = blocks.iter().map(|known| block(known));
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(between)
}

fn block(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(pieces) => pieces.iter().map(|piece| words(piece)).collect(),
        BlockKind::Heading { content, .. } => words(content),
        BlockKind::Code(code) => code.text.to_string().trim_end().to_owned(),
        BlockKind::Html(source) => source.to_string().trim_end().to_owned(),
        BlockKind::List(known) => list(known),
        BlockKind::Quote(children) | BlockKind::Alert { children, .. } => blocks(children, "\n\n"),
        BlockKind::Footnote { label, children } => {
            format!("[{label}] {}", blocks(children, "\n\n"))
        }
        BlockKind::Table(known) => table(known),
        BlockKind::Rule => String::new(),
    }
}

/// The words of a line, with the breaks that their author asked for and the addresses of links
/// that do not show them.
fn words(runs: &[Inline]) -> String {
    let texts = runs.iter().map(|run| match run {
        Inline::HardBreak => "\n".to_owned(),
        Inline::Link { url, children, .. } => {
            let (shown, address) = (plain_text(children), url.as_str());
            if shown.is_empty() || address.contains(shown.trim_end_matches('/')) {
                address.to_owned()
            } else {
                format!("{shown} ({address})")
            }
        }
        other => plain_text(std::slice::from_ref(other)),
    });
    texts.collect()
}

fn list(list: &List) -> String {
    let items = (0_u64..).zip(list.items.iter()).map(|(place, item)| {
        let mark = match (item.task, list.start) {
            (Some(true), _) => "[x] ".to_owned(),
            (Some(false), _) => "[ ] ".to_owned(),
            (None, Some(start)) => format!("{}. ", start.saturating_add(place)),
            (None, None) => "- ".to_owned(),
        };
        let text = blocks(&item.children, "\n");
        let indent = " ".repeat(mark.len());
        let mut lines = text.lines();
        let first = format!("{mark}{}", lines.next().unwrap_or_default());
        let rest = lines.map(|line| match line {
            "" => String::new(),
            line => format!("{indent}{line}"),
        });
        std::iter::once(first)
            .chain(rest)
            .collect::<Vec<_>>()
            .join("\n")
    });
    items.collect::<Vec<_>>().join("\n")
}

fn table(table: &Table) -> String {
    let rows = std::iter::once(&table.header).chain(table.rows.iter());
    let rows = rows.map(|row| {
        let cells = row.cells.iter().map(|cell| words(cell));
        cells.collect::<Vec<_>>().join("\t")
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &str) {
        assert_eq!(plain(markdown), expected);
    }

    #[test]
    fn marks_are_left_out_and_order_is_kept() {
        check(
            "# Title\n\nSome **bold** `code`\nin a line.",
            "Title\n\nSome bold code in a line.",
        );
        check(
            "1. one\n2. two\n   - deep\n   - deeper",
            "1. one\n2. two\n   - deep\n   - deeper",
        );
        check("- [x] done\n- [ ] not", "[x] done\n[ ] not");
        check(
            "```rs\nlet x;\n\nlet y;\n```\n\n---\n\nend",
            "let x;\n\nlet y;\n\nend",
        );
        check("|a|b|\n|-|-|\n|1|2|", "a\tb\n1\t2");
        check("> quoted\n\nfree", "quoted\n\nfree");
    }

    #[test]
    fn links_keep_their_addresses() {
        check(
            "[the docs](https://docs.rs/x)",
            "the docs (https://docs.rs/x)",
        );
        check("<https://docs.rs/x>", "https://docs.rs/x");
        check("https://docs.rs", "https://docs.rs");
    }
}
