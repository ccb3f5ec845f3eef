//! The rules of the tree that no compiler holds.

mod directions;
mod headers;
mod module_files;
mod names;
mod platforms;
mod sizes;
mod source;
mod spaces;
mod tree;

use std::fmt;

use crate::failure::{Failure, Outcome};
use crate::say;
use crate::workspace::Workspace;
use tree::Tree;

/// A rule: the places of a tree that break it.
type Check = fn(&Tree) -> Vec<Violation>;

const CHECKS: [Check; 7] = [
    directions::check,
    names::check,
    module_files::check,
    headers::check,
    sizes::check,
    spaces::check,
    platforms::check,
];

/// A place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    path: String,
    /// Counted from 1.
    line: usize,
    what: String,
    instead: &'static str,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}; {}",
            self.path, self.line, self.what, self.instead
        )
    }
}

/// Checks every rule; all violations are printed before failing.
pub(crate) fn run(workspace: &Workspace) -> Outcome {
    let tree = Tree::read(&workspace.root)?;
    let violations: Vec<Violation> = CHECKS.iter().flat_map(|check| check(&tree)).collect();
    for violation in &violations {
        println!("{violation}");
    }
    say::note(&sizes::report(&tree));
    match violations.len() {
        0 => Ok(()),
        1 => Err(Failure::new("one place breaks a rule of the tree")),
        count => Err(Failure::new(format!(
            "{count} places break a rule of the tree"
        ))),
    }
}

/// Compares what a rule says of a tree with `path:line: what` for each expected violation.
#[cfg(test)]
fn expect(check: Check, files: &[(&str, &str)], expected: &[&str]) {
    let found: Vec<String> = check(&Tree::of(files))
        .iter()
        .map(|violation| format!("{}:{}: {}", violation.path, violation.line, violation.what))
        .collect();
    assert_eq!(found, expected);
}
