//! The V1 message as stored and shown.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::open_enum::open_enum;
use crate::{Fields, Timestamp, lenient};

/// A V1 message. `ts` identifies it in most cases, not in all: see the model's V1 reducer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CloudMessage {
    /// When it was made, and its identity on the wire.
    pub ts: Timestamp,
    /// Who speaks.
    #[serde(rename = "type")]
    pub author: Author,
    /// What is said, where it says something.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub say: Option<Say>,
    /// What is asked, where it asks something.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub ask: Option<Ask>,
    /// The words; read before `content`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub text: Option<String>,
    /// The words, as some writers name them.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub content: Option<String>,
    /// Whether more of this message is to come.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub partial: Option<bool>,
    /// The payload of messages whose text is JSON (tools, requests, follow-ups).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub metadata: Option<Value>,
    /// Attached images, as the web client stores them.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub images: Option<Value>,
    /// Every other field, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

impl CloudMessage {
    /// The words of the message: `text`, else `content`, else nothing.
    pub fn words(&self) -> &str {
        self.text
            .as_deref()
            .or(self.content.as_deref())
            .unwrap_or_default()
    }

    /// Whether the writer said that more is to come.
    pub fn is_partial(&self) -> bool {
        self.partial.unwrap_or(false)
    }
}

/// Images that were uploaded beside a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Images {
    /// The folder in the store.
    pub path: String,
    /// The files' names in it.
    pub files: Vec<String>,
}

open_enum! {
    /// Who speaks in a V1 message.
    Author {
        /// The person.
        User = "user",
        /// The language model.
        Assistant = "assistant",
        /// The program around it.
        System = "system",
    }
}

open_enum! {
    /// What a V1 message says.
    Say {
        /// Something failed.
        Error = "error",
        /// A retry is counted down.
        ErrorRetry = "error_retry",
        /// A request to the language model.
        ApiReqStarted = "api_req_started",
        /// A request ended.
        ApiReqFinished = "api_req_finished",
        /// A request is tried again.
        ApiReqRetried = "api_req_retried",
        /// A request waits before it is tried again.
        ApiReqRetryDelayed = "api_req_retry_delayed",
        /// A request waits for its rate limit.
        ApiReqRateLimitWait = "api_req_rate_limit_wait",
        /// A request was taken back.
        ApiReqDeleted = "api_req_deleted",
        /// The task's prompt.
        Task = "task",
        /// Plain words.
        Text = "text",
        /// An image.
        Image = "image",
        /// What the model thinks.
        Reasoning = "reasoning",
        /// The answer at the end of a task.
        CompletionResult = "completion_result",
        /// The person's words.
        UserFeedback = "user_feedback",
        /// The person's change to a file.
        UserFeedbackDiff = "user_feedback_diff",
        /// A command.
        Command = "command",
        /// What a command printed.
        CommandOutput = "command_output",
        /// The shell could not be watched.
        ShellIntegrationWarning = "shell_integration_warning",
        /// An MCP server is called.
        McpServerRequestStarted = "mcp_server_request_started",
        /// An MCP server's answer.
        McpServerResponse = "mcp_server_response",
        /// The result of a sub-task.
        SubtaskResult = "subtask_result",
        /// A checkpoint of the files.
        CheckpointSaved = "checkpoint_saved",
        /// A checkpoint of the files.
        CheckpointCreated = "checkpoint_created",
        /// An edit could not be applied.
        DiffError = "diff_error",
        /// The context was condensed.
        CondenseContext = "condense_context",
        /// The context could not be condensed.
        CondenseContextError = "condense_context_error",
        /// Hits of a search in the code.
        CodebaseSearchResult = "codebase_search_result",
        /// The person changed the to-do list.
        UserEditTodos = "user_edit_todos",
        /// The to-do list.
        TaskProgress = "task_progress",
        /// A tool's use.
        Tool = "tool",
        /// A line of the program about its state.
        Status = "status",
    }
}

open_enum! {
    /// What a V1 message asks.
    Ask {
        /// A question to the person.
        Followup = "followup",
        /// May a command run.
        Command = "command",
        /// A running command's output; no real question.
        CommandOutput = "command_output",
        /// Is the task done.
        CompletionResult = "completion_result",
        /// May a tool be used.
        Tool = "tool",
        /// A request failed; try again.
        ApiReqFailed = "api_req_failed",
        /// Go on with the task.
        ResumeTask = "resume_task",
        /// Go on with a task that was done.
        ResumeCompletedTask = "resume_completed_task",
        /// Too many mistakes in a row.
        MistakeLimitReached = "mistake_limit_reached",
        /// May a browser be opened.
        BrowserActionLaunch = "browser_action_launch",
        /// May an MCP server be called, as the CLI names it.
        UseMcpServer = "use_mcp_server",
        /// May an MCP tool be called, as the web client names it.
        UseMcpTool = "use_mcp_tool",
        /// Too many requests were approved automatically.
        AutoApprovalMaxReqReached = "auto_approval_max_req_reached",
        /// Credits are needed.
        PaymentRequiredPrompt = "payment_required_prompt",
        /// A plan to agree on.
        PlanModeRespond = "plan_mode_respond",
    }
}
