//! The second generation: messages of info and parts, as opencode defines them.

mod diff;
mod error;
mod event;
mod message;
mod model;
mod part;
mod prompt;
mod session;
mod suggestion;
mod todo;
mod tokens;
mod tool;

pub use diff::{DiffStatus, FileDiff};
pub use error::{ErrorName, MessageError};
pub use event::{BusEvent, EventError, RawEq, TurnEnd};
pub use message::{
    AssistantMessage, AssistantPath, Info, MessageTime, StoredMessage, UserMessage, UserSummary,
};
pub use model::ModelRef;
pub use part::{
    AgentPart, CompactionPart, FilePart, FileSource, FileSourceKind, MetricsSource, Part, PartBody,
    PartTime, PatchPart, Position, ReasoningPart, RetryPart, SnapshotPart, SourceRange, SourceText,
    StepFinishPart, StepMetrics, StepStartPart, StepTime, SubtaskPart, TextPart, ToolPart,
};
pub use prompt::{
    PermissionReply, PermissionRequest, Question, QuestionOption, QuestionRequest, ToolRef,
};
pub use session::{
    PermissionAction, PermissionRule, RetryAction, Revert, Session, SessionModel, SessionShare,
    SessionStatus, SessionSummary, SessionTime,
};
pub use suggestion::{SuggestedAction, SuggestionRequest};
pub use todo::{Todo, TodoPriority, TodoStatus};
pub use tokens::{CacheTokens, Tokens};
pub use tool::{ToolState, ToolStatus, ToolTime};
