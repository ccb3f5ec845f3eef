//! The marks in a paragraph that are still waiting for a partner, and whether one may have come.

use pulldown_cmark::{Event, Options, Tag, TagEnd};

use super::options;

/// A set of marks, as they wait in words that are not read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Waits {
    /// A bit for each kind of mark.
    marks: u8,
    /// A bit for each length of a run of backticks.
    ticks: u64,
}

/// A kind of mark, apart from backticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Star = 1,
    Underscore = 2,
    Tilde = 4,
    Bracket = 8,
    Angle = 16,
    Dollar = 32,
    /// The parenthesis of a link's destination.
    Parenthesis = 64,
    /// The last letters, which begin a mail address where an `@` comes behind the word.
    Mail = 128,
}

impl Mark {
    pub(super) fn of(c: char) -> Option<Self> {
        Some(match c {
            '*' => Self::Star,
            '_' => Self::Underscore,
            '~' => Self::Tilde,
            '<' => Self::Angle,
            '$' => Self::Dollar,
            _ => return None,
        })
    }
}

impl Waits {
    pub(super) fn add(&mut self, mark: Mark) {
        self.marks |= mark as u8;
    }

    /// Adds a run of `width` backticks.
    pub(super) fn add_ticks(&mut self, width: usize) {
        self.ticks |= tick_bit(width);
    }

    /// The marks of both.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            marks: self.marks | other.marks,
            ticks: self.ticks | other.ticks,
        }
    }

    fn has(self, mark: Mark) -> bool {
        self.marks & mark as u8 != 0
    }

    /// Whether words behind the first `skip` bytes of `text`, in the paragraph that these end in,
    /// hold what may be the partner of a waiting mark.
    pub(crate) fn may_end(self, text: &str, skip: usize) -> bool {
        if self.has(Mark::Mail) && is_mail(&text[skip..]) {
            return true;
        }
        if self.ticks == 0 && self.marks & !(Mark::Mail as u8) == 0 {
            return false;
        }
        let mut brackets = 0_usize;
        for (event, range) in super::events(text, None) {
            let block = match &event {
                Event::Start(tag) => !is_inline(tag.to_end()),
                Event::End(tag) => !is_inline(*tag),
                Event::Rule => true,
                _ => false,
            };
            if block {
                let begins = matches!(event, Event::Start(_) | Event::Rule);
                if begins && range.start >= skip || !begins && range.end > skip {
                    return false;
                }
                continue;
            }
            let opens = matches!(
                event,
                Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            );
            if opens && range.start >= skip && self.is_ended_at(text, range.start) {
                return true;
            }
            let spans = opens || matches!(event, Event::End(_));
            let range = range.start.max(skip)..range.end;
            if spans || range.is_empty() {
                continue;
            }
            let is_text = matches!(event, Event::Text(_));
            for (offset, c) in text[range.clone()].char_indices() {
                let at = range.start + offset;
                let ends = match c {
                    '`' => self.ends_code(text, at),
                    '>' => self.has(Mark::Angle),
                    ')' => self.has(Mark::Parenthesis),
                    '$' => self.has(Mark::Dollar) && options().contains(Options::ENABLE_MATH),
                    '[' if is_text && !escaped(text, at) => {
                        brackets += 1;
                        false
                    }
                    ']' if is_text && !escaped(text, at) => {
                        let unpaired = brackets == 0;
                        brackets = brackets.saturating_sub(1);
                        unpaired && self.has(Mark::Bracket)
                    }
                    '*' | '_' | '~' => {
                        is_text
                            && Mark::of(c).is_some_and(|mark| self.has(mark))
                            && !escaped(text, at)
                            && may_close(text, at, c)
                    }
                    _ => false,
                };
                if ends {
                    return true;
                }
            }
        }
        false
    }

    /// Whether the mark at `at`, which opens a span here, may rather be the partner of a waiting one.
    fn is_ended_at(self, text: &str, at: usize) -> bool {
        let c = text[at..].chars().next();
        c.is_some_and(|c| Mark::of(c).is_some_and(|mark| self.has(mark)) && may_close(text, at, c))
    }

    /// Whether the run of backticks that begins at `at` is as long as one that waits.
    fn ends_code(self, text: &str, at: usize) -> bool {
        let before = &text[..at];
        if before.ends_with('`') {
            return false;
        }
        let width = run_length(&text[at..], '`');
        let fewer = before.ends_with('\\') && width > 1;
        self.ticks & tick_bit(width) != 0 || fewer && self.ticks & tick_bit(width - 1) != 0
    }
}

/// Whether `rest` goes on with what a mail address may have in front of its `@`, and with that.
fn is_mail(rest: &str) -> bool {
    let goes_on = |c: char| c.is_ascii_alphanumeric() || ".+-_:/\\&;#".contains(c);
    rest.trim_start_matches(goes_on).starts_with('@')
}

fn tick_bit(width: usize) -> u64 {
    1 << width.min(63)
}

/// Whether the run of marks round `at` may close emphasis.
fn may_close(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].trim_end_matches(c).chars().next_back();
    let after = text[at..].trim_start_matches(c).chars().next();
    let word_behind = after.is_some_and(is_word);
    match before {
        None => false,
        Some(before) if before.is_whitespace() => false,
        Some(before) if before.is_ascii_punctuation() || c == '_' => !word_behind,
        Some(_) => true,
    }
}

/// Whether `c` belongs to a word: letters in circles and squares are symbols to `CommonMark`.
pub(super) fn is_word(c: char) -> bool {
    let symbol = matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    c.is_alphanumeric() && !symbol
}

fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Whether a backslash takes the mark at `at` its meaning.
pub(super) fn escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}

/// How many of `mark` the text begins with.
pub(super) fn run_length(text: &str, mark: char) -> usize {
    text.len() - text.trim_start_matches(mark).len()
}
