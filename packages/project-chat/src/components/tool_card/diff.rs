//! Telling the lines of a unified difference apart.

/// What a line of a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    Add,
    Remove,
    Context,
    /// The head of a group of lines.
    Hunk,
}

impl LineKind {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Remove => "remove",
            Self::Context => "context",
            Self::Hunk => "hunk",
        }
    }
}

/// Whether a text looks like a unified difference.
pub(crate) fn is_diff(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("@@ -"))
}

/// The lines of a difference without their signs; the names of the files are left out.
pub(super) fn lines(diff: &str) -> impl Iterator<Item = (LineKind, &str)> {
    let mut is_in_hunk = !is_diff(diff);
    diff.lines().filter_map(move |line| {
        if line.starts_with("@@") {
            is_in_hunk = true;
            return Some((LineKind::Hunk, line));
        }
        if !is_in_hunk {
            return None;
        }
        // The head of another file in the same text.
        if line.starts_with("Index: ") || line.starts_with("diff --git ") {
            is_in_hunk = false;
            return None;
        }
        let (kind, text) = match line.as_bytes().first() {
            Some(b'+') => (LineKind::Add, &line[1..]),
            Some(b'-') => (LineKind::Remove, &line[1..]),
            Some(b' ') => (LineKind::Context, &line[1..]),
            // "\ No newline at end of file".
            Some(b'\\') => return None,
            _ => (LineKind::Context, line),
        };
        Some((kind, text))
    })
}

/// How many lines a difference adds and removes.
pub(crate) fn count(diff: &str) -> (u64, u64) {
    lines(diff).fold((0, 0), |(added, removed), (kind, _)| match kind {
        LineKind::Add => (added + 1, removed),
        LineKind::Remove => (added, removed + 1),
        LineKind::Context | LineKind::Hunk => (added, removed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIFF: &str = "Index: /workspace/a.js\n=====\n--- /workspace/a.js\n+++ /workspace/a.js\n\
                        @@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three\n\\ No newline at end of file\n";

    #[test]
    fn lines_are_told_apart_and_heads_left_out() {
        assert_eq!(
            lines(DIFF).collect::<Vec<_>>(),
            [
                (LineKind::Hunk, "@@ -1,3 +1,3 @@"),
                (LineKind::Context, "one"),
                (LineKind::Remove, "two"),
                (LineKind::Add, "zwei"),
                (LineKind::Context, "three"),
            ]
        );
        assert_eq!(count(DIFF), (1, 1));
    }

    #[test]
    fn a_difference_without_heads_is_read_from_its_first_line() {
        assert_eq!(count("-a\n+b\n+c\n"), (2, 1));
        assert!(!is_diff("-a\n+b\n"));
        assert!(is_diff(DIFF));
    }
}
