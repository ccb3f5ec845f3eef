//! How long files are, tests apart.

use super::Violation;
use super::source::test_lines;
use super::tree::{File, Tree};

/// No file is longer than this.
const LONGEST: usize = 400;
/// Half of the files should not be longer than this.
const AIM_MEDIAN: usize = 120;
/// Nine of ten files should not be longer than this.
const AIM_P90: usize = 250;

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    measured(tree)
        .map(|file| (file, length(file)))
        .filter(|(_, length)| *length > LONGEST)
        .map(|(file, length)| Violation {
            path: file.path.clone(),
            line: 1,
            what: format!("has {length} lines without its tests, {LONGEST} is the most"),
            instead: "find its second reason to change and give that a file",
        })
        .collect()
}

/// One line on how long the files are.
pub(super) fn report(tree: &Tree) -> String {
    let mut lengths: Vec<(usize, &str)> = measured(tree)
        .map(|file| (length(file), file.path.as_str()))
        .collect();
    lengths.sort_unstable();
    let at = |percent: usize| percentile(&lengths, percent);
    let longest = lengths
        .last()
        .map_or(String::new(), |(length, path)| format!("{path} ({length})"));
    format!(
        "{} Rust files without tests: median {} lines (aim {AIM_MEDIAN}), p90 {} (aim {AIM_P90}), \
         longest {longest}",
        lengths.len(),
        at(50),
        at(90),
    )
}

fn measured(tree: &Tree) -> impl Iterator<Item = &File> {
    tree.rust().filter(|file| !file.is_test())
}

fn length(file: &File) -> usize {
    test_lines(&file.text)
        .into_iter()
        .filter(|is_test| !is_test)
        .count()
}

/// The smallest length that so many percent of the files do not exceed.
fn percentile(sorted: &[(usize, &str)], percent: usize) -> usize {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).map_or(0, |(length, _)| *length)
}

#[cfg(test)]
mod tests {
    use super::super::expect;
    use super::*;

    fn lines(count: usize) -> String {
        "//! x\n".repeat(count)
    }

    #[test]
    fn tests_do_not_count() {
        let just = lines(LONGEST) + "#[cfg(test)]\nmod tests {\n\n\n}\n";
        let over = lines(LONGEST + 1);
        expect(
            check,
            &[
                ("packages/a/src/just.rs", &just),
                ("packages/a/src/over.rs", &over),
                ("packages/a/src/over/tests.rs", &over),
                ("tests/it/over.rs", &over),
            ],
            &["packages/a/src/over.rs:1: has 401 lines without its tests, 400 is the most"],
        );
    }

    #[test]
    fn the_report_has_the_median_and_the_ninetieth_percentile() {
        let files: Vec<(String, String)> = (1..=10)
            .map(|count| (format!("packages/a/src/{count}.rs"), lines(count * 10)))
            .collect();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        let report = report(&Tree::of(&files));
        assert!(report.contains("median 50 lines"), "{report}");
        assert!(report.contains("p90 90"), "{report}");
        assert!(
            report.ends_with("longest packages/a/src/10.rs (100)"),
            "{report}"
        );
    }

    #[test]
    fn an_empty_tree_has_no_lengths() {
        assert!(report(&Tree::of(&[])).starts_with("0 Rust files"));
    }
}
