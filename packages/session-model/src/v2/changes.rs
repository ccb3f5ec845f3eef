//! Which files the agent of a V2 session has changed.

use std::borrow::Cow;

use session_wire::SessionId;
use session_wire::v2::{DiffStatus, FileDiff, PartBody, PatchPart};

use super::edits::edits;
use super::messages::diffs;
use super::transcript::{MessageEntry, Transcript};
use super::workspace::relative;
use crate::rows::{ChangedFile, Difference, FileChange, RowId, ThreadId, TurnId, merged};
use crate::session::Marks;

impl Transcript {
    /// The files that the agent has changed so far, each once: as the agent sums them up, else as
    /// its turns do. Read under the session's change.
    pub fn changed_files(&self) -> Vec<ChangedFile<'_>> {
        let root = self.root();
        if !root.diff.is_empty() {
            return merged(root.diff.iter().filter_map(changed));
        }
        let reverted = self.reverted(ThreadId::ROOT);
        let first_rows = root.turns.iter().map(|entry| entry.turn.id.first_row());
        let kept = first_rows.filter(|row| !reverted.contains(row));
        let diffs = kept.flat_map(|row| self.diffs_of(row));
        merged(diffs.filter_map(changed))
    }

    /// The files that were changed in a turn: as the agent sums them up, else as its tools tell it
    /// and as it finds them after its steps. Read under the turn's change.
    pub fn turn_changes(&self, turn: TurnId) -> Vec<ChangedFile<'_>> {
        let diffs = self.diffs_of(turn.first_row());
        if !diffs.is_empty() {
            return merged(diffs.iter().filter_map(changed));
        }
        let workspace = self.workspace();
        let edits = self.bodies_of(turn).filter_map(edited).flatten();
        let mut files = merged(edits.map(|edit| within(edit, workspace)));
        let found = self.bodies_of(turn).filter_map(|body| match body {
            PartBody::Patch(patch) => Some(&patch.files),
            _ => None,
        });
        for path in found.flatten() {
            let path = relative(path, workspace);
            if !files.iter().any(|file| file.path == path) {
                files.push(ChangedFile {
                    path: Cow::Borrowed(path),
                    kind: FileChange::Modified,
                    additions: 0,
                    deletions: 0,
                    difference: Difference::Unknown,
                });
            }
        }
        files
    }

    /// The files that an agent found changed after a step and that no tool of the step tells.
    pub(super) fn untold<'a>(
        &'a self,
        message: &MessageEntry,
        patch: &'a PatchPart,
    ) -> Vec<&'a str> {
        let workspace = self.workspace();
        let bodies = self.bodies_in(message);
        let told: Vec<_> = bodies.filter_map(edited).flatten().collect();
        let is_told = |path: &str| {
            let mut told = told.iter();
            told.any(|edit| relative(&edit.path, workspace) == path)
        };
        let found = patch.files.iter().map(|path| relative(path, workspace));
        found.filter(|path| !is_told(path)).collect()
    }

    fn bodies_of(&self, turn: TurnId) -> impl Iterator<Item = &PartBody> {
        let messages = self.messages_of(turn).iter();
        let messages = messages.filter_map(|row| self.message(*row));
        messages.flat_map(|message| self.bodies_in(message))
    }

    fn bodies_in<'a>(&'a self, message: &'a MessageEntry) -> impl Iterator<Item = &'a PartBody> {
        let parts = message.parts.iter();
        parts.filter_map(|part| Some(&self.part(*part)?.part.body))
    }

    fn diffs_of(&self, row: RowId) -> &[FileDiff] {
        let info = self.message(row).and_then(|message| message.known());
        info.map_or(&[], diffs)
    }

    /// The agent sums up what a session has changed.
    pub(super) fn diff_changed(
        &mut self,
        session: &SessionId,
        diff: Vec<FileDiff>,
        marks: &mut Marks<'_>,
    ) {
        let thread = self.ensure_thread(session);
        // What a child changes is in the sum of its root.
        if thread == ThreadId::ROOT && self.threads[0].diff != diff {
            self.threads[0].diff = diff;
            marks.session();
        }
    }
}

fn edited(body: &PartBody) -> Option<Vec<ChangedFile<'_>>> {
    match body {
        PartBody::Tool(tool) => Some(edits(tool)),
        _ => None,
    }
}

/// A change of a file in the folder that the agent works in, told by its path in it.
fn within<'a>(mut file: ChangedFile<'a>, workspace: Option<&str>) -> ChangedFile<'a> {
    file.path = match file.path {
        Cow::Borrowed(path) => Cow::Borrowed(relative(path, workspace)),
        Cow::Owned(path) => Cow::Owned(relative(&path, workspace).to_owned()),
    };
    file
}

fn changed(diff: &FileDiff) -> Option<ChangedFile<'_>> {
    let difference = match (&diff.patch, &diff.before, &diff.after) {
        (Some(patch), _, _) => Difference::Patch(patch),
        (None, Some(before), Some(after)) => Difference::Texts { before, after },
        (None, _, _) => Difference::Unknown,
    };
    Some(ChangedFile {
        path: Cow::Borrowed(diff.file.as_deref()?),
        kind: match diff.status {
            Some(DiffStatus::Added) => FileChange::Added,
            Some(DiffStatus::Deleted) => FileChange::Deleted,
            Some(DiffStatus::Modified | DiffStatus::Other(_)) | None => FileChange::Modified,
        },
        additions: diff.additions.unwrap_or_default(),
        deletions: diff.deletions.unwrap_or_default(),
        difference,
    })
}
