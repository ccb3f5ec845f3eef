//! The text files of a tree, held in memory.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Outcome};

/// Folders that hold what was made or fetched, not written.
const SKIPPED: [&str; 7] = [
    "target",
    "node_modules",
    "results",
    "snapshots",
    "captures",
    "transcripts",
    "fixtures",
];

/// What people write here.
const WRITTEN: [&str; 13] = [
    "rs", "toml", "md", "css", "html", "js", "mjs", "ts", "json", "yml", "yaml", "sh", "py",
];

/// Files that a tool writes.
const GENERATED: [&str; 2] = ["package-lock.json", "Cargo.lock"];

/// One file.
#[derive(Debug)]
pub(super) struct File {
    /// From the tree's root, with `/` between the parts on every system.
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    pub(super) fn is_rust(&self) -> bool {
        Path::new(&self.path)
            .extension()
            .is_some_and(|extension| extension == "rs")
    }

    /// Whether the whole file is a test.
    pub(super) fn is_test(&self) -> bool {
        let mut folders: Vec<&str> = self.path.split('/').collect();
        let name = folders.pop();
        folders.contains(&"tests") || name == Some("tests.rs")
    }
}

/// The files of a tree, in the order of their paths.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) files: Vec<File>,
}

impl Tree {
    /// Reads everything that people wrote below a folder.
    pub(super) fn read(root: &Path) -> Outcome<Self> {
        let mut files = Vec::new();
        collect(root, "", &mut files)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { files })
    }

    /// The Rust files.
    pub(super) fn rust(&self) -> impl Iterator<Item = &File> {
        self.files.iter().filter(|file| file.is_rust())
    }

    /// A tree of given files.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files = files
            .iter()
            .map(|(path, text)| File {
                path: (*path).to_owned(),
                text: (*text).to_owned(),
            })
            .collect();
        Self { files }
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<File>) -> Outcome {
    let entries = fs::read_dir(folder).map_err(|error| Failure::file("list", folder, &error))?;
    for entry in entries.filter_map(Result::ok) {
        let (path, name) = (
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        );
        let inner = format!("{prefix}{name}");
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            if !name.starts_with('.') && !SKIPPED.contains(&name.as_str()) {
                collect(&path, &format!("{inner}/"), files)?;
            }
            continue;
        }
        let extension = path
            .extension()
            .map(|extension| extension.to_string_lossy().into_owned());
        let written = extension.is_some_and(|extension| WRITTEN.contains(&extension.as_str()));
        if written && !GENERATED.contains(&name.as_str()) {
            let text =
                fs::read_to_string(&path).map_err(|error| Failure::file("read", &path, &error))?;
            files.push(File { path: inner, text });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_told_by_their_place() {
        let is_test = |path: &str| {
            File {
                path: path.to_owned(),
                text: String::new(),
            }
            .is_test()
        };
        assert!(is_test("tests/it/main.rs"));
        assert!(is_test("packages/a/src/session/tests.rs"));
        assert!(is_test("packages/a/tests/it.rs"));
        assert!(!is_test("packages/a/src/testing.rs"));
    }
}
