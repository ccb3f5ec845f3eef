//! How much of a long text is shown before the person asks for all of it.

/// The most lines that are shown at first.
pub(crate) const MAX_LINES: usize = 72;

/// The most bytes that are shown at first.
pub(crate) const MAX_BYTES: usize = 8 * 1024;

/// The beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Capped<'a> {
    /// What is shown.
    pub(crate) shown: &'a str,
    /// Whether there is more.
    pub(crate) is_cut: bool,
    /// How many lines the whole text has.
    pub(crate) lines: u64,
}

/// The beginning of `text` that is at most [`MAX_LINES`] and [`MAX_BYTES`] long; all of it when
/// `is_whole`. Line ends at the end of the text are left out.
pub(crate) fn cap(text: &str, is_whole: bool) -> Capped<'_> {
    let text = text.trim_end_matches(['\n', '\r']);
    let end = if is_whole {
        text.len()
    } else {
        end_of_cap(text)
    };
    let breaks = text.bytes().filter(|byte| *byte == b'\n').count();
    let lines = if text.is_empty() { 0 } else { breaks + 1 };
    Capped {
        shown: &text[..end],
        is_cut: end < text.len(),
        lines: u64::try_from(lines).unwrap_or(u64::MAX),
    }
}

fn end_of_cap(text: &str) -> usize {
    let by_bytes = if text.len() <= MAX_BYTES {
        text.len()
    } else {
        (0..=MAX_BYTES)
            .rev()
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or_default()
    };
    text[..by_bytes]
        .match_indices('\n')
        .nth(MAX_LINES - 1)
        .map_or(by_bytes, |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, shown: usize, lines: u64) {
        let capped = cap(text, false);
        assert_eq!(capped.shown.len(), shown);
        assert_eq!(capped.lines, lines);
        assert_eq!(capped.is_cut, shown < text.trim_end_matches('\n').len());
        assert_eq!(cap(text, true).shown, text.trim_end_matches('\n'));
    }

    #[test]
    fn short_texts_are_shown_whole() {
        check("", 0, 0);
        check("a\nb\n", 3, 2);
        check(&"x\n".repeat(MAX_LINES), 2 * MAX_LINES - 1, 72);
    }

    #[test]
    fn long_texts_end_at_a_line_or_at_a_letter() {
        check(&"x\n".repeat(MAX_LINES + 1), 2 * MAX_LINES - 1, 73);
        check(&"y".repeat(MAX_BYTES + 1), MAX_BYTES, 1);
        // Three bytes each: the cap falls into one of them.
        check(&"€".repeat(MAX_BYTES), MAX_BYTES - 2, 1);
    }
}
