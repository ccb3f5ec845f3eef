//! The payloads of V1 messages: JSON in `metadata`, or in the text itself.

mod context;
mod followup;
mod mcp;
mod plan;
mod request;
mod retry;
mod todo;
mod tool;

use std::borrow::Cow;

use serde_json::Value;

pub use self::context::{ContextCondense, ContextTruncation, ModelInfo, ProgressStatus};
pub use self::followup::{Choice, Followup};
pub use self::mcp::{McpUse, McpUseKind};
pub use self::plan::Plan;
pub use self::request::{ApiFailure, ApiProtocol, ApiRequest, CancelReason};
pub use self::retry::{ErrorRetry, RetryDelay};
pub use self::todo::{TodoItem, TodoItemStatus};
pub use self::tool::{BatchDiff, BatchDir, BatchFile, DiffHunk, DiffStats, SayTool, ToolName};
use super::{Ask, CloudMessage, Say};
use crate::json;
use crate::record::Record;

/// Whether a message's `metadata` is its payload, not only what Kilo notes beside it.
pub(super) fn is_payload(metadata: &Value) -> bool {
    match metadata {
        Value::Object(fields) => fields.is_empty() || fields.keys().any(|name| name != "kiloCode"),
        Value::Array(_) => true,
        _ => false,
    }
}

impl CloudMessage {
    /// The payload: `metadata`, else the words where they are a JSON object or array.
    ///
    /// The stream carries it in `metadata`, stored messages in `text`. It is read anew each time.
    pub fn payload(&self) -> Option<Cow<'_, Value>> {
        if let Some(metadata) = self
            .metadata
            .as_ref()
            .filter(|metadata| is_payload(metadata))
        {
            return Some(Cow::Borrowed(metadata));
        }
        let words = self.words().trim_start();
        if !words.starts_with(['{', '[']) {
            return None;
        }
        json::from_str(words).ok().map(Cow::Owned)
    }

    /// A tool's use, where the message says or asks one.
    ///
    /// ```
    /// use session_wire::v1::{CloudMessage, ToolName};
    ///
    /// let message: CloudMessage = serde_json::from_str(
    ///     r#"{"ts":1,"type":"assistant","ask":"tool","text":"{\"tool\":\"readFile\",\"path\":\"a.rs\"}"}"#,
    /// )?;
    /// let tool = message.tool().ok_or("no tool")?;
    /// assert_eq!(tool.tool, Some(ToolName::ReadFile));
    /// assert_eq!(tool.path.as_deref(), Some("a.rs"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn tool(&self) -> Option<SayTool> {
        let is_tool = matches!(
            (&self.say, &self.ask),
            (
                Some(Say::Tool | Say::UserFeedbackDiff | Say::UserEditTodos),
                _
            ) | (None, Some(Ask::Tool))
        );
        is_tool.then(|| self.read()).flatten()
    }

    /// A request to the language model, where the message is about one.
    pub fn request(&self) -> Option<ApiRequest> {
        let is_request = matches!(&self.say, Some(Say::ApiReqStarted | Say::DeletedApiReqs));
        is_request.then(|| self.read()).flatten()
    }

    /// Why a request failed, where the message asks what to do about it.
    pub fn failure(&self) -> Option<ApiFailure> {
        let is_failure = self.asks(&Ask::ApiReqFailed);
        is_failure.then(|| {
            self.read()
                .unwrap_or_else(|| ApiFailure::of_words(self.words()))
        })
    }

    /// The retry that is counted down, where a Cline message is about one.
    pub fn retry(&self) -> Option<ErrorRetry> {
        let is_retry = self.say == Some(Say::ErrorRetry);
        is_retry.then(|| self.read()).flatten()
    }

    /// The retry that is counted down, where a Roo message is about one.
    pub fn retry_delay(&self) -> Option<RetryDelay<'_>> {
        let is_delay = self.say == Some(Say::ApiReqRetryDelayed);
        is_delay.then(|| RetryDelay::parse(self.words()))
    }

    /// A question, where the message asks one; while it is written, it may be words alone.
    pub fn followup(&self) -> Option<Followup> {
        let is_followup = self.asks(&Ask::Followup);
        is_followup.then(|| {
            self.read()
                .unwrap_or_else(|| Followup::of_words(self.words()))
        })
    }

    /// A plan to agree on, where the message asks for it.
    pub fn plan(&self) -> Option<Plan> {
        let is_plan = self.asks(&Ask::PlanModeRespond) || self.asks(&Ask::ActModeRespond);
        is_plan.then(|| self.read().unwrap_or_else(|| Plan::of_words(self.words())))
    }

    /// The call of an MCP server, where the message says or asks one.
    pub fn mcp(&self) -> Option<McpUse> {
        let is_mcp = matches!(
            (&self.say, &self.ask),
            (Some(Say::UseMcpServer), _) | (None, Some(Ask::UseMcpServer | Ask::UseMcpTool))
        );
        is_mcp.then(|| self.read()).flatten()
    }

    /// The to-do list, where the message brings one: as a tool's payload or as a check list.
    pub fn todos(&self) -> Option<Vec<TodoItem>> {
        match &self.say {
            Some(Say::TaskProgress) => Some(TodoItem::of_check_list(self.words())),
            _ => self.tool()?.todos,
        }
    }

    fn asks(&self, ask: &Ask) -> bool {
        self.say.is_none() && self.ask.as_ref() == Some(ask)
    }

    fn read<T: Record>(&self) -> Option<T> {
        match self.payload()?.into_owned() {
            Value::Object(fields) => T::read(fields).ok(),
            _ => None,
        }
    }
}
