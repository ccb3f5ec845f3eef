//! Whether a long word can be cut, such as a line of base 64, minified JSON or Chinese.

use pulldown_cmark::Event;

use crate::markdown::autolink::{ADDRESS_STARTS, ends_address, ends_with};

/// Follows the words of a paragraph, of which bare addresses are never cut.
#[derive(Debug, Default)]
pub(super) struct Word {
    /// Whether what was read last belongs to a bare address, or may.
    in_address: bool,
}

/// The most bytes from the `&` of a character reference to its end.
const LONGEST_REFERENCE: usize = 40;

impl Word {
    /// Takes in that `event` comes between words, or in place of one.
    pub(super) fn take(&mut self, event: &Event<'_>) {
        if matches!(event, Event::SoftBreak | Event::HardBreak) {
            self.in_address = false;
        }
    }

    /// Takes in `c`, which stands behind `before`.
    pub(super) fn letter(&mut self, before: &str, c: char) {
        if ends_address(c) {
            self.in_address = false;
        } else if c == '@'
            || ADDRESS_STARTS
                .iter()
                .any(|start| completes(before, c, start))
        {
            self.in_address = true;
        }
    }

    /// Whether nothing behind `c` changes how what is `before` it reads, and nothing before it how
    /// it reads itself, but for an `@` behind letters that a mail address may begin with.
    pub(super) fn can_be_cut(&self, before: &str, c: char) -> bool {
        let fits = before.chars().next_back().is_some_and(|last| {
            last.is_ascii_alphanumeric()
                || is_ideograph(last)
                || ",;:=/+-.\"'(){}%".contains(last)
                || matches!(last, '\u{3001}'..='\u{303f}' | '\u{ff00}'..='\u{ff65}')
        });
        (c.is_ascii_alphanumeric() || is_ideograph(c))
            && fits
            && !self.in_address
            && !ADDRESS_STARTS
                .iter()
                .any(|start| continues(before, c, start))
            && !in_reference(before)
    }
}

/// Whether `c` may stand in a mail address in front of its `@`.
pub(super) fn begins_mail(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Letters that stand in words of any length, and that no mark behind them changes.
fn is_ideograph(c: char) -> bool {
    matches!(
        c,
        '\u{3041}'..='\u{3096}'
            | '\u{30a1}'..='\u{30fa}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether `c` is the last letter of an address' `start` that is otherwise there.
fn completes(before: &str, c: char, start: &str) -> bool {
    let last = start.len() - c.len_utf8();
    start.get(last..).is_some_and(|end| end.starts_with(c)) && ends_with(before, &start[..last])
}

/// Whether `c` is a letter of an address' `start` whose letters before it are there.
fn continues(before: &str, c: char, start: &str) -> bool {
    let places = start.match_indices(c.to_ascii_lowercase());
    places.into_iter().any(|(place, _)| {
        let begun = &start[..place];
        let is_begun = ends_with(before, begun);
        is_begun && !before[..before.len() - place].ends_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// Whether `before` may end in a character reference that goes on.
fn in_reference(before: &str) -> bool {
    let letters = before.bytes().rev().take(LONGEST_REFERENCE);
    let mut rest = letters.skip_while(|b| b.is_ascii_alphanumeric() || *b == b'#');
    rest.next() == Some(b'&')
}
