//! Decides how much of an open text can no longer change.

use super::{
    block::BlockKind,
    read::{Reading, Top},
};

/// How many blocks of a text are settled, and where the rest begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// The number of settled blocks, from the first.
    pub(crate) blocks: usize,
    /// The byte behind what is settled, at the start of a line.
    pub(crate) end: usize,
}

/// The length of the part of `text` that decides which blocks there are.
///
/// That is every whole line, and the last one too as soon as its beginning shows that it does not
/// continue a block above it in one reading and begin a new one in another.
pub(crate) fn decided_len(text: &str) -> usize {
    let whole = text.rfind('\n').map_or(0, |at| at + 1);
    let after_blank = whole == 0 || ends_with_blank_line(&text[..whole]);
    if is_decided(&text[whole..], after_blank) {
        text.len()
    } else {
        whole
    }
}

/// Where the settled part of `text` ends.
pub(crate) fn point(text: &str, reading: &Reading) -> Point {
    let tops = reading.tops.as_slice();
    let Some(last) = tops.last() else {
        let end = if ends_with_blank_line(text) {
            text.len()
        } else {
            0
        };
        return Point { blocks: 0, end };
    };
    let behind = line_end(text, last.range.end);
    if is_closed(&last.kind, &text[behind..]) && text[..behind].ends_with('\n') {
        return Point {
            blocks: tops.len(),
            end: behind + blank_prefix(&text[behind..]),
        };
    }
    let mut blocks = tops.len() - 1;
    let mut start = line_start(text, last.range.start);
    // The last block may yet become the title of a definition right above it.
    let definition = reading
        .found
        .iter()
        .map(|found| found.at)
        .rfind(|at| *at < start);
    let held = definition
        .filter(|at| !has_blank_line(&text[*at..start]))
        .unwrap_or(start);
    // Footnotes may begin behind one another on the same line: those stay together.
    while let Some(before) = blocks.checked_sub(1).and_then(|index| tops.get(index))
        && before.range.end > start.min(held)
    {
        blocks -= 1;
        start = line_start(text, before.range.start);
    }
    let before = end_of(text, tops, blocks);
    let end = if before >= start || ends_with_blank_line(&text[..start]) {
        start
    } else {
        before
    };
    Point { blocks, end }
}

/// The start of the line behind the first `blocks` of a text.
fn end_of(text: &str, tops: &[Top], blocks: usize) -> usize {
    let last = blocks.checked_sub(1).and_then(|index| tops.get(index));
    last.map_or(0, |top| line_end(text, top.range.end))
}

/// Whether a block that ends where `rest` begins is closed by what it is or by what follows.
fn is_closed(kind: &BlockKind, rest: &str) -> bool {
    match kind {
        BlockKind::Heading { .. } | BlockKind::Rule => true,
        BlockKind::Paragraph(_) | BlockKind::Table(_) => blank_prefix(rest) > 0,
        _ => false,
    }
}

fn is_decided(line: &str, after_blank: bool) -> bool {
    let words = behind_marks(line);
    let marks = &line[..line.len() - words.len()];
    if words.starts_with(char::is_alphabetic) || begins_with_span(marks, words) {
        return true;
    }
    let mut letters = line.chars();
    let Some(first) = letters.next() else {
        return false;
    };
    if !after_blank || first.is_whitespace() {
        return false;
    }
    match first {
        '-' | '+' | '*' => letters.next().is_some_and(|second| !second.is_whitespace()),
        '0'..='9' => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let rest = rest.strip_prefix(['.', ')']).unwrap_or(rest);
            rest.chars().next().is_some_and(|c| !c.is_whitespace()) || words_follow(line)
        }
        _ => true,
    }
}

/// Whether `words`, behind `marks` of containers, begin with a mark that no block begins with there.
fn begins_with_span(marks: &str, words: &str) -> bool {
    let behind = words.trim_start_matches(['*', '_', '~', '`', '$', '&', '\\']);
    let span = &words[..words.len() - behind.len()];
    let fence = span.contains("```") || span.contains("~~~");
    if !span.is_empty() && !fence && behind.starts_with(char::is_alphanumeric) {
        return true;
    }
    // Whatever an item begins with begins in it.
    marks.trim_end().ends_with(['-', '+', '*', '.', ')'])
        && words.starts_with(['[', '<', '\\', '&', '!', '"', '\'', '('])
        && !begins_with_task(words)
}

/// Whether `words` begin with what may become the box of a task.
fn begins_with_task(words: &str) -> bool {
    ["[ ]", "[x]", "[X]"]
        .iter()
        .any(|task| words.starts_with(task) || task.starts_with(words))
}

/// `line` behind the marks of quotations and list items that it begins with.
fn behind_marks(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let behind = match digits {
            0 if rest.starts_with("[^") => rest.split_once("]:").map(|(_, behind)| behind),
            0 => rest
                .strip_prefix('>')
                .or_else(|| item(rest, &['-', '+', '*'])),
            1..=9 => item(&rest[digits..], &['.', ')']),
            _ => None,
        };
        match behind {
            Some(behind) => rest = behind.trim_start(),
            None => return rest,
        }
    }
}

fn item<'a>(rest: &'a str, marks: &[char]) -> Option<&'a str> {
    rest.strip_prefix(marks)
        .filter(|behind| behind.starts_with([' ', '\t']))
}

/// Whether a number is followed by a space without the mark of a list's item.
fn words_follow(line: &str) -> bool {
    line.trim_start_matches(|c: char| c.is_ascii_digit())
        .starts_with(char::is_whitespace)
}

fn ends_with_blank_line(text: &str) -> bool {
    text.strip_suffix('\n').is_some_and(|rest| {
        rest[rest.rfind('\n').map_or(0, |at| at + 1)..]
            .trim()
            .is_empty()
    })
}

fn has_blank_line(text: &str) -> bool {
    text.lines().any(|line| line.trim().is_empty())
}

/// The length of the blank lines that `text` begins with.
fn blank_prefix(text: &str) -> usize {
    text.split_inclusive('\n')
        .take_while(|line| line.ends_with('\n') && line.trim().is_empty())
        .map(str::len)
        .sum()
}

/// The start of the line that `at` is in.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The start of the first line at or behind `at`.
fn line_end(text: &str, at: usize) -> usize {
    if at == 0 || text[..at].ends_with('\n') {
        return at;
    }
    text[at..]
        .find('\n')
        .map_or(text.len(), |newline| at + newline + 1)
}
