//! Platforms are files, chosen where a module is declared or imported, never inside logic.

use super::Violation;
use super::source::{Keep, shipped_lines};
use super::tree::{File, Tree};

/// What a platform's condition looks like.
const PLATFORMS: [&str; 4] = [
    "target",
    "feature = \"web\"",
    "feature = \"native\"",
    "feature = \"desktop\"",
];

/// What may be chosen by platform.
const CHOICES: [&str; 4] = ["mod", "use", "compile_error!", "extern"];

pub(super) fn check(tree: &Tree) -> Vec<Violation> {
    tree.rust()
        .filter(|file| file.path.starts_with("packages/") && !file.is_test())
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &File) -> Vec<Violation> {
    let lines = shipped_lines(&file.text, Keep::CodeAndStrings);
    let mut violations = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let Some(condition) = Condition::starting_at(&lines, at) else {
            at += 1;
            continue;
        };
        if condition.is_about_platforms() && !condition.chooses(&lines) {
            violations.push(Violation {
                path: file.path.clone(),
                line: lines[at].0,
                what: "asks for the platform inside logic".to_owned(),
                instead: "give each platform a file and choose it at a `mod` or `use`",
            });
        }
        at = condition.end;
    }
    violations
}

/// A `#[cfg(…)]` or `cfg!(…)`, which may span lines.
struct Condition {
    /// From its name to its closing parenthesis.
    text: String,
    /// What follows it on its last line.
    rest: String,
    /// Whether it is an attribute of the whole file.
    whole_file: bool,
    /// The index of the line after it.
    end: usize,
}

impl Condition {
    fn starting_at(lines: &[(usize, String)], at: usize) -> Option<Self> {
        let (_, first) = &lines[at];
        let start = ["cfg(", "cfg!("]
            .iter()
            .filter_map(|mark| first.find(mark))
            .min()?;
        let mut text = first[start..].to_owned();
        let mut end = at + 1;
        let close = loop {
            if let Some(close) = closing(&text) {
                break close;
            }
            text.push_str(lines.get(end)?.1.trim());
            end += 1;
        };
        let rest = text.split_off(close);
        Some(Self {
            text,
            rest,
            whole_file: first.trim().starts_with("#!["),
            end,
        })
    }

    fn is_about_platforms(&self) -> bool {
        PLATFORMS
            .iter()
            .any(|platform| self.text.contains(platform))
    }

    /// Whether what follows is a choice of files.
    fn chooses(&self, lines: &[(usize, String)]) -> bool {
        if self.whole_file {
            return true;
        }
        if self.text.starts_with("cfg!") {
            return false;
        }
        let same_line = self.rest.trim_start_matches([')', ']']).trim();
        let following = lines[self.end..].iter().map(|(_, line)| line.trim());
        std::iter::once(same_line)
            .chain(following)
            .find(|line| !line.is_empty() && !line.starts_with("#["))
            .is_some_and(is_choice)
    }
}

fn is_choice(item: &str) -> bool {
    let item = match item.strip_prefix("pub") {
        Some(rest) if rest.starts_with('(') => rest.split_once(')').map_or("", |(_, rest)| rest),
        Some(rest) => rest,
        None => item,
    };
    item.split_whitespace()
        .next()
        .is_some_and(|word| CHOICES.iter().any(|choice| word.starts_with(choice)))
}

/// Where the condition's own parenthesis closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    for (index, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(index),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::expect;
    use super::*;

    const FILE: &str = "packages/session-client/src/transport.rs";

    fn expect_lines(text: &str, lines: &[usize]) {
        let expected: Vec<String> = lines
            .iter()
            .map(|line| format!("{FILE}:{line}: asks for the platform inside logic"))
            .collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        expect(check, &[(FILE, text)], &expected);
    }

    #[test]
    fn a_platform_is_chosen_at_a_module_or_an_import() {
        expect_lines(
            "#[cfg(target_arch = \"wasm32\")]\nmod web;\n\
             #[cfg(not(target_arch = \"wasm32\"))]\n#[path = \"n.rs\"]\npub(crate) mod native;\n\
             #[cfg(feature = \"web\")]\npub use web::Socket;\n\
             #[cfg(all(\n    feature = \"web\",\n    target_arch = \"wasm32\",\n))]\nuse web::open;\n\
             #[cfg(not(any(feature = \"web\", feature = \"native\")))]\ncompile_error!(\"one\");\n",
            &[],
        );
    }

    #[test]
    fn a_platform_inside_logic_is_a_violation() {
        expect_lines(
            "fn a() {\n    if cfg!(target_arch = \"wasm32\") {}\n    #[cfg(feature = \"web\")]\n    b();\n}\n\
             #[cfg(not(target_arch = \"wasm32\"))]\nfn c() {}\n",
            &[2, 3, 6],
        );
    }

    #[test]
    fn other_conditions_and_tests_are_free() {
        expect_lines(
            "#[cfg(feature = \"testing\")]\npub fn a() {}\n// #[cfg(target_os = \"linux\")]\nfn b() {}\n\
             #[cfg(test)]\nmod tests {\n    #[cfg(target_arch = \"wasm32\")]\n    fn c() {}\n}\n",
            &[],
        );
    }

    #[test]
    fn a_file_that_is_all_for_one_platform_may_say_so() {
        expect_lines("#![cfg(target_arch = \"wasm32\")]\nfn a() {}\n", &[]);
    }
}
