//! Reads the lines of style sheets.

use super::scan::{Scan, run, until};
use super::{HighlightLines, Token, TokenKind};

/// A style sheet, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Css {
    in_comment: bool,
    /// How many blocks are open.
    depth: u32,
    /// Whether a declaration's value is open.
    in_value: bool,
}

impl Css {
    fn comment(&mut self, scan: &mut Scan<'_>) {
        let rest = scan.rest();
        match rest.find("*/") {
            Some(end) => {
                scan.take(end + 2, TokenKind::Comment);
                self.in_comment = false;
            }
            None => scan.take(rest.len(), TokenKind::Comment),
        }
    }

    fn code(&mut self, scan: &mut Scan<'_>) {
        let rest = scan.rest();
        let first = rest.chars().next().unwrap_or_default();
        match first {
            '/' if rest.starts_with("/*") => {
                scan.take(2, TokenKind::Comment);
                self.in_comment = true;
            }
            '/' if rest.starts_with("//") && scan.is_at_start() => {
                scan.take(rest.len(), TokenKind::Comment);
            }
            '"' | '\'' => {
                let end = until(&rest[1..], &rest[..1], true);
                scan.take(end.map_or(rest.len(), |end| end + 1), TokenKind::String);
            }
            '@' | '!' => scan.take(1 + run(&rest[1..], is_name), TokenKind::Keyword),
            '$' => scan.take(1 + run(&rest[1..], is_name), TokenKind::Variable),
            '#' | '.' if !self.in_value => {
                scan.take(1 + run(&rest[1..], is_name), TokenKind::Type);
            }
            '#' => scan.take(1 + run(&rest[1..], is_name), TokenKind::Constant),
            '0'..='9' => {
                let length = run(rest, |c| c.is_alphanumeric() || matches!(c, '.' | '%'));
                scan.take(length, TokenKind::Constant);
            }
            c if is_name(c) => self.word(scan),
            _ => {
                self.sign(first, rest);
                scan.skip_char();
            }
        }
    }

    fn word(&self, scan: &mut Scan<'_>) {
        let rest = scan.rest();
        let length = run(rest, is_name);
        let after = rest[length..].trim_start();
        if rest.starts_with("--") {
            scan.take(length, TokenKind::Variable);
        } else if after.starts_with('(') {
            scan.take(length, TokenKind::Function);
        } else if self.in_value || !rest.starts_with(char::is_alphabetic) {
            scan.skip(length);
        } else if self.depth > 0 && declares(after) {
            scan.take(length, TokenKind::Property);
        } else {
            scan.take(length, TokenKind::Tag);
        }
    }

    fn sign(&mut self, sign: char, rest: &str) {
        match sign {
            '{' => {
                self.depth += 1;
                self.in_value = false;
            }
            '}' => {
                self.depth = self.depth.saturating_sub(1);
                self.in_value = false;
            }
            ';' => self.in_value = false,
            ':' if self.depth > 0 && declares(rest) => self.in_value = true,
            _ => {}
        }
    }
}

impl HighlightLines for Css {
    fn line(&mut self, line: &str) -> Vec<Token> {
        let mut scan = Scan::new(line);
        while !scan.rest().is_empty() {
            if self.in_comment {
                self.comment(&mut scan);
            } else {
                self.code(&mut scan);
            }
        }
        scan.finish()
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_')
}

/// Whether what begins with a colon is a declaration's value: nothing opens a block on its line.
fn declares(rest: &str) -> bool {
    rest.starts_with(':') && !rest[..rest.find(';').unwrap_or(rest.len())].contains('{')
}
