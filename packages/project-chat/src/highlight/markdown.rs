//! Reads the lines of Markdown.

use super::scan::{Scan, run, until};
use super::{HighlightLines, Token, TokenKind};

/// A text in Markdown, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    /// The fence that is open: its mark.
    fence: Option<String>,
}

impl Markdown {
    /// Reads a line that opens or closes a fence, or is inside of one.
    fn fenced(&mut self, scan: &mut Scan<'_>) -> bool {
        let line = scan.rest();
        let words = line.trim_start();
        let mark = words.chars().next().filter(|c| matches!(c, '`' | '~'));
        let width = mark.map_or(0, |mark| run(words, |c| c == mark));
        match &self.fence {
            Some(open) => {
                if words.starts_with(open.as_str()) && words[width..].trim().is_empty() {
                    scan.take(line.len(), TokenKind::Meta);
                    self.fence = None;
                } else {
                    scan.take(line.len(), TokenKind::String);
                }
                true
            }
            None if width >= 3 => {
                scan.take(line.len(), TokenKind::Meta);
                self.fence = Some(words[..width].to_owned());
                true
            }
            None => false,
        }
    }
}

impl HighlightLines for Markdown {
    fn line(&mut self, line: &str) -> Vec<Token> {
        let mut scan = Scan::new(line);
        if self.fenced(&mut scan) {
            return scan.finish();
        }
        scan.skip(run(line, char::is_whitespace));
        opening(&mut scan);
        while !scan.rest().is_empty() {
            inline(&mut scan);
        }
        scan.finish()
    }
}

/// Reads the mark that a block begins with.
fn opening(scan: &mut Scan<'_>) {
    let rest = scan.rest();
    let level = run(rest, |c| c == '#');
    if (1..=6).contains(&level) && rest[level..].starts_with(' ') {
        scan.take(rest.len(), TokenKind::Heading);
        return;
    }
    let number = run(rest, |c| c.is_ascii_digit());
    let bullet = match rest[number..].chars().next() {
        Some('.' | ')') if number > 0 => number + 1,
        Some('-' | '+' | '*' | '>') if number == 0 => 1,
        _ => return,
    };
    if rest[bullet..].starts_with(' ') {
        scan.take(bullet, TokenKind::Keyword);
    }
}

fn inline(scan: &mut Scan<'_>) {
    let rest = scan.rest();
    let ticks = run(rest, |c| c == '`');
    if ticks > 0 {
        let end = until(&rest[ticks..], &rest[..ticks], false);
        scan.take(ticks + end.unwrap_or_default(), TokenKind::String);
    } else if let Some(target) = rest.strip_prefix("](").and_then(|rest| rest.find(')')) {
        scan.skip(2);
        scan.take(target, TokenKind::String);
    } else if rest.starts_with("**")
        && let Some(end) = until(&rest[2..], "**", true)
    {
        scan.take(2 + end, TokenKind::Constant);
    } else {
        scan.skip_char();
    }
}
