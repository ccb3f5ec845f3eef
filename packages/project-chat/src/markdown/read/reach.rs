//! Finds the last place in a paragraph that nothing behind it can reach back across.

use std::ops::Range;

use pulldown_cmark::{Event, Options};

use super::options;
use crate::markdown::repair::destination::{self, Destination};

/// Follows the words of one paragraph.
///
/// What is behind a place changes the reading of what is before it only through a mark that is
/// still waiting for its partner: an opening bracket, a run of `*`, `_` or `~` that may open
/// emphasis, a run of backticks, the start of a tag or address, a destination behind a bracket that
/// closes, or a dollar sign where math is read.
/// A mark that has found its partner is part of a span and no word. So a space between two words
/// is safe when it is in no span and no word before it holds a waiting mark. Line ends are never
/// chosen, because what is behind decides whether they break the line.
#[derive(Debug)]
pub(super) struct Reach<'a> {
    text: &'a str,
    depth: usize,
    brackets: usize,
    blocked: bool,
    safe: Option<usize>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            depth: 0,
            brackets: 0,
            blocked: false,
            safe: None,
        }
    }

    /// Starts a new paragraph.
    pub(super) fn clear(&mut self) {
        *self = Self::new(self.text);
    }

    /// The last safe place so far.
    pub(super) fn safe(&self) -> Option<usize> {
        self.safe
    }

    /// Takes in an event inside the paragraph.
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Text(_) => self.words(range),
            _ => {}
        }
    }

    fn words(&mut self, range: &Range<usize>) {
        let Some(words) = self.text.get(range.clone()) else {
            self.blocked = true;
            return;
        };
        for (offset, c) in words.char_indices() {
            let at = range.start + offset;
            match c {
                '[' if !self.escaped(at) => self.brackets += 1,
                ']' if !self.escaped(at) => {
                    self.brackets = self.brackets.saturating_sub(1);
                    let behind = &self.text[at + 1..];
                    self.blocked |= behind.is_empty()
                        || behind.starts_with('(')
                            && destination::scan(behind) != Destination::None;
                }
                '*' | '_' | '~' | '`' | '<' | '$' if !self.escaped(at) && self.waits(c, at) => {
                    self.blocked = true;
                }
                ' ' if self.depth == 0
                    && !self.blocked
                    && self.brackets == 0
                    && self.between_words(at) =>
                {
                    self.safe = Some(at);
                }
                _ => {}
            }
        }
    }

    /// Whether the unpaired mark `c` may find a partner behind it.
    fn waits(&self, c: char, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(c);
        let next = rest.chars().next();
        match c {
            '`' => true,
            '$' => options().contains(Options::ENABLE_MATH),
            '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '_' => {
                let before = self.text[..at].trim_end_matches(c).chars().next_back();
                let inside = before.is_some_and(char::is_alphanumeric)
                    && next.is_some_and(char::is_alphanumeric);
                !inside && next.is_none_or(|next| !next.is_whitespace())
            }
            _ => next.is_none_or(|next| !next.is_whitespace()),
        }
    }

    fn escaped(&self, at: usize) -> bool {
        let before = &self.text[..at];
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    }

    fn between_words(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        let after = self.text[at + 1..].chars().next();
        before.is_some_and(|c| !c.is_whitespace() && c != '\\')
            && after.is_some_and(|c| !c.is_whitespace())
    }
}
