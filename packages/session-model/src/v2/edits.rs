//! The files that a tool of a V2 agent has changed, as far as it tells.

use std::borrow::Cow;

use serde_json::Value;
use session_wire::Fields;
use session_wire::v2::{ToolPart, ToolStatus};

use crate::rows::{ChangedFile, Difference, FileChange};

/// The files that a use of a tool has changed; none before it is completed. The differences stay
/// with the tool.
pub(super) fn edits(tool: &ToolPart) -> Vec<ChangedFile<'_>> {
    let state = &tool.state;
    if state.status != ToolStatus::Completed {
        return Vec::new();
    }
    let metadata = state.metadata.as_ref();
    let given = text(&state.input, &["filePath", "path"]);
    if let Some(diff) = metadata.and_then(|told| told.get("filediff")?.as_object()) {
        let path = text(diff, &["file"]).or(given);
        let file = path.map(|path| told(path, diff, kind_of(metadata)));
        return file.into_iter().collect();
    }
    let files = metadata.and_then(|told| told.get("files")?.as_array());
    let files: Vec<_> = files
        .into_iter()
        .flatten()
        .filter_map(|file| {
            let file = file.as_object()?;
            let path = text(file, &["filePath", "relativePath", "file", "path"])?;
            Some(told(path, file, FileChange::Modified))
        })
        .collect();
    if !files.is_empty() && is_editor(&tool.tool) {
        return files;
    }
    match tool.tool.as_str() {
        "edit" | "multiedit" | "write" => {
            let kind = kind_of(metadata);
            let patch = metadata.and_then(|told| text(told, &["diff"]));
            let written = text(&state.input, &["content"]).filter(|_| kind == FileChange::Added);
            let (additions, deletions) = match (patch, written) {
                (Some(patch), _) => counted(patch.lines()),
                (None, Some(content)) => (count(content.lines()), 0),
                (None, None) => (0, 0),
            };
            let file = given.map(|path| change(path, kind, additions, deletions));
            file.into_iter().collect()
        }
        "apply_patch" | "patch" => {
            text(&state.input, &["patchText"]).map_or_else(Vec::new, patched)
        }
        _ => Vec::new(),
    }
}

fn is_editor(tool: &str) -> bool {
    matches!(
        tool,
        "edit" | "multiedit" | "write" | "apply_patch" | "patch"
    )
}

/// What a tool says of a file.
fn told<'a>(path: &'a str, file: &'a Fields, by_default: FileChange) -> ChangedFile<'a> {
    let kind = match text(file, &["type", "status"]) {
        Some("add" | "added") => FileChange::Added,
        Some("delete" | "deleted") => FileChange::Deleted,
        _ => by_default,
    };
    let number = |name| file.get(name).and_then(Value::as_u64).unwrap_or_default();
    change(path, kind, number("additions"), number("deletions"))
}

/// What happens to a file by a tool that says whether it was there before.
fn kind_of(metadata: Option<&Fields>) -> FileChange {
    match metadata.and_then(|told| told.get("exists")?.as_bool()) {
        Some(false) => FileChange::Added,
        _ => FileChange::Modified,
    }
}

/// The files of a patch in the form that models write: each after a line with three stars.
fn patched(patch: &str) -> Vec<ChangedFile<'_>> {
    let heads = [
        ("*** Add File: ", FileChange::Added),
        ("*** Update File: ", FileChange::Modified),
        ("*** Delete File: ", FileChange::Deleted),
    ];
    let mut files: Vec<ChangedFile<'_>> = Vec::new();
    for line in patch.lines() {
        let mut heads = heads.iter();
        let head = heads.find_map(|(head, kind)| Some((line.strip_prefix(head)?, *kind)));
        match (head, files.last_mut()) {
            (Some((name, kind)), _) => files.push(change(name.trim(), kind, 0, 0)),
            (None, Some(file)) => {
                let (additions, deletions) = counted(std::iter::once(line));
                file.additions += additions;
                file.deletions += deletions;
            }
            (None, None) => {}
        }
    }
    files
}

/// How many lines a patch adds and removes.
fn counted<'a>(lines: impl Iterator<Item = &'a str>) -> (u64, u64) {
    lines.fold((0, 0), |(added, removed), line| match line.as_bytes() {
        [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] => (added, removed),
        [b'+', ..] => (added + 1, removed),
        [b'-', ..] => (added, removed + 1),
        _ => (added, removed),
    })
}

fn count<'a>(lines: impl Iterator<Item = &'a str>) -> u64 {
    lines.fold(0, |count, _| count + 1)
}

fn change(path: &str, kind: FileChange, additions: u64, deletions: u64) -> ChangedFile<'_> {
    ChangedFile {
        path: Cow::Borrowed(path),
        kind,
        additions,
        deletions,
        difference: Difference::Unknown,
    }
}

fn text<'a>(fields: &'a Fields, names: &[&str]) -> Option<&'a str> {
    names.iter().find_map(|name| fields.get(*name)?.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use serde_json::json;

    use super::*;

    /// Checks what a completed use of a tool has changed, a line a file.
    fn check(tool: &str, state: Value, expected: &[&str]) {
        let mut state = state;
        state["status"] = json!("completed");
        let part = json!({ "tool": tool, "state": state });
        let part: ToolPart = serde_json::from_value(part).unwrap();
        let files = edits(&part).into_iter().map(|file| {
            format!(
                "{:?} {} +{} -{}",
                file.kind, file.path, file.additions, file.deletions
            )
        });
        assert_eq!(files.collect::<Vec<_>>(), expected, "{tool}");
    }

    #[test]
    fn each_editor_tells_in_its_own_way() {
        let diff = json!({ "file": "/w/a.rs", "additions": 2, "deletions": 1 });
        check(
            "edit",
            json!({ "input": { "filePath": "a.rs" }, "metadata": { "filediff": diff } }),
            &["Modified /w/a.rs +2 -1"],
        );
        check(
            "edit",
            json!({ "input": { "filePath": "a.rs" },
                "metadata": { "diff": "--- a\n+++ b\n@@ -1 +1,2 @@\n-x\n+y\n+z\n" } }),
            &["Modified a.rs +2 -1"],
        );
        check(
            "write",
            json!({ "input": { "filePath": "b.rs", "content": "x\ny\n" }, "metadata": { "exists": false } }),
            &["Added b.rs +2 -0"],
        );
        check(
            "write",
            json!({ "input": { "filePath": "b.rs", "content": "x\n" }, "metadata": { "exists": true } }),
            &["Modified b.rs +0 -0"],
        );
        check(
            "apply_patch",
            json!({ "metadata": { "files": [
                { "filePath": "c.rs", "type": "add", "additions": 3, "deletions": 0 },
                { "relativePath": "d.rs", "type": "delete", "additions": 0, "deletions": 4 },
                7,
            ] } }),
            &["Added c.rs +3 -0", "Deleted d.rs +0 -4"],
        );
        let patch = "*** Begin Patch\n*** Update File: e.rs\n@@\n-x\n+y\n*** Add File: f.rs\n+z\n*** End Patch";
        check(
            "apply_patch",
            json!({ "input": { "patchText": patch } }),
            &["Modified e.rs +1 -1", "Added f.rs +1 -0"],
        );
    }

    #[test]
    fn other_tools_change_nothing() {
        let files = json!([{ "path": "a.rs" }]);
        check(
            "bash",
            json!({ "input": { "filePath": "a" }, "metadata": { "files": files } }),
            &[],
        );
        check("edit", json!({ "input": {} }), &[]);
    }
}
