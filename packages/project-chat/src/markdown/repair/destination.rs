//! Scans what stands behind the `]` of a link.

/// How far the destination of a link has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Destination {
    /// All of it is there; the byte behind it.
    Whole(usize),
    /// It may still become one.
    Half,
    /// Something else.
    None,
}

/// Looks at the text behind a `]`.
pub(in super::super) fn scan(text: &str) -> Destination {
    match text.chars().next() {
        None => Destination::Half,
        Some('(') => inline(text),
        Some('[') => label(text),
        Some(_) => Destination::None,
    }
}

fn label(text: &str) -> Destination {
    let inner = &text[1..];
    match inner.find(['[', ']', '\n']) {
        None => Destination::Half,
        Some(end) if inner[end..].starts_with(']') => Destination::Whole(end + 2),
        Some(_) => Destination::None,
    }
}

/// Scans `(address "title")`.
fn inline(text: &str) -> Destination {
    let mut at = 1 + space(&text[1..]);
    at = match address(text, at) {
        Some(end) => end,
        None if text[at..].starts_with('<') && text[at..].contains('\n') => {
            return Destination::None;
        }
        None => return Destination::Half,
    };
    let gap = space(&text[at..]);
    at += gap;
    let Some(next) = text[at..].chars().next() else {
        return Destination::Half;
    };
    if next == ')' {
        return Destination::Whole(at + 1);
    }
    let close = match next {
        '"' | '\'' => next,
        '(' => ')',
        _ => return Destination::None,
    };
    if gap == 0 {
        return Destination::None;
    }
    let Some(end) = unescaped(&text[at + 1..], close) else {
        return Destination::Half;
    };
    at += 1 + end + close.len_utf8();
    at += space(&text[at..]);
    match text[at..].chars().next() {
        None => Destination::Half,
        Some(')') => Destination::Whole(at + 1),
        Some(_) => Destination::None,
    }
}

/// The byte behind the address at `at`, `None` where the text ends in it.
fn address(text: &str, at: usize) -> Option<usize> {
    if text[at..].starts_with('<') {
        return unescaped(&text[at + 1..], '>').map(|end| at + end + 2);
    }
    let mut depth = 0_usize;
    let mut escaped = false;
    for (index, c) in text[at..].char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at + index),
            ')' => depth -= 1,
            c if c.is_whitespace() => return Some(at + index),
            _ => {}
        }
    }
    None
}

fn unescaped(text: &str, wanted: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(index, c)| {
        let found = !escaped && c == wanted;
        escaped = !escaped && c == '\\';
        found.then_some(index)
    })
}

fn space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}
