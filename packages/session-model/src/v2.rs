//! The second generation: a transcript of messages and parts, fed by an agent's bus events.

mod changes;
mod children;
mod delta;
mod edits;
mod messages;
mod names;
mod notes;
mod part_order;
mod parts;
mod prompts;
mod queue;
mod reduce;
mod rows;
mod steps;
mod suggestions;
mod threads;
mod totals;
mod transcript;
mod turns;
mod workspace;
mod written;

pub use children::{Child, ChildState, ChildTool};
pub use prompts::{Ask, Prompt, SettledPermission};
pub use queue::Queued;
pub use rows::{Row, UserRow};
pub use threads::Thread;
pub use transcript::Transcript;

use session_wire::call::WorkerVersion;

use crate::version::Version;

/// The generation of opencode's messages.
#[derive(Clone, Copy, Debug)]
pub enum V2 {}

impl Version for V2 {
    type Transcript = Transcript;
    const WORKER: WorkerVersion = WorkerVersion::V2;
}
