//! Reading patches: unified ones, those of `apply_patch`, and blocks of search and replace.

use super::{DiffLine, FileChange, FileDiff, Hunk, LineKind, compute};

/// Whether a text looks like a patch of one of the forms that [`parse`] reads.
pub(crate) fn is_patch(text: &str) -> bool {
    text.lines().any(|line| {
        line.starts_with("@@ -") || line.starts_with("*** Begin Patch") || is_search(line)
    })
}

/// The files that a patch changes. Text that is no patch is read as lines that begin with their
/// sign, so that nothing is lost.
pub(crate) fn parse(patch: &str) -> Vec<FileDiff> {
    let mut reader = Reader::default();
    if !is_patch(patch) {
        reader.open_hunk(None);
    }
    let mut lines = patch.lines();
    while let Some(line) = lines.next() {
        if is_search(line) {
            reader.replace(&mut lines);
        } else {
            reader.take(line);
        }
    }
    reader.finish()
}

/// The beginning of a block of search and replace.
fn is_search(line: &str) -> bool {
    let line = line.trim_end();
    (line.starts_with("------") || line.starts_with("<<<<<<")) && line.ends_with(" SEARCH")
}

#[derive(Debug, Default)]
struct Reader {
    files: Vec<FileDiff>,
    is_in_hunk: bool,
    /// How many lines the open hunk still has before and after, where its head says so.
    left: Option<(u32, u32)>,
}

impl Reader {
    fn take(&mut self, line: &str) {
        if line.starts_with("@@") && self.left.is_none_or(|left| left == (0, 0)) {
            let numbers = hunk_numbers(line);
            self.open_hunk(numbers.map(|[(before, _), (after, _)]| (before, after)));
            self.left = numbers.map(|[(_, before), (_, after)]| (before, after));
            return;
        }
        let is_whole = self.left == Some((0, 0));
        if (!self.is_in_hunk || self.left.is_none() || is_whole) && self.take_head(line) {
            return;
        }
        if self.is_in_hunk && !is_whole {
            self.take_line(line);
        }
    }

    /// Takes a line that tells which file follows; false where it tells nothing of the kind.
    fn take_head(&mut self, line: &str) -> bool {
        let apply = [
            ("*** Update File: ", FileChange::Modified),
            ("*** Add File: ", FileChange::Added),
            ("*** Delete File: ", FileChange::Deleted),
        ];
        for (mark, change) in apply {
            if let Some(path) = line.strip_prefix(mark) {
                self.open_file(path, change);
                if change == FileChange::Added {
                    self.open_hunk(None);
                }
                return true;
            }
        }
        if let Some(path) = line.strip_prefix("*** Move to: ") {
            self.name(path);
            return true;
        }
        if line.starts_with("*** ") {
            self.is_in_hunk = false;
            return true;
        }
        let header = ["Index: ", "diff --git "];
        if let Some(path) = header.iter().find_map(|mark| line.strip_prefix(mark)) {
            let path = path.split_once(" b/").map_or(path, |(_, path)| path);
            self.open_file(path, FileChange::Modified);
            return true;
        }
        if let Some(path) = line.strip_prefix("--- ") {
            let is_fresh = self.files.last().is_some_and(|file| file.hunks.is_empty());
            if !is_fresh {
                self.open_file(file_name(path), FileChange::Modified);
            }
            self.is_in_hunk = false;
            if path.starts_with("/dev/null") {
                self.set_change(FileChange::Added);
            }
            return true;
        }
        if let Some(path) = line.strip_prefix("+++ ") {
            if path.starts_with("/dev/null") {
                self.set_change(FileChange::Deleted);
            } else {
                self.name(file_name(path));
            }
            self.is_in_hunk = false;
            return true;
        }
        if line.starts_with("new file mode") {
            self.set_change(FileChange::Added);
        } else if line.starts_with("deleted file mode") {
            self.set_change(FileChange::Deleted);
        }
        false
    }

    fn take_line(&mut self, line: &str) {
        let (kind, text) = match line.as_bytes().first() {
            Some(b'+') => (LineKind::Add, &line[1..]),
            Some(b'-') => (LineKind::Remove, &line[1..]),
            Some(b' ') => (LineKind::Context, &line[1..]),
            // "\ No newline at end of file".
            Some(b'\\') => return,
            _ => (LineKind::Context, line),
        };
        if let Some((before, after)) = &mut self.left {
            let (is_before, is_after) = (kind != LineKind::Add, kind != LineKind::Remove);
            *before = before.saturating_sub(u32::from(is_before));
            *after = after.saturating_sub(u32::from(is_after));
        }
        let file = self.files.last_mut();
        if let Some(hunk) = file.and_then(|file| file.hunks.last_mut()) {
            hunk.lines.push(DiffLine::new(kind, text));
        }
    }

    /// Takes a block of search and replace up to its end.
    fn replace<'a>(&mut self, lines: &mut impl Iterator<Item = &'a str>) {
        let (mut before, mut after) = (String::new(), String::new());
        let mut is_after = false;
        for line in lines {
            let mark = line.trim_end();
            if (mark.starts_with("++++++") || mark.starts_with(">>>>>>"))
                && mark.ends_with(" REPLACE")
            {
                break;
            }
            if !is_after && mark == "=======" {
                is_after = true;
            } else if !is_after && (mark == "-------" || mark.starts_with(":start_line:")) {
                // Where the block is said to be; nothing of its text.
                before.clear();
            } else {
                let side = if is_after { &mut after } else { &mut before };
                side.push_str(line);
                side.push('\n');
            }
        }
        if self.files.is_empty() {
            self.open_file("", FileChange::Modified);
        }
        if let Some(file) = self.files.last_mut() {
            file.hunks.extend(compute("", &before, &after, false).hunks);
        }
    }

    fn open_file(&mut self, path: &str, change: FileChange) {
        self.is_in_hunk = false;
        self.left = None;
        self.files.push(FileDiff {
            path: path.trim().to_owned(),
            change,
            hunks: Vec::new(),
        });
    }

    fn open_hunk(&mut self, start: Option<(u32, u32)>) {
        if self.files.is_empty() {
            self.open_file("", FileChange::Modified);
        }
        self.is_in_hunk = true;
        self.left = None;
        if let Some(file) = self.files.last_mut() {
            file.hunks.push(Hunk {
                start,
                lines: Vec::new(),
            });
        }
    }

    fn name(&mut self, path: &str) {
        if let Some(file) = self.files.last_mut() {
            path.trim().clone_into(&mut file.path);
        }
    }

    fn set_change(&mut self, change: FileChange) {
        if let Some(file) = self.files.last_mut() {
            file.change = change;
        }
    }

    fn finish(mut self) -> Vec<FileDiff> {
        for file in &mut self.files {
            file.hunks.retain(|hunk| !hunk.lines.is_empty());
        }
        self.files
            .retain(|file| !file.hunks.is_empty() || file.change != FileChange::Modified);
        self.files
    }
}

/// The path of a `---` or `+++` line, without its `a/` or `b/` and what follows a tab.
fn file_name(path: &str) -> &str {
    let path = path.split('\t').next().unwrap_or(path);
    path.strip_prefix("a/")
        .or_else(|| path.strip_prefix("b/"))
        .unwrap_or(path)
}

/// First line and number of lines, before and after, of a hunk's head: `@@ -1,7 +1,8 @@`.
fn hunk_numbers(head: &str) -> Option<[(u32, u32); 2]> {
    let mut ranges = head.strip_prefix("@@ ")?.split(' ');
    let mut range = |sign: char| {
        let range = ranges.next()?.strip_prefix(sign)?;
        let (start, count) = range.split_once(',').unwrap_or((range, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    Some([range('-')?, range('+')?])
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// Files in lines of `path change`, hunks in `start`, and the lines with their signs.
    fn check(patch: &str, shown: &str) {
        let mut drawn = String::new();
        for file in parse(patch) {
            let _ = writeln!(drawn, "{} {}", file.path, file.change.as_str());
            for hunk in file.hunks {
                let _ = writeln!(drawn, "{:?}", hunk.start);
                for line in hunk.lines {
                    let sign = match line.kind {
                        LineKind::Add => '+',
                        LineKind::Remove => '-',
                        LineKind::Context => ' ',
                    };
                    let _ = writeln!(drawn, "{sign}{}", line.text);
                }
            }
        }
        assert_eq!(drawn, shown, "{patch}");
    }

    #[test]
    fn a_unified_patch() {
        check(
            "Index: /workspace/a.js\n=====\n--- /workspace/a.js\n+++ /workspace/a.js\n\
             @@ -1,3 +1,3 @@\n one\n-two\n+zwei\n three\n\\ No newline at end of file\n",
            "/workspace/a.js modified\nSome((1, 1))\n one\n-two\n+zwei\n three\n",
        );
        check(
            "diff --git a/x.rs b/x.rs\nnew file mode 100644\n--- /dev/null\n+++ b/x.rs\n@@ -0,0 +1 @@\n+a\n\
             diff --git a/y.rs b/y.rs\ndeleted file mode 100644\n--- a/y.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n-b\n",
            "x.rs added\nSome((0, 1))\n+a\ny.rs deleted\nSome((1, 0))\n-b\n",
        );
    }

    #[test]
    fn lines_that_look_like_heads_stay_lines() {
        check(
            "@@ -1,2 +1,2 @@\n--- a comment\n+++ a comment\n @@ -1 +1 @@\n",
            " modified\nSome((1, 1))\n--- a comment\n+++ a comment\n @@ -1 +1 @@\n",
        );
    }

    #[test]
    fn a_patch_of_apply_patch() {
        check(
            "*** Begin Patch\n*** Update File: src/a.rs\n@@ fn main\n-a\n+b\n*** Add File: new.txt\n+hi\n\
             *** Delete File: old.txt\n*** End Patch",
            "src/a.rs modified\nNone\n-a\n+b\nnew.txt added\nNone\n+hi\nold.txt deleted\n",
        );
    }

    #[test]
    fn blocks_of_search_and_replace() {
        check(
            "------- SEARCH\na\nb\n=======\na\nc\n+++++++ REPLACE",
            " modified\nNone\n a\n-b\n+c\n",
        );
        check(
            "<<<<<<< SEARCH\n:start_line:4\n-------\na\n=======\nb\n>>>>>>> REPLACE\n",
            " modified\nNone\n-a\n+b\n",
        );
        check("------- SEARCH\na\n", " modified\nNone\n-a\n");
    }

    #[test]
    fn anything_else_is_kept_as_lines() {
        check("-a\n+b\nc", " modified\nNone\n-a\n+b\n c\n");
        check("", "");
        check("@@ -x +y @@\n+a", " modified\nNone\n+a\n");
    }
}
