//! Reads the lines of HTML and XML, with the scripts and style sheets in them.

use super::css::Css;
use super::lexer::Lexer;
use super::scan::{Scan, run};
use super::{HighlightLines, Token, TokenKind, languages};

/// A marked-up text, as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Markup {
    inside: Inside,
    /// What the element whose tag is open holds, where that is not markup.
    opening: Option<Raw>,
    body: Option<(Raw, Box<dyn HighlightLines>)>,
}

#[derive(Clone, Copy, Debug, Default)]
enum Inside {
    #[default]
    Text,
    Comment,
    Tag,
    /// A value between such quotes.
    Value(char),
}

/// An element whose text is not markup.
#[derive(Clone, Copy, Debug)]
enum Raw {
    Script,
    Style,
}

impl Raw {
    fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("script") {
            return Some(Self::Script);
        }
        name.eq_ignore_ascii_case("style").then_some(Self::Style)
    }

    fn end(self) -> &'static str {
        match self {
            Self::Script => "</script",
            Self::Style => "</style",
        }
    }

    fn begin(self) -> Option<Box<dyn HighlightLines>> {
        Some(match self {
            Self::Script => Box::new(Lexer::new(languages::find("tsx")?)),
            Self::Style => Box::new(Css::default()),
        })
    }
}

impl Markup {
    fn text(&mut self, scan: &mut Scan<'_>) {
        let rest = scan.rest();
        if let Some((raw, lines)) = &mut self.body {
            let end = rest.find(raw.end()).unwrap_or(rest.len());
            let tokens = lines.line(&rest[..end]);
            scan.adopt(end, tokens);
            if end == rest.len() {
                return;
            }
            self.body = None;
        }
        let rest = scan.rest();
        if rest.starts_with("<!--") {
            scan.take(4, TokenKind::Comment);
            self.inside = Inside::Comment;
            return;
        }
        if !rest.starts_with('<') {
            scan.skip(rest.find('<').unwrap_or(rest.len()));
            return;
        }
        let mark = run(rest, |c| matches!(c, '<' | '/' | '!' | '?'));
        let name = run(&rest[mark..], is_name);
        scan.skip(mark);
        if name == 0 {
            return;
        }
        self.opening = Raw::named(&rest[mark..mark + name]).filter(|_| mark == 1);
        scan.take(name, TokenKind::Tag);
        self.inside = Inside::Tag;
    }

    fn tag(&mut self, scan: &mut Scan<'_>) {
        let rest = scan.rest();
        let first = rest.chars().next().unwrap_or_default();
        if matches!(first, '"' | '\'') {
            scan.take(1, TokenKind::String);
            self.inside = Inside::Value(first);
            return;
        }
        let name = run(rest, is_name);
        if name > 0 {
            scan.take(name, TokenKind::Property);
            return;
        }
        let closes_itself = scan.read().ends_with('/');
        scan.skip_char();
        if first == '>' {
            self.inside = Inside::Text;
            let raw = self.opening.take().filter(|_| !closes_itself);
            self.body = raw.and_then(|raw| Some((raw, raw.begin()?)));
        }
    }

    fn close(&mut self, scan: &mut Scan<'_>, mark: &str, kind: TokenKind, then: Inside) {
        let rest = scan.rest();
        match rest.find(mark) {
            Some(end) => {
                scan.take(end + mark.len(), kind);
                self.inside = then;
            }
            None => scan.take(rest.len(), kind),
        }
    }
}

impl HighlightLines for Markup {
    fn line(&mut self, line: &str) -> Vec<Token> {
        let mut scan = Scan::new(line);
        while !scan.rest().is_empty() {
            match self.inside {
                Inside::Text => self.text(&mut scan),
                Inside::Tag => self.tag(&mut scan),
                Inside::Comment => self.close(&mut scan, "-->", TokenKind::Comment, Inside::Text),
                Inside::Value(quote) => {
                    let mark = if quote == '"' { "\"" } else { "'" };
                    self.close(&mut scan, mark, TokenKind::String, Inside::Tag);
                }
            }
        }
        scan.finish()
    }
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '@')
}
