//! What a push costs does not depend on how much text there is already.

use std::rc::Rc;

use super::show::visible;
use crate::markdown::{Block, BlockKind, Document, plain_text, read};

/// A document of `text`, given in pieces of so many letters; the bytes that the parser was given at
/// each push.
fn costs(text: &str, piece: usize) -> (Document, Vec<usize>) {
    let mut document = Document::new();
    let mut costs = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    for piece in letters.chunks(piece) {
        read::take_count();
        document.push(&piece.iter().collect::<String>());
        costs.push(read::take_count());
    }
    (document, costs)
}

/// A push late in a long text costs no more than one early in it, but for where lines end in pieces.
fn check(opening: &str, repeated: &str) {
    check_some(600, opening, repeated);
}

fn check_some(times: usize, opening: &str, repeated: &str) {
    let text = format!("{opening}{}", repeated.repeat(times));
    let (mut document, costs) = costs(&text, 7);
    let most = |costs: &[usize]| costs.iter().copied().max().unwrap();
    let tenth = costs.len() / 10;
    let early = most(&costs[tenth..2 * tenth]);
    let late = most(&costs[9 * tenth..]);
    assert!(
        late <= 2 * early + 8,
        "{early} bytes, then {late}: {opening:?} {repeated:?}"
    );
    let before = document.blocks().clone();
    document.finish();
    keeps(&before, &document);
}

/// What is shown when the text ends is what was shown before, but for its last few parts.
fn keeps(before: &super::super::Blocks, document: &Document) {
    let last = |block: &Rc<Block>| match &block.kind {
        BlockKind::List(list) => addresses(list.items.iter()),
        BlockKind::Table(table) => addresses(table.rows.iter()),
        BlockKind::Paragraph(pieces) => addresses(pieces.iter()),
        BlockKind::Code(code) => addresses(code.text.chunks().iter()),
        BlockKind::Html(source) => addresses(source.chunks().iter()),
        BlockKind::Quote(children)
        | BlockKind::Alert { children, .. }
        | BlockKind::Footnote { children, .. } => addresses(children.iter()),
        _ => Vec::new(),
    };
    let (old, new) = (
        before.last().unwrap(),
        document.blocks().get(before.len() - 1).unwrap(),
    );
    assert_eq!(old.id, new.id);
    let (old, new) = (last(old), last(new));
    let kept = old.len().saturating_sub(2);
    assert_eq!(old[..kept], new[..kept], "{}", visible(before.iter()));
}

fn addresses<'a, T: ?Sized + 'a>(parts: impl Iterator<Item = &'a Rc<T>>) -> Vec<*const ()> {
    parts.map(|part| Rc::as_ptr(part).cast()).collect()
}

#[test]
fn words() {
    check("Once ", "and again `code` and **more** of it, ");
    check(
        "Once\n",
        "and again *words* that\nfill [lines](https://a.b) of text\n",
    );
    check("- Once ", "and again `code` and **more** of it, ");
    check("> Once ", "and again `code` and **more** of it, ");
    check("1. - > Once ", "and again `code` and **more** of it, ");
    check("[^1]: Once ", "and again `code` and **more** of it, ");
}

/// No piece of a paragraph is long, whether its words came bit by bit, at once, or first at once.
#[test]
fn pieces() {
    for words in [
        "and again `code` and **more** of it, ",
        "word\n",
        "abcdefgh",
        "中文没有空格",
    ] {
        let text = format!("Once {}", words.repeat(2_000));
        let letters: Vec<char> = text.chars().collect();
        for at_once in [letters.len(), letters.len() / 2, 5] {
            let mut document = Document::new();
            let (first, rest) = letters.split_at(at_once);
            for piece in [first].into_iter().chain(rest.chunks(5)) {
                document.push(&piece.iter().collect::<String>());
            }
            let block = document.blocks().get(0).unwrap();
            let BlockKind::Paragraph(pieces) = &block.kind else {
                panic!("{block:?}");
            };
            let most = pieces.iter().map(|piece| plain_text(piece).len()).max();
            assert!(most < Some(4_096), "{most:?} of {}", text.len());
        }
    }
}

#[test]
fn words_behind_a_mark_without_partner() {
    for mark in [
        "*stray",
        "**stray",
        "_stray",
        "~~stray",
        "[stray",
        "![stray",
        "`stray",
        "<stray",
        "<!--stray",
        "$stray",
        "a*stray",
        "[^stray",
        "[stray](https://a.b",
        "<https://stray",
    ] {
        check_some(
            200,
            &format!("Once {mark} "),
            "and again `some code` and **more** of it, ",
        );
    }
    check_some(
        200,
        "Once *stray ",
        "and again [words](https://a.b) that\nfill lines\n",
    );
    check("Once ", "and *again some [more of the `words ");
    for mark in ["**bold", "`code", "[stray", "<stray", "\\", "&stray"] {
        check_some(
            200,
            &format!("- Once\n- {mark} "),
            "and again some more of the words ",
        );
    }
}

#[test]
fn lists() {
    check("", "- an item of some **words**\n");
    check("", "1. an item of some **words**\n");
    check("", "- an item\n\n  of two paragraphs\n\n");
    check("", "- [x] a task\n");
    check("- outer\n", "  - inner `item`\n");
    check("- outer\n  1. inner\n", "     * innermost item\n");
    check("", "- outer\n  - inner\n    - innermost\n");
    check("- outer\n\n", "  a paragraph\n\n");
}

#[test]
fn tables() {
    check("| a | b |\n|---|---|\n", "| c | **d** |\n");
    check("- | a | b |\n  |---|---|\n", "  | c | **d** |\n");
    check("> | a | b |\n> |---|---|\n", "> | c | **d** |\n");
}

#[test]
fn containers() {
    check("", "> quoted words\n>\n");
    check("", "> - an item\n");
    check("> [!NOTE]\n", "> a paragraph\n>\n");
    check("> [!NOTE]\n", "> - an item\n");
    check("[^1]: words\n\n", "    more words\n\n");
    check("[^1]: words\n\n", "    - an item\n");
}

#[test]
fn lines() {
    check("```rust\n", "let a = 1;\n");
    check("- ```rust\n", "  let a = 1;\n");
    check("> ~~~\n", "> let a = 1;\n");
    check("", "    let a = 1;\n");
    check("<div>\n", "source that is shown\n");
    check("<!--\n", "source\n\nthat is shown\n\n");
}

#[test]
fn blocks() {
    check("", "A paragraph of **words**.\n\n");
    check(
        "",
        "## A heading\n\nWords.\n\n- item\n- item\n\n```\ncode\n```\n\n",
    );
}

#[test]
fn words_without_a_space() {
    let base64 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ+5/=";
    for opening in [
        "Once ",
        "- Once ",
        "> ",
        "[^1]: ",
        "Once https://a.b ",
        "Once *stray ",
    ] {
        check_some(200, opening, "abcdefghijklmnopqrstuvwxyz");
        check_some(200, opening, base64);
    }
    check("", "{\"a\":1,\"bcd\":[1,2],\"e\":\"f\"},");
    check("", "中文没有空格的段落也很长");
    check("", "中文没有空格，的**段落**也`很长`。");
    check("", "日本語のテキストには空白がない。https://a.b/c、");
    check("", "word\n");
    check("- item\n  ", "src/main.rs\n  ");
    check_some(200, "Once ![a](data:image/png;base64,", base64);
}

/// Of what can be neither settled nor cut, and is therefore read whole, the second half of a text
/// costs about twice what the quarter before it did, as if each letter cost the same.
fn check_steps(opening: &str, repeated: &str) {
    let text = format!("{opening}{}", repeated.repeat(16_000 / repeated.len()));
    let (_, costs) = costs(&text, 31);
    let half = costs.len() / 2;
    let sum = |costs: &[usize]| costs.iter().sum::<usize>();
    let (quarter, rest) = (sum(&costs[half / 2..half]), sum(&costs[half..]));
    assert!(
        rest <= 3 * quarter,
        "{quarter} bytes, then {rest}: {opening:?} {repeated:?}"
    );
}

#[test]
fn what_cannot_be_cut() {
    // An address is one link.
    check_steps("Once https://a.b/", "abcdefghijklmnopqrstuvwxyz");
    check_steps("Once [a](https://a.b/", "abcdefghijklmnopqrstuvwxyz");
    check_steps("Once www.a.b/", "abcdefghijklmnopqrstuvwxyz");
    check_steps("Once a@", "abcdefghijklmnopqrstuvwxyz");
    // Code, a heading and a cell are one run of words, a tag is one piece of source.
    check_steps("Once <a b=\"", "abcdefghijklmnopqrstuvwxyz");
    check_steps("# Once ", "and again some more ");
    check_steps("| a | b |\n|---|---|\n| ", "and again some more ");
    // A line of code is not parted.
    check_steps("- ```\n  ", "and again some more ");
    check_steps("> ```\n> ", "and again some more ");
    check_steps("    ", "and again some more ");
    check_steps("<div>", "and again some more ");
    check_steps("<!-- ", "and again some more ");
    // Marks in a row belong together, and so do definitions.
    check_steps("", "*a*");
    check_steps("", "[a](b)");
    check_steps("", "&amp;");
    check_steps("", "| a ");
    check_steps("", "ไทยไม่มีช่องว่าง");
    check_steps("", "[abc]: https://a.b\n");
    check_steps("", "> lazy\nlines\n");
}
