//! The identities of what is drawn: threads of turns of rows.

mod changes;
mod context;
mod groups;
mod progress;
mod totals;
mod written;

pub(crate) use changes::merged;
pub use changes::{ChangeTotals, ChangedFile, Difference, FileChange};
pub(crate) use context::runs;
pub use context::{ContextRow, Look};
pub(crate) use groups::{Arranged, Groups};
pub use progress::{Growth, Progress, ToolStage};
pub use totals::{StepTaken, Totals, TurnTotals};
pub(crate) use written::pretty;
pub use written::{Form, Title, Written};

/// Something that is drawn as one unit, for its whole life: a message or a part of one.
///
/// Unique in its session. An optimistic message keeps its row when the agent confirms it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowId(pub(crate) u32);

impl RowId {
    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    /// The row's number in its session.
    pub fn number(self) -> u32 {
        self.0
    }
}

/// A person's message and everything that answers it; named after its first message's row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TurnId(pub(crate) RowId);

impl TurnId {
    /// The row of the message that the turn began with.
    pub fn first_row(self) -> RowId {
        self.0
    }
}

/// A list of turns in a session: the conversation itself, or that of a child agent in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadId(pub(crate) u32);

impl ThreadId {
    /// The conversation itself.
    pub const ROOT: Self = Self(0);
}

/// A turn and the rows that it is drawn as, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Its identity.
    pub id: TurnId,
    /// Its rows from top to bottom; a row that has nothing to show is left out.
    pub rows: Vec<RowId>,
}

/// Whether the agent has a message of the person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// It is on its way.
    Sending,
    /// It waits until the agent is ready for it.
    Queued,
    /// It did not get to the agent.
    Failed,
    /// The agent has it.
    Delivered,
}
