//! What holds for every text, however it is cut into pieces.

use std::rc::Rc;

use proptest::{prelude::*, test_runner::RngSeed};

use super::{
    finished, kinds,
    samples::{CLEAN, WILD},
    show::{show, visible},
    whole,
};
use crate::markdown::{Block, Document};

fn samples() -> impl Iterator<Item = &'static str> {
    CLEAN.iter().chain(WILD).copied()
}

/// Feeds `pieces` and holds what is promised of every step; gives back the finished document.
fn feed<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Document {
    feed_to(Document::finely_cut(), pieces)
}

fn feed_to<'a>(mut document: Document, pieces: impl IntoIterator<Item = &'a str>) -> Document {
    let mut before: Vec<Rc<Block>> = Vec::new();
    for piece in pieces {
        document.push(piece);
        keeps(&before, &document);
        before = document
            .blocks()
            .iter()
            .take(document.settled())
            .cloned()
            .collect();
    }
    document.finish();
    keeps(&before, &document);
    assert_eq!(document.settled(), document.blocks().len());
    document
}

/// Blocks that were settled are the same ones, unless a definition came that concerns them.
pub(super) fn keeps(before: &[Rc<Block>], document: &Document) {
    let defines = document.source().contains("]:");
    for (old, new) in before.iter().zip(document.blocks().iter()) {
        assert_eq!(old.id, new.id);
        if !defines {
            assert!(Rc::ptr_eq(old, new), "{old:?} became {new:?}");
        }
    }
    assert!(document.blocks().len() >= before.len());
}

fn letters(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices()
        .map(|(at, c)| &text[at..at + c.len_utf8()])
}

/// Whole, letter by letter and line by line, a text makes the blocks that the parser reads in it.
fn check(text: &str) {
    let one_shot = kinds(&finished(text));
    let source = text.replace("\r\n", "\n").replace('\r', "\n");
    assert_eq!(one_shot, whole(&source), "one push of {text:?}");
    assert_eq!(one_shot, kinds(&feed(letters(text))), "letters of {text:?}");
    assert_eq!(
        one_shot,
        kinds(&feed(text.split_inclusive('\n'))),
        "lines of {text:?}"
    );
    assert_eq!(
        one_shot,
        kinds(&feed_to(Document::impatient(), letters(text))),
        "letters of {text:?}, read without patience"
    );
}

#[test]
fn samples_do_not_depend_on_how_they_are_cut() {
    samples().for_each(check);
}

#[test]
fn all_samples_in_one_text() {
    check(&CLEAN.join("\n\n"));
    check(&WILD.join("\n\n"));
}

#[test]
fn samples_cut_in_two() {
    for text in samples() {
        let expect = kinds(&finished(text));
        for cut in (0..=text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            assert_eq!(
                kinds(&feed([&text[..cut], &text[cut..]])),
                expect,
                "{text:?} at {cut}"
            );
        }
    }
}

#[test]
fn clean_texts_only_ever_grow() {
    for text in CLEAN {
        let end = visible(finished(text).blocks().iter());
        let mut document = Document::finely_cut();
        let mut shown = String::new();
        for letter in letters(text) {
            document.push(letter);
            let now = visible(document.blocks().iter());
            assert!(
                end.starts_with(&now),
                "{:?} shows {}",
                document.source(),
                show(document.blocks().iter())
            );
            assert!(
                now.len() + 24 >= shown.len(),
                "{:?} lost {shown} to {now}",
                document.source()
            );
            shown = now;
        }
    }
}

#[test]
fn a_snapshot_is_as_good_as_its_deltas() {
    for text in samples() {
        let expect = kinds(&finished(text));
        let mut document = Document::finely_cut();
        for cut in (0..=text.len()).filter(|cut| text.is_char_boundary(*cut)) {
            document.replace(&text[..cut]);
        }
        document.finish();
        assert_eq!(kinds(&document), expect, "{text:?}");
        document.replace("Something **else");
        document.replace(text);
        document.finish();
        assert_eq!(kinds(&document), expect, "{text:?}");
    }
}

#[test]
fn text_behind_the_end_is_not_lost() {
    for text in samples() {
        let cut = (text.len() / 2..=text.len())
            .find(|cut| text.is_char_boundary(*cut))
            .unwrap();
        let mut document = finished(&text[..cut]);
        document.push(&text[cut..]);
        document.finish();
        assert_eq!(kinds(&document), kinds(&finished(text)), "{text:?}");
    }
}

/// Lines and pieces of lines that try every construction against every other.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "# ",
    "## ",
    "---",
    "===",
    "***",
    "```",
    "~~~",
    "`",
    "``",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "[x]",
    "[ ] ",
    "[a]: /u",
    "[a]",
    "[^1]",
    "[^1]: ",
    "|",
    "|---|",
    "| a | b |",
    "<",
    ">",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<b>",
    "&",
    "&amp;",
    "\\",
    "word",
    "two words",
    "é",
    "https://a.b/c",
    "\"t\"",
    "'t'",
    ":",
    "!",
    ".",
    "0",
    "=",
    "<pre>",
    "</pre>",
    "[!NOTE]",
    "$",
    "$$",
    "www.a.b",
    "a@b.cd",
    "@b.cd",
    "mailto:",
    "abcdefghij",
    "中文",
    "，",
    ",",
    "/",
    "ww",
    "#38;",
    "\u{202e}",
    "\r\n",
    "\r",
];

fn generated() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40)
}

/// The same texts at every run; `PROPTEST_CASES` and `PROPTEST_RNG_SEED` look for others.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(0x6d61_726b);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn generated_texts_do_not_depend_on_how_they_are_cut(pieces in generated()) {
        let text = pieces.concat();
        let expect = kinds(&finished(&text));
        prop_assert_eq!(&expect, &whole(&text.replace("\r\n", "\n").replace('\r', "\n")));
        prop_assert_eq!(&expect, &kinds(&feed(pieces)));
        prop_assert_eq!(&expect, &kinds(&feed(letters(&text))));
        prop_assert_eq!(&expect, &kinds(&feed_to(Document::impatient(), letters(&text))));
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        check(&text);
    }
}
