//! A place in a line that is being read, and what was found before it.

use super::{Token, TokenKind};

/// A line, how far it was read, and its coloured parts.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    line: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        Self {
            line,
            at: 0,
            tokens: Vec::new(),
        }
    }

    /// What has not been read.
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    /// What has been read.
    pub(super) fn read(&self) -> &'a str {
        self.line.get(..self.at).unwrap_or_default()
    }

    /// Whether only white space was read so far.
    pub(super) fn is_at_start(&self) -> bool {
        self.read().trim_start().is_empty()
    }

    /// Reads on past the next `length` bytes; the end of the line where there are fewer, the end of
    /// the letter where they end inside one.
    pub(super) fn skip(&mut self, length: usize) {
        self.at = (self.at + length).min(self.line.len());
        while !self.line.is_char_boundary(self.at) {
            self.at += 1;
        }
    }

    /// Reads past the next letter.
    pub(super) fn skip_char(&mut self) {
        self.skip(self.rest().chars().next().map_or(0, char::len_utf8));
    }

    /// Reads `length` bytes as a part of that kind; one that touches another of its kind joins it.
    pub(super) fn take(&mut self, length: usize, kind: TokenKind) {
        let start = self.at;
        self.skip(length);
        if self.at == start {
            return;
        }
        match self.tokens.last_mut() {
            Some(last) if last.kind == kind && last.range.end == start => last.range.end = self.at,
            _ => self.tokens.push(Token {
                range: start..self.at,
                kind,
            }),
        }
    }

    /// Reads `length` bytes whose parts were found by somebody else.
    pub(super) fn adopt(&mut self, length: usize, tokens: Vec<Token>) {
        let start = self.at;
        self.tokens.extend(tokens.into_iter().map(|token| Token {
            range: token.range.start + start..token.range.end + start,
            kind: token.kind,
        }));
        self.skip(length);
    }

    pub(super) fn finish(self) -> Vec<Token> {
        self.tokens
    }
}

/// The length of the letters at the start of `text` that `is_part` says yes to.
pub(super) fn run(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// Whether one of the words in `list`, parted by spaces, is `word`.
pub(super) fn lists(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|listed| listed == word)
}

/// The length up to and including `close` in `text`, where a backslash hides the letter behind it
/// if it is an `escape`.
pub(super) fn until(text: &str, close: &str, escape: bool) -> Option<usize> {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(close) {
            return Some(at + close.len());
        }
        let mut letters = rest.chars();
        let first = letters.next()?;
        at += first.len_utf8();
        if escape && first == '\\' {
            at += letters.next().map_or(0, char::len_utf8);
        }
    }
    None
}
