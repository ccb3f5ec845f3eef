//! Tells words of code apart by how they are written.

use super::scan::run;

/// The length of the number at the start of `text`.
pub(super) fn number(text: &str) -> usize {
    let mut last = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, c)| *c);
        let part = match c {
            '.' => next.is_some_and(|next| next.is_ascii_digit()),
            '+' | '-' => matches!(last, 'e' | 'E') && !text.starts_with("0x"),
            _ => c.is_alphanumeric() || c == '_',
        };
        if !part {
            return at;
        }
        last = c;
    }
    text.len()
}

/// The length of a variable's name behind its sigil.
pub(super) fn variable(text: &str) -> usize {
    if text.starts_with('{') {
        return text.find('}').map_or(text.len(), |end| end + 1);
    }
    let name = run(text, |c| c.is_alphanumeric() || c == '_');
    if name > 0 {
        return name;
    }
    usize::from(text.starts_with(['?', '#', '@', '*', '!', '$']))
}

/// Whether `after` a name makes it a macro's: not one of "not equal".
pub(super) fn is_macro(after: &str) -> bool {
    after.starts_with('!') && !after.starts_with("!=")
}

/// Whether the word behind `read` is the first of a command.
pub(super) fn is_command(read: &str) -> bool {
    let read = read.trim_end();
    read.is_empty() || read.ends_with(['|', ';', '&', '(', '`', '$'])
}

/// Whether a name is written in capitals only, as constants are.
pub(super) fn is_loud(word: &str) -> bool {
    word.len() > 1 && !word.contains(char::is_lowercase)
}
