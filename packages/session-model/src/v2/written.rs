//! The rows of a V2 session in words.

use session_wire::v2::FilePart;

use super::rows::Row;
use crate::rows::{Title, Written, pretty};

impl Row<'_> {
    /// The row in words; of tools that look around together only that they do.
    pub fn written(&self) -> Written {
        match self {
            Self::User(user) => {
                let texts = user.texts.iter().map(|text| (*text).to_owned());
                let files = user.files.iter().map(|file| format!("[{}]", name_of(file)));
                let body = texts.chain(files).collect::<Vec<_>>().join("\n\n");
                Written::plain(Title::User, &body)
            }
            Self::Text { text, .. } => Written::markdown(Title::Assistant, text),
            Self::Reasoning { text, .. } => Written::markdown(Title::Reasoning, text),
            Self::Tool { tool, .. } => {
                let state = &tool.state;
                let result = state
                    .output
                    .as_deref()
                    .or(state.error.as_deref())
                    .unwrap_or_default();
                let status = Some(state.status.as_str().to_owned());
                let title = Title::Tool(tool.tool.clone(), status);
                Written::output(title, format!("{}\n{result}", pretty(&state.input)))
            }
            Self::Context(_) => Written::plain(Title::Tools, ""),
            Self::File(file) => Written::plain(Title::File, name_of(file)),
            Self::Retry(retry) => {
                Written::plain(Title::Retry, &format!("attempt {}", retry.attempt))
            }
            Self::Compaction { .. } => Written::plain(Title::Compacted, ""),
            Self::Commit(commit) => {
                let title = if commit.success {
                    Title::Committed
                } else {
                    Title::NotCommitted
                };
                let words = commit.commit_message.as_ref().or(commit.message.as_ref());
                Written::plain(title, words.map_or("", String::as_str))
            }
            Self::Patch { files } => Written::plain(Title::Changed, &files.join("\n")),
            Self::Checkpoint { name } => Written::plain(Title::Checkpoint, name),
            Self::Subtask(subtask) => Written::plain(Title::Subtask, &subtask.description),
            Self::Interrupted => Written::plain(Title::Interrupted, ""),
            Self::Failed(error) => Written::plain(Title::Failed, error.message()),
            Self::Unknown { kind, fields } => {
                Written::output(Title::Part((*kind).to_owned()), pretty(fields))
            }
        }
    }
}

fn name_of(file: &FilePart) -> &str {
    file.filename.as_deref().unwrap_or(&file.mime)
}
