//! Finding out how two texts differ.

use imara_diff::{Algorithm, Diff, InternedInput};

use super::{DiffLine, FileChange, FileDiff, Hunk, LineKind};

/// How many lines are kept around a change.
const CONTEXT: u32 = 3;

/// How `after` differs from `before`: only lines near a change are kept. Line numbers are left out
/// where the texts are only pieces of a file.
pub(crate) fn compute(path: &str, before: &str, after: &str, are_whole: bool) -> FileDiff {
    let input = InternedInput::new(before, after);
    let mut diff = Diff::compute(Algorithm::Histogram, &input);
    diff.postprocess_lines(&input);
    let line = |kind, token| {
        let text: &str = input.interner[token];
        DiffLine::new(kind, text.strip_suffix('\n').unwrap_or(text))
    };
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut end = 0;
    for change in diff.hunks() {
        if hunks.is_empty() || change.before.start - end > 2 * CONTEXT {
            finish(&mut hunks, end, &input, line);
            let context = CONTEXT.min(change.before.start);
            let start = (
                change.before.start - context + 1,
                change.after.start - context + 1,
            );
            hunks.push(Hunk {
                start: are_whole.then_some(start),
                lines: Vec::new(),
            });
            end = change.before.start - context;
        }
        if let Some(hunk) = hunks.last_mut() {
            let between = end..change.before.start;
            let sides = [
                (LineKind::Context, &input.before, between),
                (LineKind::Remove, &input.before, change.before.clone()),
                (LineKind::Add, &input.after, change.after.clone()),
            ];
            for (kind, tokens, range) in sides {
                let range = range.start as usize..range.end as usize;
                hunk.lines
                    .extend(tokens[range].iter().map(|token| line(kind, *token)));
            }
        }
        end = change.before.end;
    }
    finish(&mut hunks, end, &input, line);
    FileDiff {
        path: path.to_owned(),
        change: if before.is_empty() && !after.is_empty() && are_whole {
            FileChange::Added
        } else {
            FileChange::Modified
        },
        hunks,
    }
}

/// Puts the lines behind the last change to its hunk.
fn finish(
    hunks: &mut [Hunk],
    end: u32,
    input: &InternedInput<&str>,
    line: impl Fn(LineKind, imara_diff::Token) -> DiffLine,
) {
    let Some(hunk) = hunks.last_mut() else { return };
    let rest = &input.before[end as usize..];
    let kept = rest.iter().take(CONTEXT as usize);
    hunk.lines
        .extend(kept.map(|token| line(LineKind::Context, *token)));
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn check(before: &str, after: &str, shown: &str) {
        let diff = compute("a", before, after, true);
        let mut drawn = String::new();
        for hunk in &diff.hunks {
            let _ = write!(drawn, "{:?}", hunk.start.unwrap_or_default());
            for line in &hunk.lines {
                let sign = match line.kind {
                    LineKind::Add => '+',
                    LineKind::Remove => '-',
                    LineKind::Context => ' ',
                };
                let _ = write!(drawn, "|{sign}{}", line.text);
            }
            drawn.push('\n');
        }
        assert_eq!(drawn, shown);
    }

    #[test]
    fn only_lines_near_a_change_are_kept() {
        check("a\nb\nc\n", "a\nX\nc\n", "(1, 1)| a|-b|+X| c\n");
        check("", "new\n", "(1, 1)|+new\n");
        check("gone", "", "(1, 1)|-gone\n");
        check("same\n", "same\n", "");
        let before: String = (1..=20).fold(String::new(), |all, n| all + &format!("{n}\n"));
        let after = before.replace("2\n3\n", "2\nX\n").replace("18\n", "");
        check(
            &before,
            &after,
            "(1, 1)| 1| 2|-3|+X| 4| 5| 6\n(15, 15)| 15| 16| 17|-18| 19| 20\n",
        );
    }

    #[test]
    fn near_changes_share_a_hunk() {
        check(
            "a\nb\nc\nd\ne\n",
            "A\nb\nc\nd\nE\n",
            "(1, 1)|-a|+A| b| c| d|-e|+E\n",
        );
    }
}
