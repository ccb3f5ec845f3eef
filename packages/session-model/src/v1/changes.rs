//! Which files the agent of a V1 session has changed, as its tools tell it.

use std::borrow::Cow;

use session_wire::v1::{Ask, CloudMessage, Say, SayTool, ToolName};

use super::transcript::{MessageEntry, Transcript};
use crate::rows::{ChangedFile, Difference, FileChange, TurnId, merged};

impl Transcript {
    /// The files that the agent has changed so far, each once. Read under the session's change.
    pub fn changed_files(&self) -> Vec<ChangedFile<'_>> {
        let entries = self.order.iter().filter_map(|row| self.entry(*row));
        merged(entries.flat_map(edited))
    }

    /// The files that were changed in a turn. Read under the turn's change.
    pub fn turn_changes(&self, turn: TurnId) -> Vec<ChangedFile<'_>> {
        let messages = self.messages_of(turn).iter();
        let entries = messages.filter_map(|row| self.entry(*row));
        merged(entries.flat_map(edited))
    }
}

fn edited(entry: &MessageEntry) -> impl Iterator<Item = ChangedFile<'_>> {
    entry.edits.iter().map(|edit| ChangedFile {
        path: Cow::Borrowed(&*edit.path),
        difference: edit.difference,
        ..*edit
    })
}

/// The files that a finished use of a tool changes.
pub(super) fn edits(message: &CloudMessage) -> Vec<ChangedFile<'static>> {
    let is_tool = matches!(
        (&message.say, &message.ask),
        (Some(Say::Tool), _) | (None, Some(Ask::Tool))
    );
    if !is_tool || message.is_partial() {
        return Vec::new();
    }
    let Some(tool) = message.tool() else {
        return Vec::new();
    };
    let Some(kind) = tool.tool.as_ref().and_then(kind_of) else {
        return Vec::new();
    };
    let batch = tool.batch_diffs.as_deref().unwrap_or_default();
    if batch.is_empty() {
        return one(&tool, kind).into_iter().collect();
    }
    let files = batch.iter().filter_map(|file| {
        let stats = file.diff_stats.as_ref();
        Some(ChangedFile {
            path: Cow::Owned(file.path.clone()?),
            kind,
            additions: stats.and_then(|stats| stats.added).unwrap_or_default(),
            deletions: stats.and_then(|stats| stats.removed).unwrap_or_default(),
            difference: Difference::Unknown,
        })
    });
    files.collect()
}

fn one(tool: &SayTool, kind: FileChange) -> Option<ChangedFile<'static>> {
    let stats = tool.diff_stats.as_ref();
    let counted = stats.and_then(|stats| stats.added);
    // A new file is told whole.
    let whole = tool.content.as_ref().filter(|_| kind == FileChange::Added);
    let lines = whole.map(|content| content.lines().count() as u64);
    Some(ChangedFile {
        path: Cow::Owned(tool.path.clone()?),
        kind,
        additions: counted.or(lines).unwrap_or_default(),
        deletions: stats.and_then(|stats| stats.removed).unwrap_or_default(),
        difference: Difference::Unknown,
    })
}

fn kind_of(tool: &ToolName) -> Option<FileChange> {
    match tool {
        ToolName::NewFileCreated => Some(FileChange::Added),
        ToolName::FileDeleted | ToolName::DeleteFile => Some(FileChange::Deleted),
        ToolName::EditedExistingFile
        | ToolName::AppliedDiff
        | ToolName::InsertContent
        | ToolName::SearchAndReplace => Some(FileChange::Modified),
        _ => None,
    }
}
