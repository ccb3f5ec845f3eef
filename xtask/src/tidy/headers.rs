//! Every Rust file opens with one sentence that says what it is for.

use super::Violation;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.rust()
        .filter(|file| !file.text.lines().next().is_some_and(is_sentence))
        .map(|file| Violation {
            path: file.path.clone(),
            line: 1,
            what: "does not open with a `//!` sentence".to_owned(),
            instead: "say there what the file is for; where that takes an \"and\", it is two files",
        })
        .collect()
}

fn is_sentence(line: &str) -> bool {
    line.strip_prefix("//!")
        .is_some_and(|sentence| !sentence.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::expect;
    use super::*;

    #[test]
    fn a_file_opens_with_its_sentence() {
        expect(
            check,
            &[
                ("packages/a/src/a.rs", "//! Adds.\nfn a() {}\n"),
                ("packages/a/src/b.rs", "fn a() {}\n"),
                ("packages/a/src/c.rs", ""),
                ("packages/a/src/d.rs", "//!\n//! Late.\n"),
            ],
            &[
                "packages/a/src/b.rs:1: does not open with a `//!` sentence",
                "packages/a/src/c.rs:1: does not open with a `//!` sentence",
                "packages/a/src/d.rs:1: does not open with a `//!` sentence",
            ],
        );
    }
}
