//! What stands between the words of a V2 conversation.

use session_model::v2::Row;
use session_wire::stream::CommitCompleted;
use session_wire::v2::{MessageError, RetryPart, SubtaskPart};

use crate::components::aside::Aside;
use crate::components::mark;
use crate::components::notice::{Notice, Tone};
use crate::labels::Labels;

/// What a row is that stands between the words; none for any other row.
pub(super) fn aside<'a>(row: &'a Row<'_>, labels: &'a Labels) -> Option<Aside<'a>> {
    let words = &labels.transcript;
    Some(match row {
        Row::Retry(retry) => Aside::Notice(retried(retry, labels)),
        Row::Compaction { is_auto: true } => Aside::divider("compaction", &*words.compacted_auto),
        Row::Compaction { is_auto: false } => Aside::divider("compaction", &*words.compacted),
        Row::Commit(commit) => committed(commit, labels),
        Row::Patch { files } => Aside::Mark(mark::patch(files, labels)),
        Row::Checkpoint { name } => Aside::Mark(mark::checkpoint(name, None, labels)),
        Row::Subtask(subtask) => Aside::divider("subtask", handed_over(subtask, labels)),
        Row::Interrupted => Aside::divider("interrupted", &*words.interrupted),
        Row::Failed(error) => Aside::Notice(failed(error, labels)),
        Row::User(_)
        | Row::Text { .. }
        | Row::Reasoning { .. }
        | Row::Tool { .. }
        | Row::Context(_)
        | Row::File(_)
        | Row::Unknown { .. } => return None,
    })
}

fn committed<'a>(commit: &'a CommitCompleted, labels: &'a Labels) -> Aside<'a> {
    if commit.success {
        let text = (labels.transcript.committed)(commit.commit_message.as_deref());
        return Aside::divider("commit", text);
    }
    Aside::Notice(Notice {
        about: "commit",
        tone: Tone::Warning,
        text: labels.transcript.commit_failed.as_ref().into(),
        details: commit.message.as_deref().unwrap_or_default(),
    })
}

fn retried<'a>(retry: &'a RetryPart, labels: &Labels) -> Notice<'a> {
    let details = retry.error.as_ref().map(MessageError::message);
    Notice {
        about: "retry",
        tone: Tone::Warning,
        text: (labels.transcript.retried)(Some(retry.attempt)).into(),
        details: details.unwrap_or_default(),
    }
}

fn handed_over(subtask: &SubtaskPart, labels: &Labels) -> String {
    let handed = (labels.transcript.subtask)(&subtask.agent);
    match subtask.description.as_str() {
        "" => handed,
        description => format!("{handed}: {description}"),
    }
}

/// Why an answer failed and what to do.
pub(super) fn failed<'a>(error: &'a MessageError, labels: &'a Labels) -> Notice<'a> {
    let text = labels
        .errors
        .of_answer(&error.name, error.status_code(), error.message());
    Notice {
        about: "error",
        tone: Tone::Danger,
        text: text.into(),
        details: error.message(),
    }
}
