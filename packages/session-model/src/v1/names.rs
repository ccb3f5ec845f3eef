//! What a row is called in every copy of a V1 session.

use super::identity::Identity;
use super::transcript::{Entry, Transcript};
use crate::rows::RowId;

impl Transcript {
    /// What a row is called wherever the session is shown, after a replay, too; none for one that the
    /// agent has not shown. A group of rows is called after its first one.
    pub fn name(&self, row: RowId) -> Option<String> {
        match self.entries.get(row.index())? {
            Entry::Message(entry) if entry.is_optimistic => None,
            Entry::Message(entry) => {
                let identity = Identity::of(&entry.message);
                let same = self.by_identity.get(&identity)?;
                let nth = same.iter().position(|known| *known == row)?;
                Some(format!("{identity} {nth}"))
            }
            Entry::Context => {
                let first = self.name(*self.groups.members(row).first()?)?;
                Some(format!("group {first}"))
            }
            Entry::Gone => None,
        }
    }
}
