//! Finds the last place in a paragraph that nothing behind it can reach back across.

mod word;

use std::ops::Range;

use pulldown_cmark::{Event, Options, TagEnd};

use self::word::Word;
use super::{
    options,
    waits::{Mark, Waits, escaped, is_word, run_length},
};
use crate::markdown::repair::destination::{self, Destination};

/// Follows the words of one paragraph.
///
/// What is behind a place changes the reading of what is before it only through a mark that is
/// still waiting for its partner: an opening bracket, a run of `*`, `_` or `~` that may open
/// emphasis, a run of backticks, the start of a tag or address, a destination behind a bracket that
/// closes, or a dollar sign where math is read.
/// A mark that has found its partner is part of a span and no word. So a space between two words
/// is safe when it is in no span and no word before it holds a waiting mark. A mark that has waited
/// for long rather stands for itself: places behind it are safe until its partner comes after all.
/// Line ends are never chosen, because what is behind decides whether they break the line. Where no
/// space comes for long, a place in a word is as good.
#[derive(Debug)]
pub(super) struct Reach<'a> {
    text: &'a str,
    /// How many bytes a mark is waited for.
    patience: usize,
    depth: usize,
    /// Open brackets that are waited for.
    brackets: usize,
    /// Open brackets that have waited for long.
    old_brackets: usize,
    blocked: bool,
    waits: Waits,
    word: Word,
    /// Where the words begin.
    start: Option<usize>,
    safe: Option<Safe>,
}

/// A word that is cut is longer than this many bytes.
const LONG_WORD: usize = 64;

/// A place that nothing behind it reaches back across, but for the partner of a mark that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Safe {
    pub(crate) at: usize,
    pub(crate) waits: Waits,
}

impl<'a> Reach<'a> {
    pub(super) fn new(text: &'a str, patience: usize) -> Self {
        Self {
            text,
            patience,
            depth: 0,
            brackets: 0,
            old_brackets: 0,
            blocked: false,
            waits: Waits::default(),
            word: Word::default(),
            start: None,
            safe: None,
        }
    }

    /// Starts a new paragraph.
    pub(super) fn clear(&mut self) {
        *self = Self::new(self.text, self.patience);
    }

    /// The last safe place so far.
    pub(super) fn safe(&self) -> Option<Safe> {
        self.safe
    }

    /// Takes in an event inside the paragraph.
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                // The words of a reference may yet turn out to be those of a destination.
                let is_link = matches!(tag, TagEnd::Link | TagEnd::Image);
                if is_link && self.text.as_bytes().get(range.end.wrapping_sub(1)) == Some(&b']') {
                    self.destination(range.end);
                }
            }
            Event::Text(_) => self.words(range),
            _ => self.word.take(event),
        }
    }

    fn words(&mut self, range: &Range<usize>) {
        let Some(words) = self.text.get(range.clone()) else {
            self.blocked = true;
            return;
        };
        for (offset, c) in words.char_indices() {
            let at = range.start + offset;
            let start = *self.start.get_or_insert(at);
            match c {
                '[' | ']' if escaped(self.text, at) => {}
                '[' if self.is_old(at) => self.old_brackets += 1,
                '[' => self.brackets += 1,
                ']' => self.close_bracket(at),
                '*' | '_' | '~' | '`' | '<' | '$'
                    if !escaped(self.text, at) && self.waits(c, at) =>
                {
                    self.wait(c, at);
                }
                ' ' if self.is_free() && self.between_words(at) => self.cut(at, false),
                _ if at - self.safe.map_or(start, |safe| safe.at) > self.long_word()
                    && self.is_free()
                    && self.word.can_be_cut(&self.text[..at], c) =>
                {
                    self.cut(at, word::begins_mail(c));
                }
                _ => {}
            }
            self.word.letter(&self.text[..at], c);
        }
    }

    /// Whether nothing that is open holds what comes now.
    fn is_free(&self) -> bool {
        self.depth == 0 && !self.blocked && self.brackets == 0
    }

    fn long_word(&self) -> usize {
        LONG_WORD.min(self.patience)
    }

    fn cut(&mut self, at: usize, in_mail: bool) {
        let mut waits = self.waits;
        if self.old_brackets > 0 {
            waits.add(Mark::Bracket);
        }
        if in_mail {
            waits.add(Mark::Mail);
        }
        self.safe = Some(Safe { at, waits });
    }

    fn is_old(&self, at: usize) -> bool {
        self.text.len() - at > self.patience
    }

    fn wait(&mut self, c: char, at: usize) {
        if !self.is_old(at) {
            self.blocked = true;
        } else if let Some(mark) = Mark::of(c) {
            self.waits.add(mark);
        } else {
            self.waits.add_ticks(run_length(&self.text[at..], c));
        }
    }

    fn close_bracket(&mut self, at: usize) {
        if self.brackets > 0 {
            self.brackets -= 1;
        } else {
            self.old_brackets = self.old_brackets.saturating_sub(1);
        }
        self.blocked |= at + 1 == self.text.len();
        self.destination(at + 1);
    }

    /// Waits for the end of the destination that may begin at `at`, right behind a bracket.
    fn destination(&mut self, at: usize) {
        let Some(behind) = self.text.get(at..).filter(|behind| behind.starts_with('(')) else {
            return;
        };
        if destination::scan(behind) == Destination::None {
            return;
        }
        if self.is_old(at) {
            self.waits.add(Mark::Parenthesis);
        } else {
            self.blocked = true;
        }
    }

    /// Whether the unpaired mark `c` may find a partner behind it.
    fn waits(&self, c: char, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(c);
        let next = rest.chars().next();
        match c {
            '`' => !self.text[..at].ends_with('`') || escaped(self.text, at - 1),
            '$' => options().contains(Options::ENABLE_MATH),
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '_' => {
                let before = self.text[..at].trim_end_matches(c).chars().next_back();
                let inside = before.is_some_and(is_word) && next.is_some_and(is_word);
                !inside && next.is_none_or(|next| !next.is_whitespace())
            }
            _ => next.is_none_or(|next| !next.is_whitespace()),
        }
    }

    fn between_words(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && c != '\\')
            && after.is_some_and(|c| !c.is_whitespace())
    }
}
