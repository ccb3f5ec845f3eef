//! The files that an agent has changed.

use std::borrow::Cow;

/// A file that an agent has changed, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFile<'a> {
    /// The file's path, as the agent names it.
    pub path: Cow<'a, str>,
    /// What happened to it.
    pub kind: FileChange,
    /// How many lines it gained.
    pub additions: u64,
    /// How many lines it lost.
    pub deletions: u64,
    /// The difference itself.
    pub difference: Difference<'a>,
}

/// What happened to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileChange {
    /// It is new.
    Added,
    /// It has changed.
    Modified,
    /// It is gone.
    Deleted,
}

/// The difference of a file, in the form that its agent tells it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference<'a> {
    /// Not told as a whole: it was changed more than once, or only counted.
    Unknown,
    /// In unified form.
    Patch(&'a str),
    /// Both of its texts.
    Texts {
        /// The whole file as it was.
        before: &'a str,
        /// The whole file as it is.
        after: &'a str,
    },
}

/// How much was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeTotals {
    /// How many files.
    pub files: usize,
    /// How many lines they gained.
    pub additions: u64,
    /// How many lines they lost.
    pub deletions: u64,
}

impl ChangeTotals {
    /// The sum of `files`, of which none comes twice.
    pub fn of(files: &[ChangedFile<'_>]) -> Self {
        Self {
            files: files.len(),
            additions: files.iter().map(|file| file.additions).sum(),
            deletions: files.iter().map(|file| file.deletions).sum(),
        }
    }
}

/// Puts the changes of each file together, in the order of the first.
pub(crate) fn merged<'a>(changes: impl Iterator<Item = ChangedFile<'a>>) -> Vec<ChangedFile<'a>> {
    let mut files: Vec<ChangedFile<'a>> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for change in changes {
        let place = *places.entry(change.path.clone()).or_insert(files.len());
        match files.get_mut(place) {
            Some(file) => file.follow(&change),
            None => files.push(change),
        }
    }
    files
}

impl ChangedFile<'_> {
    fn follow(&mut self, next: &Self) {
        self.kind = match (self.kind, next.kind) {
            (FileChange::Added, FileChange::Modified) => FileChange::Added,
            (FileChange::Deleted, FileChange::Added) => FileChange::Modified,
            (_, kind) => kind,
        };
        self.additions += next.additions;
        self.deletions += next.deletions;
        self.difference = Difference::Unknown;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Puts changes together, each told as its path, its kind and its gain, and tells the result so.
    fn check(changes: &[(&'static str, FileChange, u64)], expected: &[(&str, FileChange, u64)]) {
        let changes = changes.iter().map(|(path, kind, additions)| ChangedFile {
            path: Cow::Borrowed(*path),
            kind: *kind,
            additions: *additions,
            deletions: 1,
            difference: Difference::Patch("p"),
        });
        let files = merged(changes);
        let told: Vec<_> = files
            .iter()
            .map(|file| (&*file.path, file.kind, file.additions))
            .collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn a_file_comes_once_with_all_its_changes() {
        use FileChange::{Added, Deleted, Modified};
        check(
            &[("a", Added, 1), ("b", Modified, 2), ("a", Modified, 3)],
            &[("a", Added, 4), ("b", Modified, 2)],
        );
        check(
            &[("a", Modified, 1), ("a", Deleted, 0)],
            &[("a", Deleted, 1)],
        );
        check(&[("a", Deleted, 0), ("a", Added, 5)], &[("a", Modified, 5)]);
    }
}
