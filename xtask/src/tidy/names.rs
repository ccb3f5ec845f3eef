//! Which names a folder must never speak.

use super::Violation;
use super::source::{Keep, shipped_lines, words};
use super::tree::{File, Tree};

/// A folder's rule about names.
struct Rule {
    /// The files that it is about.
    binds: fn(path: &str) -> bool,
    /// Whether a word may not be spoken in one of them.
    forbids: fn(path: &str, word: &str) -> bool,
    instead: &'static str,
}

const RULES: [Rule; 4] = [
    Rule {
        binds: |path| path.starts_with("packages/project-chat/src/components"),
        forbids: |_, word| word == "session_client",
        instead: "components know the model and the store; reach the client through a handle of \
                  project-chat",
    },
    Rule {
        binds: |path| is_versioned_crate(path) && version_of(path).is_some(),
        forbids: |path, word| names_version(word) && !names_this_version(word, version_of(path)),
        instead: "the versions know nothing of each other; what both need goes above them",
    },
    Rule {
        binds: |path| {
            path == "packages/session-model/src/session.rs"
                || path.starts_with("packages/session-model/src/session/")
        },
        forbids: |_, word| names_version(word),
        instead: "a session is generic over `Version`; ask the trait",
    },
    Rule {
        binds: |path| {
            path == "packages/session-model/src/project.rs"
                || path.starts_with("packages/session-model/src/project/")
        },
        forbids: |_, word| ["CloudMessage", "StoredMessage"].contains(&word),
        instead: "a project knows sessions, not their messages; put this into the version's module",
    },
];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.rust()
        .filter(|file| !file.is_test())
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &File) -> Vec<Violation> {
    let mut violations = Vec::new();
    for rule in RULES.iter().filter(|rule| (rule.binds)(&file.path)) {
        for (line, text) in shipped_lines(&file.text, Keep::Code) {
            let forbidden = words(&text).find(|word| (rule.forbids)(&file.path, word));
            violations.extend(forbidden.map(|word| Violation {
                path: file.path.clone(),
                line,
                what: format!("names `{word}`"),
                instead: rule.instead,
            }));
        }
    }
    violations
}

fn is_versioned_crate(path: &str) -> bool {
    ["packages/session-wire/src/", "packages/session-model/src/"]
        .iter()
        .any(|folder| path.starts_with(folder))
}

/// The version whose module a file belongs to, such as `2` for `src/v2/part.rs` and `src/v2.rs`.
fn version_of(path: &str) -> Option<&str> {
    path.split('/').find_map(|part| {
        let number = part.strip_suffix(".rs").unwrap_or(part).strip_prefix('v')?;
        is_number(number).then_some(number)
    })
}

/// Whether a word names any version: `v1`, `V2`, `V2Event`, `v1_rows`, `from_v2`.
fn names_version(word: &str) -> bool {
    version_in(word).is_some()
}

fn names_this_version(word: &str, version: Option<&str>) -> bool {
    version_in(word).as_deref() == version
}

fn version_in(word: &str) -> Option<String> {
    word.split('_').find_map(|part| {
        let rest = part.strip_prefix(['v', 'V'])?;
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let (number, after) = rest.split_at(digits);
        let ends = after.chars().next().is_none_or(char::is_uppercase);
        (is_number(number) && ends).then(|| number.to_owned())
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::expect;
    use super::*;

    #[test]
    fn components_never_name_the_client() {
        let file = "packages/project-chat/src/components/composer/component.rs";
        expect(
            check,
            &[
                (file, "//! No session_client.\nuse session_client::drive;\n"),
                (
                    "packages/project-chat/src/store.rs",
                    "use session_client::drive;\n",
                ),
            ],
            &[
                "packages/project-chat/src/components/composer/component.rs:2: names `session_client`",
            ],
        );
    }

    #[test]
    fn versions_never_name_each_other() {
        expect(
            check,
            &[
                (
                    "packages/session-wire/src/v1/event.rs",
                    "use super::V1Event;\nuse crate::v2::part;\n",
                ),
                ("packages/session-wire/src/v2.rs", "fn from_v1() {}\n"),
                (
                    "packages/session-model/src/v2/reduce.rs",
                    "type A = V1Message;\nlet v12 = 0;\n",
                ),
                ("packages/session-wire/src/lib.rs", "mod v1;\nmod v2;\n"),
            ],
            &[
                "packages/session-wire/src/v1/event.rs:2: names `v2`",
                "packages/session-wire/src/v2.rs:1: names `from_v1`",
                "packages/session-model/src/v2/reduce.rs:1: names `V1Message`",
                "packages/session-model/src/v2/reduce.rs:2: names `v12`",
            ],
        );
    }

    #[test]
    fn a_session_names_no_version_but_its_tests_and_comments_may() {
        expect(
            check,
            &[
                (
                    "packages/session-model/src/session/outbox.rs",
                    "// Like v1.\nlet v = 1;\nfn a(b: V2) {}\n#[cfg(test)]\nmod tests {\n use crate::v1;\n}\n",
                ),
                (
                    "packages/session-model/src/session/tests.rs",
                    "use crate::v2;\n",
                ),
                ("packages/session-model/src/session.rs", "use crate::v1;\n"),
            ],
            &[
                "packages/session-model/src/session/outbox.rs:3: names `V2`",
                "packages/session-model/src/session.rs:1: names `v1`",
            ],
        );
    }

    #[test]
    fn a_project_names_no_message() {
        expect(
            check,
            &[(
                "packages/session-model/src/project/upgrade.rs",
                "fn a(b: StoredMessage) {}\n",
            )],
            &["packages/session-model/src/project/upgrade.rs:1: names `StoredMessage`"],
        );
    }
}
