//! What holds at every step of a text that arrives in pieces: the examples of the specifications and
//! the answers of real agents.

use super::{
    examples::{answers, examples},
    finished,
    properties::keeps,
    show::{show, show_kinds, visible},
    whole,
};
use crate::markdown::{Document, definitions::Definitions, read::read};

/// Numbers that look thrown, the same at every run.
#[derive(Debug)]
struct Dice(u64);

impl Dice {
    fn up_to(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap() + 1
    }
}

/// `text` in pieces of one to `most` letters.
fn pieces<'a>(text: &'a str, most: usize, dice: &mut Dice) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let letters = dice.up_to(most);
        let end = rest
            .char_indices()
            .nth(letters)
            .map_or(rest.len(), |(at, _)| at);
        let (piece, behind) = rest.split_at(end);
        pieces.push(piece);
        rest = behind;
    }
    pieces
}

/// The letters and figures that a reader sees.
fn letters(document: &Document) -> String {
    let mut text = visible(document.blocks().iter());
    text.retain(char::is_alphanumeric);
    text
}

/// Feeds `pieces` and holds at every step that
/// - blocks that were settled are still the same,
/// - the settled part is what one parse of its text gives,
/// - the words shown are those of the text so far, but for some at its end: none is lost or doubled,
/// - and none is held back where no mark is near.
///
/// At the end the whole document is what one parse gives.
fn feed(document: Document, pieces: &[&str]) {
    follow(document, pieces, told_whole);
}

/// The same, but for the words: marks soon stand for themselves here.
fn settle(document: Document, pieces: &[&str]) {
    follow(document, pieces, |_| {});
}

fn follow(mut document: Document, pieces: &[&str], at_each_step: fn(&Document)) {
    let mut before = Vec::new();
    let mut told = 0;
    for piece in pieces {
        document.push(piece);
        keeps(&before, &document);
        let settled = document.settled();
        before = document.blocks().iter().take(settled).cloned().collect();
        if settled > told {
            // A definition that is still open may count already.
            let texts = [document.closed_source(), document.source()];
            let read = texts.map(|text| first(text, settled));
            assert!(read.contains(&show(before.iter())), "{read:?} {document:?}");
            told = settled;
        }
        at_each_step(&document);
    }
    let text = document.source().to_owned();
    document.finish();
    keeps(&before, &document);
    assert_eq!(show(document.blocks().iter()), whole(&text), "{text:?}");
}

/// The first blocks of `text`, read in one go.
fn first(text: &str, blocks: usize) -> String {
    let tops = read(text, &Definitions::default()).tops;
    let kinds: Vec<_> = tops.into_iter().take(blocks).map(|top| top.kind).collect();
    show_kinds(&kinds)
}

/// The words shown are those of the text, but for what is held back at its end.
fn told_whole(document: &Document) {
    let source = document.source();
    // A definition hides the labels that it gives a meaning to, as soon as it is settled.
    if source.contains("]:") {
        return;
    }
    let shown = letters(document);
    let there = letters(&finished(source));
    // An open code span is shown closed, and means its words literally.
    let closed = || ["`", "``", "```"].map(|ticks| letters(&finished(&format!("{source}{ticks}"))));
    assert!(
        there.starts_with(&shown) || closed().iter().any(|there| there.starts_with(&shown)),
        "{source:?} shows {shown:?} of {there:?}"
    );
    let block = source
        .rsplit_once("\n\n")
        .map_or(source, |(_, block)| block);
    let plain = |c: char| c.is_alphabetic() || c.is_whitespace() || ",;".contains(c);
    if block.starts_with(char::is_alphabetic) && block.chars().all(plain) {
        assert_eq!(shown, there, "{source:?}");
    }
}

fn check(text: &str, dice: &mut Dice) {
    feed(Document::finely_cut(), &pieces(text, 1, dice));
    feed(Document::finely_cut(), &pieces(text, 6, dice));
    settle(Document::impatient(), &pieces(text, 1, dice));
    settle(Document::impatient(), &pieces(text, 9, dice));
    feed(Document::new(), &pieces(text, 40, dice));
}

#[test]
fn examples_at_every_prefix() {
    let mut dice = Dice(0x6d61_726b);
    for name in ["commonmark", "gfm"] {
        for example in examples(name) {
            check(&example.markdown, &mut dice);
        }
    }
}

#[test]
fn answers_at_every_prefix() {
    let mut dice = Dice(0x646f_776e);
    for text in answers() {
        // One parse at every letter of a long text takes too long.
        if text.len() < 1_500 {
            check(&text, &mut dice);
        } else {
            feed(Document::new(), &pieces(&text, 200, &mut dice));
            feed(Document::new(), &pieces(&text, 400, &mut dice));
        }
    }
}
