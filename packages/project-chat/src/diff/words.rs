//! Finding the words that changed within lines that replace each other.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::{DiffLine, LineKind};

/// Longer lines are not compared word by word: nobody reads them so.
const MAX_LINE: usize = 1000;

/// Marks the words that changed in each run of removed lines with as many added ones behind it.
pub(super) fn mark(lines: &mut [DiffLine]) {
    let mut at = 0;
    while at < lines.len() {
        let removed = run(lines, at, LineKind::Remove);
        let added = run(lines, at + removed, LineKind::Add);
        if removed == added {
            for index in at..at + removed {
                let (before, after) = lines.split_at_mut(index + removed);
                if let Some(after) = after.first_mut() {
                    mark_pair(&mut before[index], after);
                }
            }
        }
        at += (removed + added).max(1);
    }
}

fn run(lines: &[DiffLine], from: usize, kind: LineKind) -> usize {
    lines[from..]
        .iter()
        .take_while(|line| line.kind == kind)
        .count()
}

fn mark_pair(before: &mut DiffLine, after: &mut DiffLine) {
    if before.text.len().max(after.text.len()) > MAX_LINE {
        return;
    }
    let (old, new) = (words(&before.text), words(&after.text));
    let mut input = InternedInput::default();
    input.update_before(old.iter().map(|word| &before.text[word.clone()]));
    input.update_after(new.iter().map(|word| &after.text[word.clone()]));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let changed = |words: &[Range<usize>], is_changed: &dyn Fn(u32) -> bool| {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for (index, word) in words.iter().enumerate() {
            if !u32::try_from(index).is_ok_and(is_changed) {
                continue;
            }
            match ranges.last_mut() {
                Some(last) if last.end == word.start => last.end = word.end,
                _ => ranges.push(word.clone()),
            }
        }
        ranges
    };
    let removed = changed(&old, &|index| diff.is_removed(index));
    let added = changed(&new, &|index| diff.is_added(index));
    // Lines that share little are two lines, not one that was changed.
    let is_alike = |ranges: &[Range<usize>], text: &str| {
        ranges.iter().map(ExactSizeIterator::len).sum::<usize>() * 3 <= text.len() * 2
    };
    if is_alike(&removed, &before.text) && is_alike(&added, &after.text) {
        before.changed = removed;
        after.changed = added;
    }
}

/// The words of a line, what is between them letter by letter.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut is_in_word = false;
    for (at, letter) in line.char_indices() {
        let is_word = letter.is_alphanumeric() || letter == '_';
        match words.last_mut() {
            Some(last) if is_word && is_in_word => last.end = at + letter.len_utf8(),
            _ => words.push(at..at + letter.len_utf8()),
        }
        is_in_word = is_word;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, shown: [&str; 2]) {
        let mut lines = [
            DiffLine::new(LineKind::Remove, before),
            DiffLine::new(LineKind::Add, after),
        ];
        mark(&mut lines);
        let drawn = lines.each_ref().map(|line| {
            let pieces = line.pieces();
            let pieces = pieces.iter().map(|(is_changed, piece)| {
                if *is_changed {
                    format!("[{piece}]")
                } else {
                    (*piece).to_owned()
                }
            });
            pieces.collect::<String>()
        });
        assert_eq!(drawn, shown);
    }

    #[test]
    fn words_that_changed_are_marked() {
        check(
            "const words = split(a)",
            "const lines = split(a)",
            ["const [words] = split(a)", "const [lines] = split(a)"],
        );
        check("a(b)", "a(b, c)", ["a(b)", "a(b[, c])"]);
        check("für alle", "für viele", ["für [alle]", "für [viele]"]);
    }

    #[test]
    fn lines_that_share_little_are_not_marked() {
        check("return None;", "let x = 1", ["return None;", "let x = 1"]);
    }

    #[test]
    fn runs_of_other_lengths_are_not_paired() {
        let mut lines = [
            DiffLine::new(LineKind::Remove, "one word"),
            DiffLine::new(LineKind::Add, "one work"),
            DiffLine::new(LineKind::Add, "two"),
        ];
        mark(&mut lines);
        assert!(lines.iter().all(|line| line.changed.is_empty()));
    }
}
