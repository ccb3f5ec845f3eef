//! A module's file is `name.rs`, beside its folder `name/`.

use super::Violation;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.rust()
        .filter(|file| file.path.ends_with("/mod.rs"))
        .map(|file| Violation {
            path: file.path.clone(),
            line: 1,
            what: "is a `mod.rs`".to_owned(),
            instead: "name the file after its module and put it beside the folder",
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::expect;
    use super::*;

    #[test]
    fn a_mod_rs_is_a_violation() {
        expect(
            check,
            &[
                ("packages/a/src/b/mod.rs", ""),
                ("packages/a/src/b.rs", ""),
                ("tests/it/mymod.rs", ""),
            ],
            &["packages/a/src/b/mod.rs:1: is a `mod.rs`"],
        );
    }
}
