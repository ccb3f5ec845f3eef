//! The first generation: a transcript of whole messages, each sent again as it grows.

mod changes;
mod identity;
mod names;
mod reduce;
mod rows;
mod said;
mod steps;
mod totals;
mod transcript;
mod turns;
mod visible;
mod written;

pub use rows::{Followup, Retry, Row, UserRow, Words};
pub use transcript::Transcript;

use session_wire::call::WorkerVersion;

use crate::version::Version;

/// The generation of the legacy CLI's messages.
#[derive(Clone, Copy, Debug)]
pub enum V1 {}

impl Version for V1 {
    type Transcript = Transcript;
    const WORKER: WorkerVersion = WorkerVersion::V1;
}
