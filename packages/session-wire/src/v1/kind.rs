//! What V1 messages say and ask, in the words of every program of the family.

use crate::open_enum::open_enum;

open_enum! {
    /// What a V1 message says.
    Say {
        /// Something failed.
        Error = "error",
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
        /// A file is not to be touched.
        RooignoreError = "rooignore_error",
        /// An edit could not be applied.
        DiffError = "diff_error",
        /// The context was condensed.
        CondenseContext = "condense_context",
        /// The context could not be condensed.
        CondenseContextError = "condense_context_error",
        /// The oldest messages were taken out of the context.
        SlidingWindowTruncation = "sliding_window_truncation",
        /// Hits of a search in the code.
        CodebaseSearchResult = "codebase_search_result",
        /// The person changed the to-do list.
        UserEditTodos = "user_edit_todos",
        /// There are more tools than a model copes with.
        TooManyToolsWarning = "too_many_tools_warning",
        /// A tool's use.
        Tool = "tool",
        /// Something was done in a browser.
        BrowserAction = "browser_action",
        /// What the browser showed then.
        BrowserActionResult = "browser_action_result",
        /// The browser was opened or closed.
        BrowserSessionStatus = "browser_session_status",
        /// The task's prompt.
        Task = "task",
        /// A retry is counted down.
        ErrorRetry = "error_retry",
        /// A command.
        Command = "command",
        /// The shell could not be watched, and what to do about it.
        ShellIntegrationWarningWithSuggestion = "shell_integration_warning_with_suggestion",
        /// A browser is opened.
        BrowserActionLaunch = "browser_action_launch",
        /// An MCP server has news.
        McpNotification = "mcp_notification",
        /// An MCP server is to be called.
        UseMcpServer = "use_mcp_server",
        /// What requests cost that were taken back.
        DeletedApiReqs = "deleted_api_reqs",
        /// A file is not to be touched.
        ClineignoreError = "clineignore_error",
        /// A command is not allowed.
        CommandPermissionDenied = "command_permission_denied",
        /// A checkpoint of the files.
        CheckpointCreated = "checkpoint_created",
        /// The documentation on MCP was read.
        LoadMcpDocumentation = "load_mcp_documentation",
        /// Changes are explained.
        GenerateExplanation = "generate_explanation",
        /// A note of the program's.
        Info = "info",
        /// The to-do list.
        TaskProgress = "task_progress",
        /// A hook runs or has run.
        HookStatus = "hook_status",
        /// What a hook printed.
        HookOutputStream = "hook_output_stream",
        /// Rules were added, because they fit.
        ConditionalRulesApplied = "conditional_rules_applied",
        /// Another agent's work.
        Subagent = "subagent",
        /// Work is handed to other agents.
        UseSubagents = "use_subagents",
        /// What other agents cost.
        SubagentUsage = "subagent_usage",
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
        /// May an MCP server be called, as the CLI names it.
        UseMcpServer = "use_mcp_server",
        /// May an MCP tool be called, as the web client names it.
        UseMcpTool = "use_mcp_tool",
        /// Too many requests were approved automatically.
        AutoApprovalMaxReqReached = "auto_approval_max_req_reached",
        /// May a browser be opened.
        BrowserActionLaunch = "browser_action_launch",
        /// Credits are needed.
        PaymentRequiredPrompt = "payment_required_prompt",
        /// The model is not offered any more.
        InvalidModel = "invalid_model",
        /// May a bug be reported.
        ReportBug = "report_bug",
        /// May the context be condensed.
        Condense = "condense",
        /// May the files be restored.
        CheckpointRestore = "checkpoint_restore",
        /// A plan to agree on.
        PlanModeRespond = "plan_mode_respond",
        /// An answer on the way, while acting.
        ActModeRespond = "act_mode_respond",
        /// May a new task be begun.
        NewTask = "new_task",
        /// May the task be summarised.
        SummarizeTask = "summarize_task",
        /// May work be handed to other agents.
        UseSubagents = "use_subagents",
    }
}
