//! What a row is called in every copy of a V2 session.

use super::transcript::{Entry, MessageInfo, Transcript};
use crate::rows::RowId;

impl Transcript {
    /// What a row is called wherever the session is shown, after a replay, too; none for one that the
    /// agent has not shown. A group of rows is called after its first one.
    pub fn name(&self, row: RowId) -> Option<String> {
        match self.entries.get(row.index())? {
            Entry::Message(message) => match &message.info {
                MessageInfo::Known(info) => Some(info.id().to_string()),
                MessageInfo::Queued(queued) => Some(queued.id.to_string()),
                MessageInfo::Early | MessageInfo::Optimistic { .. } => None,
            },
            Entry::Part(part) => Some(part.part.id.to_string()),
            Entry::Context => {
                let first = self.name(*self.groups.members(row).first()?)?;
                Some(format!("group {first}"))
            }
            Entry::Note(_) | Entry::Gone => None,
        }
    }
}
