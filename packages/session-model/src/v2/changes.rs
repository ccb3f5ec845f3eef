//! Which files the agent of a V2 session has changed.

use std::borrow::Cow;

use session_wire::SessionId;
use session_wire::v2::{DiffStatus, FileDiff};

use super::messages::diffs;
use super::transcript::Transcript;
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

    /// The files that were changed in a turn. Read under the turn's change.
    pub fn turn_changes(&self, turn: TurnId) -> Vec<ChangedFile<'_>> {
        let diffs = self.diffs_of(turn.first_row()).iter();
        merged(diffs.filter_map(changed))
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
