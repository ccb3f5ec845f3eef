//! Writes blocks as the HTML of the specifications, for comparing with their examples.

use std::fmt::Write as _;

use crate::markdown::{Alignment, Block, BlockKind, Blocks, Code, Inline, List, Row, Table};

/// The blocks as a reference implementation writes them, source that looks like HTML as it stands.
pub(super) fn html(blocks: &Blocks) -> String {
    let mut page = Page::default();
    page.blocks(blocks, false);
    page.0
}

#[derive(Debug, Default)]
struct Page(String);

impl Page {
    fn line(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }

    fn put(&mut self, text: &str) {
        self.0.push_str(text);
    }

    fn blocks(&mut self, blocks: &Blocks, tight: bool) {
        blocks.iter().for_each(|block| self.block(block, tight));
    }

    fn block(&mut self, block: &Block, tight: bool) {
        match &block.kind {
            BlockKind::Paragraph(pieces) if tight => {
                pieces.iter().for_each(|piece| self.runs(piece));
            }
            BlockKind::Paragraph(pieces) => {
                self.line();
                self.put("<p>");
                pieces.iter().for_each(|piece| self.runs(piece));
                self.put("</p>\n");
            }
            BlockKind::Heading { level, content } => {
                self.line();
                write!(self.0, "<h{level}>").unwrap();
                self.runs(content);
                writeln!(self.0, "</h{level}>").unwrap();
            }
            BlockKind::Code(code) => self.code(code),
            BlockKind::List(list) => self.list(list),
            BlockKind::Quote(children)
            | BlockKind::Alert { children, .. }
            | BlockKind::Footnote { children, .. } => {
                self.line();
                self.put("<blockquote>\n");
                self.blocks(children, false);
                self.line();
                self.put("</blockquote>\n");
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => {
                self.line();
                self.put("<hr />\n");
            }
            BlockKind::Html(source) => {
                self.line();
                self.put(&source.to_string());
                self.line();
            }
        }
    }

    fn code(&mut self, code: &Code) {
        self.line();
        self.put("<pre><code");
        if let Some(language) = code
            .info
            .split([' ', '\t'])
            .next()
            .filter(|word| !word.is_empty())
        {
            write!(self.0, " class=\"language-{}\"", escaped(language)).unwrap();
        }
        self.put(">");
        for line in code.text.lines() {
            self.put(&escaped(line));
            self.put("\n");
        }
        self.put("</code></pre>\n");
    }

    fn list(&mut self, list: &List) {
        self.line();
        match list.start {
            None => self.put("<ul>\n"),
            Some(1) => self.put("<ol>\n"),
            Some(start) => writeln!(self.0, "<ol start=\"{start}\">").unwrap(),
        }
        for item in list.items.iter() {
            self.line();
            self.put("<li>");
            if let Some(done) = item.task {
                let done = if done { "checked=\"\" " } else { "" };
                write!(self.0, "<input {done}disabled=\"\" type=\"checkbox\"> ").unwrap();
            }
            self.blocks(&item.children, list.tight);
            self.put("</li>\n");
        }
        self.put(if list.start.is_some() {
            "</ol>\n"
        } else {
            "</ul>\n"
        });
    }

    fn table(&mut self, table: &Table) {
        self.line();
        self.put("<table>\n<thead>\n");
        self.row(&table.header, "th", &table.alignments);
        self.put("</thead>\n");
        if !table.rows.is_empty() {
            self.put("<tbody>\n");
            for row in table.rows.iter() {
                self.row(row, "td", &table.alignments);
            }
            self.put("</tbody>\n");
        }
        self.put("</table>\n");
    }

    fn row(&mut self, row: &Row, tag: &str, alignments: &[Alignment]) {
        self.put("<tr>\n");
        for (cell, alignment) in row.cells.iter().zip(alignments) {
            let align = match alignment {
                Alignment::Unset => "",
                Alignment::Start => " align=\"left\"",
                Alignment::Center => " align=\"center\"",
                Alignment::End => " align=\"right\"",
            };
            write!(self.0, "<{tag}{align}>").unwrap();
            self.runs(cell);
            writeln!(self.0, "</{tag}>").unwrap();
        }
        self.put("</tr>\n");
    }

    fn runs(&mut self, runs: &[Inline]) {
        for run in runs {
            self.run(run);
        }
    }

    fn run(&mut self, run: &Inline) {
        let around = |page: &mut Self, tag: &str, runs: &[Inline]| {
            write!(page.0, "<{tag}>").unwrap();
            page.runs(runs);
            write!(page.0, "</{tag}>").unwrap();
        };
        match run {
            Inline::Text(words) => self.put(&escaped(words)),
            Inline::Code(code) => {
                let code = escaped(code);
                write!(self.0, "<code>{code}</code>").unwrap();
            }
            Inline::Emphasis(runs) => around(self, "em", runs),
            Inline::Strong(runs) => around(self, "strong", runs),
            Inline::Strikethrough(runs) => around(self, "del", runs),
            Inline::Link {
                url,
                title,
                children,
            } => {
                let title = titled(title.as_deref());
                write!(self.0, "<a href=\"{}\"{title}>", address(url.as_str())).unwrap();
                self.runs(children);
                self.put("</a>");
            }
            Inline::Image { url, alt, title } => {
                let (url, alt) = (address(url.as_str()), escaped(alt));
                let title = titled(title.as_deref());
                write!(self.0, "<img src=\"{url}\" alt=\"{alt}\"{title} />").unwrap();
            }
            Inline::SoftBreak => self.put("\n"),
            Inline::HardBreak => self.put("<br />\n"),
            Inline::Html(source) => self.put(source),
            Inline::FootnoteRef(label) => self.put(label),
            #[cfg(feature = "math")]
            Inline::Math { source, .. } => self.put(&escaped(source)),
        }
    }
}

fn titled(title: Option<&str>) -> String {
    title.map_or_else(String::new, |title| {
        format!(" title=\"{}\"", escaped(title))
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// An address with everything encoded that may not stand in one.
fn address(url: &str) -> String {
    let mut text = String::new();
    for byte in url.bytes() {
        match byte {
            b'&' => text.push_str("&amp;"),
            b'\'' => text.push_str("&#x27;"),
            b if b.is_ascii_alphanumeric() || b"-_.+!*(),%#@?=;:/,$~".contains(&b) => {
                text.push(char::from(b));
            }
            b => write!(text, "%{b:02X}").unwrap(),
        }
    }
    text
}
