//! The second generation: messages of info and parts, as opencode defines them.

mod event;
mod message;
mod part;
mod tool;

pub use event::{
    BusEvent, EventError, PermissionRequest, Question, QuestionOption, QuestionRequest, RawEq,
    Session, SessionStatus, Todo, ToolRef,
};
pub use message::{
    AssistantMessage, CacheTokens, Info, MessageError, MessageTime, ModelRef, StoredMessage,
    Tokens, UserMessage,
};
pub use part::{
    CompactionPart, FilePart, Part, PartBody, PartTime, PatchPart, ReasoningPart, RetryPart,
    StepFinishPart, StepStartPart, SubtaskPart, TextPart, ToolPart,
};
pub use tool::{ToolState, ToolStatus, ToolTime};
