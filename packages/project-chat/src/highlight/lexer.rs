//! Reads the lines of a language that a table describes.

use super::scan::{Scan, lists, run, until};
use super::table::{Extra, Keys, Language, Meta, Quote};
use super::words::{is_command, is_loud, is_macro, number, variable};
use super::{HighlightLines, Token, TokenKind};

/// A text in a language, as far as it was read.
#[derive(Debug)]
pub(super) struct Lexer {
    language: &'static Language,
    /// What the text is inside of, from the outermost.
    inside: Vec<Inside>,
}

#[derive(Clone, Copy, Debug)]
enum Inside {
    /// So many comments.
    Comment(u32),
    Quote(&'static Quote),
    /// Code between braces inside a text, with so many braces open in it.
    Braces(u32),
}

/// What stands before a letter, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// Nothing, a keyword or a sign: a value may begin.
    Sign,
    /// A value.
    Value,
}

impl Lexer {
    pub(super) fn new(language: &'static Language) -> Self {
        Self {
            language,
            inside: Vec::new(),
        }
    }

    fn comment(&mut self, scan: &mut Scan<'_>, depth: u32) {
        let Some((open, close)) = self.language.block_comment else {
            self.inside.pop();
            return;
        };
        let rest = scan.rest();
        let end = rest.find(close);
        let nested = self.language.comments_nest.then(|| rest.find(open));
        match (end, nested.flatten()) {
            (end, Some(start)) if end.is_none_or(|end| start < end) => {
                scan.take(start + open.len(), TokenKind::Comment);
                self.replace(Inside::Comment(depth + 1));
            }
            (Some(end), _) => {
                scan.take(end + close.len(), TokenKind::Comment);
                if depth > 1 {
                    self.replace(Inside::Comment(depth - 1));
                } else {
                    self.inside.pop();
                }
            }
            (None, _) => scan.take(rest.len(), TokenKind::Comment),
        }
    }

    fn replace(&mut self, inside: Inside) {
        self.inside.pop();
        self.inside.push(inside);
    }

    /// Reads on in a text that is open.
    fn quoted(&mut self, scan: &mut Scan<'_>, quote: &'static Quote) {
        let rest = scan.rest();
        let end = until(rest, quote.close, quote.escapes);
        let code = quote
            .interpolates
            .then(|| until(rest, "${", quote.escapes))
            .flatten();
        match (end, code) {
            (end, Some(code)) if end.is_none_or(|end| code < end) => {
                scan.take(code, TokenKind::String);
                self.inside.push(Inside::Braces(0));
            }
            (Some(end), _) => {
                scan.take(end, TokenKind::String);
                self.inside.pop();
            }
            (None, _) => scan.take(rest.len(), TokenKind::String),
        }
    }

    /// Reads one word, sign or space of code; what stands before the next one.
    fn code(&mut self, scan: &mut Scan<'_>, before: Before) -> Before {
        let rest = scan.rest();
        let language = self.language;
        let space = run(rest, char::is_whitespace);
        if space > 0 {
            scan.skip(space);
            return before;
        }
        if self.opens_comment(scan) || self.title(scan) || self.meta(scan) {
            return Before::Sign;
        }
        if let Some(end) = self.pattern(scan, before) {
            scan.take(end, TokenKind::String);
            return Before::Value;
        }
        if self.opens_quote(scan) {
            return Before::Value;
        }
        let first = rest.chars().next().unwrap_or_default();
        if first.is_ascii_digit() {
            scan.take(number(rest), TokenKind::Constant);
            return Before::Value;
        }
        if Some(first) == language.sigil {
            let name = variable(&rest[first.len_utf8()..]);
            scan.take(first.len_utf8() + name, TokenKind::Variable);
            return Before::Value;
        }
        if language.extra == Extra::Script && first == '<' && before == Before::Sign {
            let slash = usize::from(rest[1..].starts_with('/'));
            let name = run(&rest[1 + slash..], |c| c.is_alphanumeric() || c == '.');
            if name > 0 && !rest[1 + slash..].starts_with(|c: char| c.is_ascii_digit()) {
                scan.skip(1 + slash);
                scan.take(name, TokenKind::Tag);
                return Before::Value;
            }
        }
        if self.begins_name(first) {
            return self.name(scan);
        }
        self.brace(first);
        scan.skip_char();
        if matches!(first, ')' | ']' | '}') {
            Before::Value
        } else {
            Before::Sign
        }
    }

    fn begins_name(&self, c: char) -> bool {
        c.is_alphabetic() || c == '_' || (c == '$' && self.language.name_letters.contains('$'))
    }

    fn brace(&mut self, sign: char) {
        let Some(Inside::Braces(open)) = self.inside.last_mut() else {
            return;
        };
        match (sign, *open) {
            ('{', _) => *open += 1,
            ('}', 0) => {
                self.inside.pop();
            }
            ('}', _) => *open -= 1,
            _ => {}
        }
    }

    fn opens_comment(&mut self, scan: &mut Scan<'_>) -> bool {
        let rest = scan.rest();
        let alone = scan
            .read()
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace);
        let marks = self.language.line_comments;
        if marks.iter().any(|mark| rest.starts_with(mark))
            && (alone || !self.language.comment_stands_alone)
        {
            scan.take(rest.len(), TokenKind::Comment);
            return true;
        }
        let Some((open, _)) = self.language.block_comment else {
            return false;
        };
        if !rest.starts_with(open) {
            return false;
        }
        scan.take(open.len(), TokenKind::Comment);
        self.inside.push(Inside::Comment(1));
        true
    }

    /// Reads a line that is a title.
    fn title(&self, scan: &mut Scan<'_>) -> bool {
        let rest = scan.rest();
        let titled = self.language.keys == Keys::Equals && scan.is_at_start();
        let length = rest.trim_end().len();
        if !titled || !rest.starts_with('[') || !rest[..length].ends_with(']') {
            return false;
        }
        scan.take(length, TokenKind::Heading);
        true
    }

    fn meta(&self, scan: &mut Scan<'_>) -> bool {
        let rest = scan.rest();
        let named = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
        let length = match self.language.meta {
            Meta::At if rest.starts_with('@') => 1 + run(&rest[1..], named),
            Meta::Hash if rest.starts_with('#') && scan.is_at_start() => {
                let space = run(&rest[1..], char::is_whitespace);
                1 + space + run(&rest[1 + space..], named)
            }
            Meta::Bracket if rest.starts_with("#[") || rest.starts_with("#![") => {
                rest.find(']').map_or(rest.len(), |end| end + 1)
            }
            _ => return false,
        };
        scan.take(length, TokenKind::Meta);
        true
    }

    /// The length of the pattern between slashes that begins here.
    fn pattern(&self, scan: &Scan<'_>, before: Before) -> Option<usize> {
        let rest = scan.rest();
        if self.language.extra != Extra::Script
            || before == Before::Value
            || !rest.starts_with('/')
            || rest.starts_with("/>")
        {
            return None;
        }
        let body = until(&rest[1..], "/", true)?;
        let flags = run(&rest[1 + body..], |c| c.is_ascii_alphabetic());
        Some(1 + body + flags)
    }

    fn opens_quote(&mut self, scan: &mut Scan<'_>) -> bool {
        let rest = scan.rest();
        let mut quotes = self.language.quotes.iter();
        let Some(quote) = quotes.find(|quote| rest.starts_with(quote.open)) else {
            return false;
        };
        let end = until(&rest[quote.open.len()..], quote.close, quote.escapes);
        if quote.open == "'" && !self.is_letter(rest, end) {
            return self.lifetime(scan);
        }
        if self.is_key(rest, end.map(|end| quote.open.len() + end)) {
            scan.take(
                end.map_or(0, |end| quote.open.len() + end),
                TokenKind::Property,
            );
            return true;
        }
        if quote.multiline {
            scan.take(quote.open.len(), TokenKind::String);
            self.inside.push(Inside::Quote(quote));
            return true;
        }
        let length = end.map_or(rest.len(), |end| quote.open.len() + end);
        scan.take(length, TokenKind::String);
        true
    }

    /// Whether the single quote at the start of `rest`, closed at `end` behind it, begins a text.
    fn is_letter(&self, rest: &str, end: Option<usize>) -> bool {
        let Some(end) = end else {
            // An apostrophe, where a text cannot go on behind its line.
            return self
                .language
                .quotes
                .iter()
                .any(|q| q.open == "'" && q.multiline);
        };
        if self.language.extra != Extra::Rust {
            return true;
        }
        let inner = &rest[1..end];
        inner.starts_with('\\') || inner.chars().count() == 1
    }

    /// Reads a quote that begins no text: a lifetime, or a sign.
    fn lifetime(&self, scan: &mut Scan<'_>) -> bool {
        let name = run(&scan.rest()[1..], |c| c.is_alphanumeric() || c == '_');
        if self.language.extra == Extra::Rust && name > 0 {
            scan.take(1 + name, TokenKind::Variable);
        } else {
            scan.skip(1);
        }
        true
    }

    /// Whether the text of `rest` that ends at `end` is a key of what follows.
    fn is_key(&self, rest: &str, end: Option<usize>) -> bool {
        let mark = match self.language.keys {
            Keys::None => return false,
            Keys::Quoted | Keys::Colon => ':',
            Keys::Equals => '=',
        };
        end.and_then(|end| rest.get(end..))
            .is_some_and(|rest| rest.trim_start().starts_with(mark))
    }

    fn name(&self, scan: &mut Scan<'_>) -> Before {
        let language = self.language;
        let rest = scan.rest();
        let length = run(rest, |c| {
            c.is_alphanumeric() || c == '_' || language.name_letters.contains(c)
        });
        let (word, after) = rest.split_at(length);
        if lists(language.prefixes, word) && after.starts_with(['"', '\'']) {
            scan.take(length, TokenKind::String);
            return Before::Sign;
        }
        let kind = self.kind(scan, word, after);
        let Some(kind) = kind else {
            scan.skip(length);
            return Before::Value;
        };
        let mark = usize::from(kind == TokenKind::Function && after.starts_with('!'));
        scan.take(length + mark, kind);
        if kind == TokenKind::Keyword {
            Before::Sign
        } else {
            Before::Value
        }
    }

    /// What a word is, by itself and by what stands around it.
    fn kind(&self, scan: &Scan<'_>, word: &str, after: &str) -> Option<TokenKind> {
        let language = self.language;
        let small;
        let known = if language.any_case {
            small = word.to_ascii_lowercase();
            small.as_str()
        } else {
            word
        };
        let is_member = scan.read().ends_with('.') && !scan.read().ends_with("..");
        let is_first = scan
            .read()
            .trim_start_matches(|c: char| c.is_whitespace() || c == '-')
            .is_empty();
        let keyed = matches!(language.keys, Keys::Colon | Keys::Equals);
        if keyed && is_first && self.is_key(after, Some(0)) {
            return Some(TokenKind::Property);
        }
        if !is_member && lists(language.keywords, known) {
            return Some(TokenKind::Keyword);
        }
        if !is_member && lists(language.constants, known) {
            return Some(TokenKind::Constant);
        }
        if lists(language.types, known) {
            return Some(TokenKind::Type);
        }
        if language.extra == Extra::Shell {
            return is_command(scan.read()).then_some(TokenKind::Function);
        }
        let calls = after.starts_with('(')
            || (language.extra == Extra::Rust && (after.starts_with("::<") || is_macro(after)));
        if calls && language.keys == Keys::None {
            return Some(TokenKind::Function);
        }
        (language.capital_types && word.starts_with(char::is_uppercase)).then_some(
            if is_loud(word) {
                TokenKind::Constant
            } else {
                TokenKind::Type
            },
        )
    }
}

impl HighlightLines for Lexer {
    fn line(&mut self, line: &str) -> Vec<Token> {
        let mut scan = Scan::new(line);
        let mut before = Before::Sign;
        while !scan.rest().is_empty() {
            match self.inside.last().copied() {
                Some(Inside::Comment(depth)) => self.comment(&mut scan, depth),
                Some(Inside::Quote(quote)) => {
                    self.quoted(&mut scan, quote);
                    before = Before::Value;
                }
                Some(Inside::Braces(_)) | None => before = self.code(&mut scan, before),
            }
        }
        scan.finish()
    }
}
