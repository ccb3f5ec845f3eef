//! The first generation: messages of the legacy CLI, known by their time.

mod event;
mod execution;
mod history;
mod kind;
mod message;
mod payload;

pub use event::{Line, Note};
pub use execution::{CommandExecution, CommandStatus, McpExecution, McpStatus};
pub use history::{SYSTEM_CONTEXT_UNTIL, from_history, without_system_context};
pub use kind::{Ask, Say};
pub use message::{Author, CloudMessage, Images, QueuedMessage, ToolExecution};
pub use payload::{
    ApiFailure, ApiProtocol, ApiRequest, BatchDiff, BatchDir, BatchFile, CancelReason, Choice,
    ContextCondense, ContextTruncation, DiffHunk, DiffStats, ErrorRetry, Followup, McpUse,
    McpUseKind, ModelInfo, Plan, ProgressStatus, RetryDelay, SayTool, TodoItem, TodoItemStatus,
    ToolName,
};
