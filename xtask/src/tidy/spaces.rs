//! No line ends in white space.

use super::Violation;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    let mut violations = Vec::new();
    for file in &tree.files {
        for (index, line) in file.text.split('\n').enumerate() {
            if line.ends_with(char::is_whitespace) {
                violations.push(Violation {
                    path: file.path.clone(),
                    line: index + 1,
                    what: "ends in white space".to_owned(),
                    instead: "remove it",
                });
            }
        }
    }
    violations
}

#[cfg(test)]
mod tests {
    use super::super::expect;
    use super::*;

    #[test]
    fn white_space_at_the_end_is_seen_in_every_kind_of_file() {
        expect(
            check,
            &[
                ("a.md", "one\ntwo  \n"),
                ("b.css", "a {\r\n}\n"),
                ("c.rs", "fn a() {\n\n}\n"),
            ],
            &[
                "a.md:2: ends in white space",
                "b.css:1: ends in white space",
            ],
        );
    }
}
