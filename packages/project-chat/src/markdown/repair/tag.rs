//! Tells half an HTML tag or half an `<address>` from words.

/// What stands behind a `<`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// All of a tag or address; the byte behind it.
    Whole(usize),
    /// It may become one.
    Half,
    /// Plain words.
    None,
}

/// Looks at the `<` at the start of `text`.
pub(super) fn scan(text: &str) -> Tag {
    let body = text.strip_prefix('<').unwrap_or(text);
    if body.is_empty() {
        return Tag::Half;
    }
    if let Some(end) = body.find(['>', '\n']) {
        let inner = &body[..end];
        let whole = body[end..].starts_with('>') && (is_address(inner) || is_tag(inner));
        return if whole {
            Tag::Whole(end + 2)
        } else {
            Tag::None
        };
    }
    if is_address(body) || is_tag(body) {
        Tag::Half
    } else {
        Tag::None
    }
}

/// How much of a text that ends in an HTML block is shown.
pub(super) fn held_in_html(text: &str) -> usize {
    let start = text.rfind('\n').map_or(0, |at| at + 1);
    match text[start..].rfind('<') {
        Some(at) if scan(&text[start + at..]) == Tag::Half => start + at,
        _ => text.len(),
    }
}

/// Whether `inner` begins like an address between angle brackets.
fn is_address(inner: &str) -> bool {
    if inner.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return false;
    }
    let head = inner.split([':', '@']).next().unwrap_or_default();
    let scheme = head.starts_with(|c: char| c.is_ascii_alphabetic())
        && head
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    let mail = head
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c));
    match inner[head.len()..].chars().next() {
        Some(':') => scheme && head.len() >= 2,
        Some(_) => mail && !head.is_empty(),
        None => scheme,
    }
}

/// Whether `inner` begins like a tag, a comment or a declaration.
fn is_tag(inner: &str) -> bool {
    if inner.starts_with(['!', '?']) {
        return true;
    }
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let length = name
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(name.len());
    let named = length == 0 || name.starts_with(|c: char| c.is_ascii_alphabetic());
    if length == 0 {
        return inner == "/";
    }
    named && are_attributes(&name[length..])
}

/// Whether `text` may be the attributes of a tag; prose has more bare words in a row than tags have.
fn are_attributes(text: &str) -> bool {
    if !text.is_empty() && !text.starts_with([' ', '\t', '/']) {
        return false;
    }
    let mut rest = text.trim_start();
    let mut bare = 0;
    while !rest.is_empty() {
        if let Some(end) = rest.strip_prefix('/') {
            return end.trim().is_empty();
        }
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !"_:.-@".contains(c))
            .unwrap_or(rest.len());
        if length == 0 {
            return false;
        }
        rest = &rest[length..];
        if let Some(value) = rest.strip_prefix('=') {
            rest = behind_value(value);
        } else {
            bare += 1;
        }
        if bare > 1 {
            return false;
        }
        rest = rest.trim_start();
    }
    true
}

fn behind_value(value: &str) -> &str {
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let end = match quote {
        Some(quote) => value[1..].find(quote).map(|at| at + 2),
        None => value.find(char::is_whitespace),
    };
    end.map_or("", |end| &value[end..])
}
