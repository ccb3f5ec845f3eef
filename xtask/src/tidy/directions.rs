//! Which crate may depend on which: wire ← model ← client ← chat ← examples.

use super::Violation;
use super::tree::{File, Tree};

/// Each crate's folder, with the crates of this workspace that it may depend on.
const MAY_DEPEND_ON: [(&str, &[&str]); 7] = [
    ("packages/session-wire", &[]),
    ("packages/session-model", &["session-wire"]),
    (
        "packages/session-client",
        &["session-model", "session-wire"],
    ),
    (
        "packages/project-chat",
        &["session-client", "session-model", "session-wire"],
    ),
    (
        "packages/session-gateway",
        &["session-model", "session-wire"],
    ),
    (
        "examples/",
        &[
            "project-chat",
            "session-client",
            "session-model",
            "session-wire",
            // An app may bring a gateway of its own.
            "session-gateway",
        ],
    ),
    ("xtask", &[]),
];

/// The crates that this rule is about.
const CRATES: [&str; 5] = [
    "session-wire",
    "session-model",
    "session-client",
    "project-chat",
    "session-gateway",
];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.files
        .iter()
        .filter(|file| file.path.ends_with("Cargo.toml"))
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &File) -> Vec<Violation> {
    let Some(allowed) = allowed_in(&file.path) else {
        return unplaced(file);
    };
    dependencies(&file.text)
        .into_iter()
        .filter(|(_, name)| CRATES.contains(&name.as_str()))
        .filter(|(_, name)| !allowed.contains(&name.as_str()) && !is_itself(&file.path, name))
        .map(|(line, name)| Violation {
            path: file.path.clone(),
            line,
            what: format!("depends on {name}"),
            instead: "crates depend in one direction only: wire ← model ← client ← chat ← \
                      examples, gateway → wire and model; tests of several crates go to tests/",
        })
        .collect()
}

fn allowed_in(path: &str) -> Option<&'static [&'static str]> {
    MAY_DEPEND_ON
        .iter()
        .find(|(folder, _)| path.starts_with(folder))
        .map(|(_, names)| *names)
}

/// A library without a place in the order is a violation; tests, benches and the root are free.
fn unplaced(file: &File) -> Vec<Violation> {
    if !file.path.starts_with("packages/") {
        return Vec::new();
    }
    vec![Violation {
        path: file.path.clone(),
        line: 1,
        what: "has no place in the order of crates".to_owned(),
        instead: "give it one in xtask/src/tidy/directions.rs and in ARCHITECTURE.md",
    }]
}

/// Whether a crate names itself, as it does to turn its own features on for its tests.
fn is_itself(path: &str, name: &str) -> bool {
    path.split('/').nth_back(1) == Some(name)
}

/// The names in a manifest's dependency tables, each with its line.
fn dependencies(manifest: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    let mut in_table = false;
    for (index, line) in manifest.lines().enumerate() {
        let line = line.trim();
        if let Some(table) = line.strip_prefix('[') {
            let table = table.trim_matches(|letter| letter == '[' || letter == ']');
            in_table = table.ends_with("dependencies");
            if let Some((_, name)) = table.split_once("dependencies.") {
                names.push((index + 1, unquoted(name)));
            }
        } else if in_table && !line.starts_with('#') && !line.is_empty() {
            let key = line.split(['=', '.']).next().unwrap_or_default();
            let renamed = line
                .split_once("package")
                .and_then(|(_, rest)| rest.split('"').nth(1));
            names.push((index + 1, unquoted(renamed.unwrap_or(key))));
        }
    }
    names
}

fn unquoted(name: &str) -> String {
    name.trim().trim_matches('"').to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::expect;
    use super::*;

    #[test]
    fn each_crate_depends_on_what_is_below_it() {
        expect(
            check,
            &[
                (
                    "packages/session-model/Cargo.toml",
                    "[dependencies]\nsession-wire.workspace = true\n",
                ),
                (
                    "packages/session-client/Cargo.toml",
                    "[dependencies]\nsession-model = { path = \"../session-model\" }\n\
                     [dev-dependencies]\nsession-client = { path = \".\", features = [\"testing\"] }\n",
                ),
                (
                    "examples/embed/Cargo.toml",
                    "[dependencies]\nproject-chat.workspace = true\n",
                ),
                (
                    "tests/Cargo.toml",
                    "[dev-dependencies]\nsession-gateway.workspace = true\n",
                ),
            ],
            &[],
        );
    }

    #[test]
    fn every_way_to_write_a_dependency_is_seen() {
        expect(
            check,
            &[
                (
                    "packages/session-wire/Cargo.toml",
                    "[dependencies]\nserde = \"1\"\nsession-model.workspace = true\n",
                ),
                (
                    "packages/session-gateway/Cargo.toml",
                    "[dev-dependencies]\nchat = { package = \"project-chat\" }\n",
                ),
                (
                    "packages/session-model/Cargo.toml",
                    "[dependencies.session-client]\nworkspace = true\n",
                ),
                (
                    "packages/project-chat/Cargo.toml",
                    "[target.'cfg(not(target_arch = \"wasm32\"))'.dependencies]\nsession-gateway.workspace = true\n",
                ),
                (
                    "xtask/bindgen/Cargo.toml",
                    "[build-dependencies]\nsession-wire.workspace = true\n",
                ),
            ],
            &[
                "packages/session-wire/Cargo.toml:3: depends on session-model",
                "packages/session-gateway/Cargo.toml:2: depends on project-chat",
                "packages/session-model/Cargo.toml:1: depends on session-client",
                "packages/project-chat/Cargo.toml:2: depends on session-gateway",
                "xtask/bindgen/Cargo.toml:2: depends on session-wire",
            ],
        );
    }

    #[test]
    fn a_name_outside_of_the_dependency_tables_is_no_dependency() {
        expect(
            check,
            &[(
                "packages/session-model/Cargo.toml",
                "[package]\nname = \"session-model\"\n[features]\nsession-client = []\n",
            )],
            &[],
        );
    }

    #[test]
    fn a_new_library_needs_a_place() {
        expect(
            check,
            &[("packages/session-extra/Cargo.toml", "[package]\n")],
            &["packages/session-extra/Cargo.toml:1: has no place in the order of crates"],
        );
    }
}
