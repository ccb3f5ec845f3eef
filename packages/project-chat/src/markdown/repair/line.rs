//! Holds back a last line whose meaning its next characters decide.

use super::leaf::Leaf;

/// Where to cut `text` so that no line is shown that may yet turn into something else.
pub(super) fn undecided(text: &str, leaf: &Leaf) -> Option<usize> {
    let start = text.rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..];
    if line.is_empty() {
        return None;
    }
    let held = match leaf {
        Leaf::Code { fence: Some(fence) } if *fence >= start => true,
        Leaf::Code { .. } => may_close_fence(line),
        Leaf::Html => false,
        Leaf::Words {
            start: words,
            cell: false,
            ..
        } if *words >= start => {
            only_marks(line) || half_task(line) || half_alert(line) || defines(&text[*words..])
        }
        _ => only_marks(line) || half_task(line) || half_alert(line),
    };
    held.then_some(start)
}

/// Where to cut `text` so that the row that may become a table's header is not shown as words.
pub(super) fn table_header(text: &str, leaf: &Leaf) -> Option<usize> {
    let Leaf::Words {
        cell: false,
        open: true,
        ..
    } = leaf
    else {
        return None;
    };
    let whole = text.strip_suffix('\n').unwrap_or(text);
    let start = whole.rfind('\n').map_or(0, |at| at + 1);
    let line = without_containers(&whole[start..]);
    line.starts_with('|').then_some(start)
}

fn may_close_fence(line: &str) -> bool {
    let marks = line.trim_matches([' ', '\t', '>']);
    !marks.is_empty() && (marks.chars().all(|c| c == '`') || marks.chars().all(|c| c == '~'))
}

/// Whether `line` holds nothing but what may be marks of blocks, such as `- `, `##` or `12.`.
fn only_marks(line: &str) -> bool {
    let mut tokens = line.split_whitespace().peekable();
    while let Some(token) = tokens.next() {
        let marks = token.chars().all(|c| "-*+_=#>~`|:".contains(c));
        let number = is_number(token) && tokens.peek().is_none();
        if !marks && !number {
            return false;
        }
    }
    true
}

/// Whether `token` is a number as in front of a list's item, with its dot or without.
fn is_number(token: &str) -> bool {
    let digits = token.strip_suffix(['.', ')']).unwrap_or(token);
    (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Whether `line` is a list's item that begins with a part of a check box.
fn half_task(line: &str) -> bool {
    let item = without_containers(line);
    item.len() < line.len()
        && matches!(
            item.trim_end(),
            "[" | "[x" | "[X" | "[]" | "[ ]" | "[x]" | "[X]"
        )
        && !(item.ends_with(char::is_whitespace) && item.trim_end().ends_with(']'))
}

/// Whether `line` is a quotation that begins with a part of an alert's label.
fn half_alert(line: &str) -> bool {
    let quoted = line.trim_start();
    let Some(label) = quoted.strip_prefix('>').map(str::trim) else {
        return false;
    };
    label.strip_prefix("[!").is_some_and(|name| {
        name.strip_suffix(']')
            .unwrap_or(name)
            .chars()
            .all(|c| c.is_ascii_alphabetic())
    })
}

/// Whether `words`, the start of a paragraph, may be a link's definition.
fn defines(words: &str) -> bool {
    words
        .strip_prefix('[')
        .filter(|rest| !rest.starts_with('^'))
        .and_then(|rest| rest.split_once(']'))
        .is_some_and(|(label, rest)| !label.contains('[') && rest.starts_with(':'))
}

/// `line` behind the marks of quotations and list items that it begins with.
fn without_containers(line: &str) -> &str {
    let mut rest = line.trim_start();
    loop {
        let behind = if let Some(behind) = rest.strip_prefix('>') {
            behind
        } else if let Some(behind) = behind_item_mark(rest) {
            behind
        } else {
            return rest;
        };
        rest = behind.trim_start();
    }
}

fn behind_item_mark(line: &str) -> Option<&str> {
    let behind = line.strip_prefix(['-', '*', '+']).or_else(|| {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (1..=9)
            .contains(&digits)
            .then(|| line[digits..].strip_prefix(['.', ')']))?
    })?;
    behind.starts_with([' ', '\t']).then_some(behind)
}
