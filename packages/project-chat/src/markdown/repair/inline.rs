//! Closes what is open in the last words of a text.

use super::{
    delimiter::{Delimiters, Run},
    destination::{self, Destination},
    tag::{self, Tag},
};

/// A `[` in front of a word's letter is held this many bytes: it is rather an index than a link.
const INDEX: usize = 48;
/// The longest formula between words that is held back, in bytes.
const FORMULA: usize = 160;
/// The longest formula in a line of its own that is held back, in bytes.
const DISPLAY: usize = 1_024;
/// The longest name of a character reference such as `&amp;`.
const REFERENCE: usize = 32;

/// `words` with everything closed, `None` where nothing is open.
pub(super) fn mend(words: &str) -> Option<String> {
    let mut scanner = Scanner::new(words);
    scanner.run();
    scanner.mended()
}

#[derive(Debug)]
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// What is shown ends here.
    end: usize,
    delimiters: Delimiters,
    brackets: Vec<Bracket>,
    /// Brackets that are not shown.
    dropped: Vec<usize>,
    /// The open code span: where its marks begin and how many they are.
    code: Option<(usize, usize)>,
    /// Marks up to here belong to a bare address.
    address: usize,
}

#[derive(Clone, Copy, Debug)]
struct Bracket {
    at: usize,
    image: bool,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            end: text.len(),
            delimiters: Delimiters::default(),
            brackets: Vec::new(),
            dropped: Vec::new(),
            code: None,
            address: 0,
        }
    }

    fn run(&mut self) {
        while self.at < self.end {
            let rest = &self.text[self.at..];
            let Some(c) = rest.chars().next() else {
                break;
            };
            match c {
                '\\' => self.escape(),
                '`' => self.ticks(),
                '<' => self.angle(),
                '&' => self.reference(),
                '!' if rest.len() == 1 => self.hold(self.at),
                '!' if rest.starts_with("![") => self.bracket(true),
                '[' => self.bracket(false),
                ']' => self.close_bracket(),
                '*' | '_' | '~' => self.delimiters(c),
                '$' if cfg!(feature = "math") => self.dollars(),
                'h' | 'w' if self.at >= self.address => self.bare_address(),
                _ => self.at += c.len_utf8(),
            }
        }
        self.close_all_brackets();
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// Shows nothing from `at` on.
    fn hold(&mut self, at: usize) {
        self.end = self.end.min(at);
    }

    fn escape(&mut self) {
        let behind = &self.rest()[1..];
        match behind.chars().next() {
            _ if behind.trim().is_empty() => self.hold(self.at),
            Some(c) if c.is_ascii_punctuation() => self.at += 2,
            _ => self.at += 1,
        }
    }

    fn ticks(&mut self) {
        let width = run_length(self.rest(), '`');
        let behind = self.at + width;
        if let Some(end) = closing_ticks(&self.text[behind..], width) {
            self.at = behind + end;
            return;
        }
        if behind == self.text.len() {
            self.hold(self.at);
            return;
        }
        let content = self.text[behind..].trim_end_matches('`');
        self.code = Some((self.at, width));
        self.end = behind + content.len();
        self.at = self.end;
    }

    /// Holds back a formula that is still being written; what is too long for one is words.
    fn dollars(&mut self) {
        let width = run_length(self.rest(), '$').min(2);
        let behind = self.at + width;
        let body = &self.text[behind..];
        if let Some(end) = closing_dollars(body, width) {
            self.at = behind + end;
            return;
        }
        // A figure behind the sign makes it rather a price.
        let formula =
            width == 2 || !body.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit());
        let most = if width == 2 { DISPLAY } else { FORMULA };
        if formula && body.len() <= most {
            self.hold(self.at);
        }
        self.at = behind;
    }

    fn angle(&mut self) {
        match tag::scan(self.rest()) {
            Tag::Whole(length) => self.at += length,
            Tag::Half => self.hold(self.at),
            Tag::None => self.at += 1,
        }
    }

    fn reference(&mut self) {
        let name = &self.rest()[1..];
        let name = name.strip_prefix('#').unwrap_or(name);
        if name.len() <= REFERENCE && name.bytes().all(|b| b.is_ascii_alphanumeric()) {
            self.hold(self.at);
        } else {
            self.at += 1;
        }
    }

    fn bracket(&mut self, image: bool) {
        let at = self.at;
        self.at += 1 + usize::from(image);
        let rest = self.rest();
        if rest.is_empty() {
            self.hold(at);
            return;
        }
        if let Some(label) = rest.strip_prefix('^') {
            match label.find(|c: char| c == ']' || c.is_whitespace()) {
                None => return self.hold(at),
                Some(end) if label[end..].starts_with(']') => {
                    self.at += end + 2;
                    return;
                }
                Some(_) => {}
            }
        }
        self.brackets.push(Bracket { at, image });
    }

    fn close_bracket(&mut self) {
        let close = self.at;
        self.at += 1;
        let Some(bracket) = self.brackets.pop() else {
            return;
        };
        match destination::scan(self.rest()) {
            Destination::Whole(length) => {
                self.delimiters.forget_from(bracket.at);
                if !bracket.image {
                    self.brackets.retain(|outer| outer.image);
                }
                self.at += length;
            }
            Destination::Half => {
                self.leave_open(bracket);
                self.hold(close);
            }
            Destination::None => {}
        }
    }

    fn close_all_brackets(&mut self) {
        for bracket in std::mem::take(&mut self.brackets) {
            if bracket.at < self.end {
                self.leave_open(bracket);
            }
        }
    }

    /// Shows the words of a link that is still being written, and nothing of an image.
    fn leave_open(&mut self, bracket: Bracket) {
        let index = self.text[..bracket.at].ends_with(char::is_alphanumeric)
            && self.end - bracket.at <= INDEX;
        if bracket.image || index {
            self.hold(bracket.at);
        } else {
            self.dropped.push(bracket.at);
        }
    }

    fn delimiters(&mut self, mark: char) {
        let count = run_length(self.rest(), mark);
        let at = self.at;
        let before = self.before();
        self.at += count;
        if mark != '*' && at < self.address {
            return;
        }
        let run = Run {
            mark,
            count,
            at,
            before,
            after: self.rest().chars().next(),
        };
        if run.after.is_none() {
            let shown = self.delimiters.take_last(&run);
            self.hold(at + shown);
        } else {
            self.delimiters.take(run);
        }
    }

    fn bare_address(&mut self) {
        let rest = self.rest();
        let starts = ["http://", "https://", "www."]
            .iter()
            .any(|start| rest.starts_with(start));
        if starts && !self.before().is_some_and(char::is_alphanumeric) {
            let length = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '<' | '*' | ')' | ']' | '`'))
                .unwrap_or(rest.len());
            self.address = self.at + length;
        }
        self.at += 1;
    }

    fn mended(mut self) -> Option<String> {
        if let Some((at, width)) = self.code
            && self.text[..self.end].trim_end().len() <= at + width
        {
            self.code = None;
            self.hold(at);
        }
        self.delimiters.forget_from(self.end);
        while self.code.is_none()
            && let Some(opener) = self.delimiters.last()
            && self.shows_nothing(opener.end())
        {
            let at = opener.at;
            self.delimiters.pop();
            self.hold(at);
        }
        let mut closers = String::new();
        if let Some((at, width)) = self.code {
            // A space behind the opening marks is dropped only where one stands at the other end.
            if self.text[at + width..].starts_with([' ', '\n']) {
                closers.push(' ');
            }
            closers.extend(std::iter::repeat_n('`', width));
        }
        while let Some(opener) = self.delimiters.pop() {
            if !opener.literal {
                closers.extend(std::iter::repeat_n(opener.mark, opener.count));
            }
        }
        if self.end == self.text.len() && closers.is_empty() && self.dropped.is_empty() {
            return None;
        }
        Some(self.shown() + &closers)
    }

    fn shows_nothing(&self, from: usize) -> bool {
        self.text[from..self.end.max(from)]
            .char_indices()
            .all(|(index, c)| c.is_whitespace() || self.dropped.contains(&(from + index)))
    }

    /// The words without what is held back, and without space at their end.
    fn shown(&self) -> String {
        let kept = self.text[..self.end].trim_end();
        kept.char_indices()
            .filter(|(at, _)| !self.dropped.contains(at))
            .map(|(_, c)| c)
            .collect()
    }
}

fn run_length(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}

/// The byte behind the dollar signs that end a formula.
fn closing_dollars(body: &str, width: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(step) = body[at..].find('$') {
        at += step;
        let length = run_length(&body[at..], '$');
        let escaped = body[..at].ends_with('\\');
        let spaced = width == 1 && body[..at].ends_with(char::is_whitespace);
        if !escaped && !spaced && length >= width {
            return Some(at + width);
        }
        at += length;
    }
    None
}

/// The byte behind the first run of exactly `width` ticks.
fn closing_ticks(text: &str, width: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(step) = text[at..].find('`') {
        at += step;
        let length = run_length(&text[at..], '`');
        at += length;
        if length == width {
            return Some(at);
        }
    }
    None
}
