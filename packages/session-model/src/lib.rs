//! What it means: the pure model of a project, its sessions and their transcripts.
//!
//! The model is one value with one verb: [`Project::handle`] takes an [`Input`] (anything that can
//! happen) and the time, and gives back a [`Step`]: the [`Change`]s that a view may have to redraw
//! and the [`Effect`]s that the world is asked for. It cannot tell the time, sleep, spawn or touch
//! a socket; time, jitter and outcomes come in as data.
//!
//! A [`Session`] is a self-contained unit: its own transcript, connection and outbox. Its message
//! format is a [`Version`]; [`AnySession`] is the union of those that exist, and the formats are
//! never turned into one another.

pub mod change;
pub mod effect;
pub mod input;
pub mod project;
pub mod rows;
pub mod session;
pub mod v1;
pub mod v2;
pub mod version;

pub use change::{Change, Step};
pub use effect::{Effect, StreamRequest, Timer};
pub use input::{CallError, CallErrorKind, Draft, History, Input, LeftOut, Link, Wake};
pub use project::{
    Deployment, Load, NewSession, Preview, PreviewStatus, Project, ReturnReason, Returned, Setting,
    Settings,
};
pub use rows::{
    ChangeTotals, ChangedFile, ContextRow, Delivery, Difference, FileChange, Form, Growth, Look,
    Progress, RowId, StepTaken, ThreadId, Title, ToolStage, Totals, Turn, TurnId, TurnTotals,
    Written,
};
pub use session::{
    Activity, Answer, Connection, ConnectionFacts, ConnectionState, DropReason, Dropped, Epoch,
    HistoryState, Life, LostReason, Preparation, PreparationStep, PromptState, SendId, Session,
    SessionInfo, SessionKey, TooBig,
};
pub use session_wire::Timestamp;
pub use version::{AnySession, Version};
