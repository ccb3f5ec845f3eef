//! The differences that a tool made, or is about to make.

use serde_json::Value;
use session_wire::Fields;

use super::call::ToolCall;
use super::fields::{list, string};
use super::kind::ToolKind;
use crate::chunk::chunk;
use crate::components::extent::MAX_WHOLE;
use crate::diff::{self, FileChange, FileDiff};

chunk! {
    /// What reads patches and compares texts.
    static COUNTED: fn(&ToolCall<'_>) -> Option<(u64, u64)> = tools(counted);
}

/// Where a tool tells what it changed.
const TOLD: [&str; 4] = ["filediff", "diff", "patch", "files"];

/// Where a tool is given what to change, but for the whole content of a file.
const GIVEN: [&str; 11] = [
    "patchText",
    "patch",
    "diff",
    "batchDiffs",
    "edits",
    "oldString",
    "old_string",
    "search",
    "newString",
    "new_string",
    "replace",
];

/// The files that a tool changes and how: as the tool tells it, else found from what it was given.
/// Patches that are too long to be drawn line by line are left out.
pub(crate) fn changes(call: &ToolCall<'_>) -> Vec<FileDiff> {
    let mut files = told(call).unwrap_or_else(|| given(call));
    let path = string(call.input, &["filePath", "path", "file"]);
    for file in &mut files {
        if file.path.is_empty()
            && let Some(path) = path
        {
            path.clone_into(&mut file.path);
        }
        file.mark_words();
    }
    files
}

/// The files of a patch; none where it is too long to be drawn line by line.
pub(crate) fn patch(text: &str) -> Option<Vec<FileDiff>> {
    let mut files = diff::parse(drawable(text)?);
    files.iter_mut().for_each(FileDiff::mark_words);
    Some(files)
}

/// The difference between two texts, which are whole files or pieces of them; none where they are
/// too long to be drawn line by line.
pub(crate) fn compared(path: &str, before: &str, after: &str, is_whole: bool) -> Option<FileDiff> {
    (before.len() + after.len() <= MAX_WHOLE).then(|| diff::compute(path, before, after, is_whole))
}

/// How many lines a tool adds and removes, where it is told or can be counted; what counts is
/// loaded when it is first needed.
pub(crate) fn count(call: &ToolCall<'_>) -> Option<(u64, u64)> {
    let number = |fields: &Fields, name: &str| fields.get(name).and_then(Value::as_u64);
    let both = |fields: &Fields, added, removed| number(fields, added).zip(number(fields, removed));
    if let Some(told) = object(call.metadata, "filediff")
        .and_then(|diff| both(diff, "additions", "deletions"))
        .or_else(|| object(call.input, "diffStats").and_then(|diff| both(diff, "added", "removed")))
    {
        return Some(told);
    }
    if !has_any(call.metadata, &TOLD) && !has_any(call.input, &GIVEN) {
        let content = string(call.input, &["content"]).and_then(drawable)?;
        if !diff::is_patch(content) {
            let lines = u64::try_from(content.lines().count()).unwrap_or(u64::MAX);
            return (call.kind == ToolKind::Write).then_some((lines, 0));
        }
    }
    COUNTED.code_in_time()?(call)
}

/// How many lines are added and removed by what has to be read or compared for it.
fn counted(call: &ToolCall<'_>) -> Option<(u64, u64)> {
    let changes = told(call).unwrap_or_else(|| given(call));
    (!changes.is_empty()).then(|| {
        changes
            .iter()
            .map(FileDiff::count)
            .fold((0, 0), |all, file| (all.0 + file.0, all.1 + file.1))
    })
}

fn has_any(fields: &Fields, names: &[&str]) -> bool {
    names.iter().any(|name| fields.contains_key(*name))
}

fn object<'a>(fields: &'a Fields, name: &str) -> Option<&'a Fields> {
    fields.get(name)?.as_object()
}

/// What the tool says of its changes.
fn told(call: &ToolCall<'_>) -> Option<Vec<FileDiff>> {
    let filediff = object(call.metadata, "filediff");
    let patch = filediff
        .and_then(|diff| string(diff, &["patch"]))
        .or_else(|| string(call.metadata, &["diff", "patch"]));
    if let Some(patch) = patch.and_then(drawable) {
        return Some(diff::parse(patch));
    }
    let whole = |fields: &Fields| {
        let before = string(fields, &["before"]).unwrap_or_default();
        let after = string(fields, &["after"]).unwrap_or_default();
        let is_given = fields.contains_key("before") || fields.contains_key("after");
        let file = string(fields, &["file", "filePath", "path"]).unwrap_or_default();
        is_given.then(|| compared(file, before, after, true))?
    };
    if let Some(diff) = filediff.and_then(whole) {
        return Some(vec![diff]);
    }
    let files: Vec<FileDiff> = list(call.metadata, "files")
        .iter()
        .filter_map(Value::as_object)
        .flat_map(
            |file| match string(file, &["patch", "diff"]).and_then(drawable) {
                Some(patch) => diff::parse(patch),
                None => whole(file).into_iter().collect(),
            },
        )
        .collect();
    (!files.is_empty()).then_some(files)
}

/// What the tool was given to do.
fn given(call: &ToolCall<'_>) -> Vec<FileDiff> {
    let input = call.input;
    if let Some(patch) = string(input, &["patchText", "patch", "diff"]).and_then(drawable) {
        return diff::parse(patch);
    }
    let batch = list(input, "batchDiffs");
    if !batch.is_empty() {
        return batch
            .iter()
            .filter_map(Value::as_object)
            .flat_map(|file| {
                let patch = string(file, &["content"]).and_then(drawable);
                let mut files = patch.map(diff::parse).unwrap_or_default();
                if let [first] = files.as_mut_slice()
                    && let Some(path) = string(file, &["path"])
                {
                    path.clone_into(&mut first.path);
                }
                files
            })
            .collect();
    }
    let content = string(input, &["content"]).and_then(drawable);
    match (call.kind, content) {
        (ToolKind::Edit | ToolKind::Write, Some(content)) if diff::is_patch(content) => {
            return diff::parse(content);
        }
        (ToolKind::Write, Some(content)) => {
            let mut file = diff::compute("", "", content, true);
            file.change = FileChange::Added;
            return vec![file];
        }
        _ => {}
    }
    let edits = list(input, "edits");
    let edits: Vec<FileDiff> = edits
        .iter()
        .filter_map(Value::as_object)
        .filter_map(replaced)
        .collect();
    if edits.is_empty() {
        return replaced(input).into_iter().collect();
    }
    edits
}

/// The difference between what is to be replaced and what replaces it.
fn replaced(fields: &Fields) -> Option<FileDiff> {
    let old = string(fields, &["oldString", "old_string", "search"]);
    let new = string(fields, &["newString", "new_string", "replace"]);
    if old.is_none() && new.is_none() {
        return None;
    }
    let (old, new) = (old.unwrap_or_default(), new.unwrap_or_default());
    compared("", old, new, false)
}

fn drawable(patch: &str) -> Option<&str> {
    (patch.len() <= MAX_WHOLE).then_some(patch)
}
