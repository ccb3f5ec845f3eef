//! The tools that only look around; those that follow each other are drawn as one row.

use super::{RowId, ToolStage};

/// How a tool looks around.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Look {
    /// It reads a file.
    Read,
    /// It searches names or contents.
    Search,
    /// It lists a folder, or what its code defines.
    List,
}

impl Look {
    /// How the tool of this name looks around; none for one that does anything else. The one list
    /// of such tools, of every agent.
    pub fn of(tool: &str) -> Option<Self> {
        match tool {
            "read" | "readFile" => Some(Self::Read),
            "glob" | "grep" | "codesearch" | "searchFiles" | "codebaseSearch" => Some(Self::Search),
            "list"
            | "ls"
            | "listFilesTopLevel"
            | "listFilesRecursive"
            | "listCodeDefinitionNames" => Some(Self::List),
            _ => None,
        }
    }
}

/// Tools that look around, one after the other.
///
/// One alone is a group as well: when the next one comes, nothing changes its shape or place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContextRow<'a> {
    /// The tools, in order. Each is a row of its own, to be drawn inside of the group.
    pub members: &'a [RowId],
    /// How many read a file.
    pub reads: usize,
    /// How many search.
    pub searches: usize,
    /// How many list.
    pub lists: usize,
    /// How many have failed.
    pub failures: usize,
    /// How far they are: done when all of them are.
    pub stage: ToolStage,
}

impl<'a> ContextRow<'a> {
    /// The row of `members`, each told by its kind and how far it is.
    pub(crate) fn of(members: &'a [RowId], tools: impl Iterator<Item = (Look, ToolStage)>) -> Self {
        let mut row = Self {
            members,
            reads: 0,
            searches: 0,
            lists: 0,
            failures: 0,
            stage: ToolStage::Done,
        };
        for (look, stage) in tools {
            match look {
                Look::Read => row.reads += 1,
                Look::Search => row.searches += 1,
                Look::List => row.lists += 1,
            }
            row.failures += usize::from(stage == ToolStage::Failed);
            if stage.is_open() {
                row.stage = stage;
            }
        }
        // What the model is still writing is as good as running.
        if row.stage == ToolStage::Pending {
            row.stage = ToolStage::Running;
        }
        row
    }
}

/// A row, or rows that are drawn as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    One(RowId),
    Context(Vec<RowId>),
}

/// Puts together the tools that follow each other and look around.
pub(crate) fn runs(rows: impl Iterator<Item = RowId>, looks: impl Fn(RowId) -> bool) -> Vec<Run> {
    let mut runs = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some(Run::Context(members)) if looks(row) => members.push(row),
            _ if looks(row) => runs.push(Run::Context(vec![row])),
            _ => runs.push(Run::One(row)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_neighbours_are_put_together() {
        let rows = [1, 2, 3, 10, 4].map(RowId);
        let found = runs(rows.into_iter(), |row| row.0 < 10);
        let group = |members: &[u32]| Run::Context(members.iter().copied().map(RowId).collect());
        assert_eq!(found, [group(&[1, 2, 3]), Run::One(RowId(10)), group(&[4])]);
    }
}
