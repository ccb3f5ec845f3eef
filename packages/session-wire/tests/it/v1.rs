//! V1 messages: every kind of the family, and every payload.

use serde_json::{Value, json};
use session_wire::Timestamp;
use session_wire::v1::{
    ApiProtocol, Ask, CancelReason, CloudMessage, CommandExecution, CommandStatus, Line,
    McpExecution, McpStatus, McpUseKind, Note, QueuedMessage, RetryDelay, Say, TodoItem,
    TodoItemStatus, ToolName, from_history,
};

const ASKS: &str = "followup command command_output completion_result tool api_req_failed \
    resume_task resume_completed_task mistake_limit_reached use_mcp_server use_mcp_tool \
    auto_approval_max_req_reached browser_action_launch payment_required_prompt invalid_model \
    report_bug condense checkpoint_restore plan_mode_respond act_mode_respond new_task \
    summarize_task use_subagents";
const SAYS: &str = "error api_req_started api_req_finished api_req_retried api_req_retry_delayed \
    api_req_rate_limit_wait api_req_deleted text image reasoning completion_result user_feedback \
    user_feedback_diff command_output shell_integration_warning mcp_server_request_started \
    mcp_server_response subtask_result checkpoint_saved rooignore_error diff_error condense_context \
    condense_context_error sliding_window_truncation codebase_search_result user_edit_todos \
    too_many_tools_warning tool browser_action browser_action_result browser_session_status task \
    error_retry command shell_integration_warning_with_suggestion browser_action_launch \
    mcp_notification use_mcp_server deleted_api_reqs clineignore_error command_permission_denied \
    checkpoint_created load_mcp_documentation generate_explanation info task_progress hook_status \
    hook_output_stream conditional_rules_applied subagent use_subagents subagent_usage status";
const TOOLS: &str = "editedExistingFile appliedDiff newFileCreated codebaseSearch readFile \
    readCommandOutput fetchInstructions listFilesTopLevel listFilesRecursive \
    listCodeDefinitionNames searchFiles switchMode newTask finishTask insertContent \
    searchAndReplace generateImage imageGenerated runSlashCommand updateTodoList skill deleteFile \
    fileDeleted webFetch webSearch summarizeTask useSkill";

fn message(fields: Value) -> CloudMessage {
    let mut value = json!({ "ts": 5, "type": "assistant" });
    let Value::Object(fields) = fields else {
        panic!("fields are an object")
    };
    value.as_object_mut().unwrap().extend(fields);
    let read: CloudMessage = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), value);
    read
}

/// A message of a kind whose payload is in the text, and the same with it in `metadata`.
fn both(asks: bool, kind: &str, payload: &Value) -> [CloudMessage; 2] {
    let field = if asks { "ask" } else { "say" };
    [
        message(json!({ field: kind, "text": payload.to_string() })),
        message(json!({ field: kind, "metadata": payload })),
    ]
}

#[test]
fn every_kind_is_known_and_comes_back() {
    for (field, kinds) in [("say", SAYS), ("ask", ASKS)] {
        for kind in kinds.split_whitespace() {
            let value = json!({ "ts": 1, "type": "system", field: kind });
            let read: CloudMessage = serde_json::from_value(value.clone()).unwrap();
            assert!(
                !matches!(read.say, Some(Say::Other(_)))
                    && !matches!(read.ask, Some(Ask::Other(_))),
                "{kind}"
            );
            assert_eq!(serde_json::to_value(&read).unwrap(), value);
            let line = json!({ "timestamp": 1, "type": field, field: kind });
            let read: Line = serde_json::from_value(line.clone()).unwrap();
            assert_eq!(serde_json::to_value(&read).unwrap(), line);
        }
    }
    for tool in TOOLS.split_whitespace() {
        assert!(
            !matches!(ToolName::from(tool), ToolName::Other(_)),
            "{tool}"
        );
    }
    for wrong in [
        json!({ "type": "user" }),
        json!({ "ts": "5", "type": "user" }),
        json!({ "ts": 5 }),
        json!({ "ts": 5, "type": null }),
    ] {
        assert!(
            serde_json::from_value::<CloudMessage>(wrong.clone()).is_err(),
            "{wrong}"
        );
    }
}

#[test]
fn every_field_of_a_tool_has_a_type() {
    let payload: Value = serde_json::from_str(r#"{
        "tool": "appliedDiff", "path": "a", "content": "c", "originalContent": "o", "diff": "d",
        "diffStats": { "added": 1, "removed": 2 }, "regex": "r", "filePattern": "*", "query": "q",
        "mode": "m", "reason": "r", "question": "q", "isOutsideWorkspace": true, "isProtected": false,
        "operationIsLocatedInWorkspace": true, "additionalFileCount": 2, "lineNumber": 3, "startLine": 4,
        "startLineNumbers": [5], "readLineStart": 6, "readLineEnd": 7, "readStart": 8, "readEnd": 9,
        "totalBytes": 10, "stats": { "added": 1 }, "searchPattern": "s", "matchCount": 11, "imageData": "data:,", "command": "c",
        "args": "a", "source": "s", "description": "d", "skill": "s",
        "batchFiles": [{ "path": "a", "lineSnippet": "1-2", "isOutsideWorkspace": false, "key": "k", "content": "c" }],
        "batchDiffs": [{ "path": "a", "changeCount": 1, "key": "k", "content": "c", "diffStats": { "added": 1, "removed": 0 }, "diffs": [{ "content": "c", "startLine": 1 }] }],
        "batchDirs": [{ "path": "a", "recursive": true, "isOutsideWorkspace": false, "key": "k" }],
        "todos": [{ "id": "1", "content": "c", "status": "in_progress" }, { "status": "pending" }]
    }"#).unwrap();
    for asks in [true, false] {
        for message in both(asks, "tool", &payload) {
            let tool = message.tool().unwrap();
            let debug = format!("{tool:?}");
            assert!(!debug.contains("extra: {\""), "{debug}");
            assert_eq!(tool.tool, Some(ToolName::AppliedDiff));
            let todos = message.todos().unwrap();
            assert_eq!(todos.len(), 1);
            assert_eq!(todos[0].status, Some(TodoItemStatus::InProgress));
        }
    }
    let wrong = message(json!({ "ask": "tool", "metadata": { "tool": 3, "path": "a", "new": 1 } }));
    let tool = wrong.tool().unwrap();
    assert_eq!((tool.tool, tool.path.as_deref()), (None, Some("a")));
    assert!(tool.extra.contains_key("new"));
    assert_eq!(
        message(json!({ "say": "text", "text": "{\"tool\":\"readFile\"}" })).tool(),
        None
    );
    assert_eq!(
        message(json!({ "ask": "tool", "text": "{\"tool\":\"re" })).tool(),
        None
    );
    assert_eq!(
        message(json!({ "ask": "tool", "text": "[1]" })).tool(),
        None
    );
}

#[test]
fn what_kilo_notes_is_no_payload() {
    let noted = json!({ "ask": "tool", "text": "{\"tool\":\"readFile\"}", "metadata": { "kiloCode": { "a": 1 } } });
    assert_eq!(
        message(noted.clone()).tool().and_then(|read| read.tool),
        Some(ToolName::ReadFile)
    );
    let mut stored = noted;
    stored["type"] = json!("ask");
    let stored = from_history(stored, Timestamp::default()).unwrap();
    assert_eq!(stored.metadata, Some(json!({ "tool": "readFile" })));
}

#[test]
fn requests_and_their_failures() {
    let payload = json!({ "request": "r", "tokensIn": 1, "tokensOut": 2.0, "cacheWrites": 3, "cacheReads": 4, "cost": 0.5,
        "cancelReason": "user_cancelled", "streamingFailedMessage": "m", "apiProtocol": "openai", "inferenceProvider": "acme" });
    for message in both(false, "api_req_started", &payload) {
        let request = message.request().unwrap();
        assert_eq!((request.tokens_out, request.cost), (Some(2), Some(0.5)));
        assert_eq!(request.cancel_reason, Some(CancelReason::UserCancelled));
        assert_eq!(request.api_protocol, Some(ApiProtocol::OpenAi));
        assert!(request.extra.is_empty());
    }
    let payload = json!({ "message": "402", "status": 402, "code": "x", "modelId": "m", "providerId": "p", "details": {} });
    for message in both(true, "api_req_failed", &payload) {
        let failure = message.failure().unwrap();
        assert_eq!((failure.status, failure.extra.len()), (Some(402), 0));
    }
    let words = message(json!({ "ask": "api_req_failed", "text": "402 no" }));
    assert_eq!(words.failure().unwrap().message.as_deref(), Some("402 no"));

    let payload = json!({ "attempt": 2, "maxAttempts": 3, "delaySeconds": 4, "errorMessage": "{\"message\":\"m\",\"status\":500}", "failed": true });
    for message in both(false, "error_retry", &payload) {
        let retry = message.retry().unwrap();
        assert_eq!((retry.attempt, retry.extra.len()), (Some(2), 0));
        assert_eq!(retry.failure().unwrap().status, Some(500));
    }
    for (text, message, seconds) in [
        (
            "402\nno\n<retry_timer>10</retry_timer>",
            "402\nno",
            Some(10),
        ),
        ("no<retry_timer>1", "no", Some(1)),
        ("no<retry_timer>soon</retry_timer>", "no", None),
        ("no", "no", None),
        ("<retry_timer></retry_timer>", "", None),
    ] {
        assert_eq!(RetryDelay::parse(text), RetryDelay { message, seconds });
        let said =
            json!({ "ts": 1, "type": "assistant", "say": "api_req_retry_delayed", "text": text });
        let said: CloudMessage = serde_json::from_value(said).unwrap();
        assert_eq!(said.retry_delay().unwrap().seconds, seconds);
    }
}

#[test]
fn questions_plans_and_servers() {
    let roo = json!({ "question": "q", "suggest": [{ "answer": "a", "mode": null }, { "answer": "b", "mode": "m" }, "c", 4] });
    for message in both(true, "followup", &roo) {
        let followup = message.followup().unwrap();
        let answers: Vec<_> = followup
            .choices()
            .map(|choice| choice.answer.as_str())
            .collect();
        assert_eq!(answers, ["a", "b", "c"]);
        assert!(followup.extra.is_empty());
    }
    let cline = json!({ "question": "q", "options": ["a"], "selected": "a" });
    for message in both(true, "followup", &cline) {
        let followup = message.followup().unwrap();
        assert_eq!(
            (followup.choices().count(), followup.selected.as_deref()),
            (1, Some("a"))
        );
    }
    let partial = message(json!({ "ask": "followup", "text": "Which lic" }));
    assert_eq!(
        partial.followup().unwrap().question.as_deref(),
        Some("Which lic")
    );

    let payload = json!({ "response": "p", "options": ["a"], "selected": "a" });
    for kind in ["plan_mode_respond", "act_mode_respond"] {
        for message in both(true, kind, &payload) {
            let plan = message.plan().unwrap();
            assert_eq!((plan.response.as_deref(), plan.extra.len()), (Some("p"), 0));
        }
    }
    let payload = json!({ "serverName": "s", "type": "use_mcp_tool", "toolName": "t", "arguments": "{}", "uri": "u", "response": "r" });
    for (asks, kind) in [
        (true, "use_mcp_server"),
        (true, "use_mcp_tool"),
        (false, "use_mcp_server"),
    ] {
        for message in both(asks, kind, &payload) {
            let call = message.mcp().unwrap();
            assert_eq!((call.kind, call.extra.len()), (Some(McpUseKind::Tool), 0));
        }
    }
    let list = message(
        json!({ "say": "task_progress", "text": "# List\n- [x] a\n  * [ ] b\n- [~] c\n- d\n- [?] e" }),
    );
    let entries: Vec<_> = list
        .todos()
        .unwrap()
        .into_iter()
        .map(
            |TodoItem {
                 content, status, ..
             }| (content, status.unwrap()),
        )
        .collect();
    assert_eq!(
        entries,
        [
            ("a".to_owned(), TodoItemStatus::Completed),
            ("b".to_owned(), TodoItemStatus::Pending),
            ("c".to_owned(), TodoItemStatus::InProgress),
        ]
    );
}

#[test]
fn what_stands_beside_the_words() {
    let message = message(json!({
        "contextCondense": { "cost": 0.5, "prevContextTokens": 2, "newContextTokens": 1, "summary": "s", "condenseId": "c" },
        "contextTruncation": { "truncationId": "t", "messagesRemoved": 3, "prevContextTokens": 2, "newContextTokens": 1 },
        "progressStatus": { "icon": "i", "text": "1" }, "modelInfo": { "providerId": "p", "modelId": "m", "mode": "act" },
        "reasoning": "r", "apiProtocol": "anthropic", "checkpoint": { "hash": "h" }, "lastCheckpointHash": "h",
        "isCheckpointCheckedOut": true, "conversationHistoryIndex": -1, "conversationHistoryDeletedRange": [1, 2],
        "files": ["a"], "isAnswered": true, "isProtected": true, "isOperationOutsideWorkspace": true,
        "commandCompleted": true, "images": ["data:,"],
        "toolExecutions": [{ "toolName": "bash", "input": {}, "output": "o", "error": "e", "timestamp": "t" }, 4],
    }));
    assert_eq!(
        message
            .context_condense()
            .map(|read| (read.cost, read.extra.len())),
        Some((Some(0.5), 0))
    );
    assert_eq!(
        message
            .context_truncation()
            .map(|read| (read.messages_removed, read.extra.len())),
        Some((Some(3), 0))
    );
    assert_eq!(
        message
            .progress_status()
            .and_then(|read| read.text)
            .as_deref(),
        Some("1")
    );
    assert_eq!(
        message.model_info().and_then(|read| read.mode).as_deref(),
        Some("act")
    );
    assert_eq!(
        (message.reasoning(), message.last_checkpoint_hash()),
        (Some("r"), Some("h"))
    );
    assert_eq!(message.api_protocol(), Some(ApiProtocol::Anthropic));
    assert_eq!(message.checkpoint(), Some(&json!({ "hash": "h" })));
    assert_eq!(message.conversation_history_index(), Some(-1));
    assert_eq!(message.conversation_history_deleted_range(), Some([1, 2]));
    assert_eq!(
        (message.files().len(), message.inline_images().count()),
        (1, 1)
    );
    assert!(message.is_answered() && message.is_protected() && message.is_command_completed());
    assert!(message.is_checkpoint_checked_out() && message.is_operation_outside_workspace());
    assert_eq!(
        (message.tool_executions().len(), message.stored_images()),
        (1, None)
    );
}

#[test]
fn side_channels() {
    for (status, kind) in [
        ("started", CommandStatus::Started),
        ("output", CommandStatus::Output),
        ("exited", CommandStatus::Exited),
        ("fallback", CommandStatus::Fallback),
        ("timeout", CommandStatus::Timeout),
    ] {
        let value = json!({ "executionId": "1", "status": status, "pid": 2, "command": "c", "output": "o", "exitCode": -1 });
        let read: CommandExecution = serde_json::from_value(value.clone()).unwrap();
        assert_eq!((&read.status, read.extra.len()), (&kind, 0));
        assert_eq!(serde_json::to_value(&read).unwrap(), value);
    }
    for (status, kind) in [
        ("started", McpStatus::Started),
        ("output", McpStatus::Output),
        ("completed", McpStatus::Completed),
        ("error", McpStatus::Error),
    ] {
        let value = json!({ "executionId": "1", "status": status, "serverName": "s", "toolName": "t", "response": "r", "error": "e" });
        let read: McpExecution = serde_json::from_value(value.clone()).unwrap();
        assert_eq!((&read.status, read.extra.len()), (&kind, 0));
        assert_eq!(serde_json::to_value(&read).unwrap(), value);
    }
    for wrong in [
        json!({ "status": "started" }),
        json!({ "executionId": "1" }),
    ] {
        assert!(serde_json::from_value::<CommandExecution>(wrong.clone()).is_err());
        assert!(serde_json::from_value::<McpExecution>(wrong).is_err());
    }
}

#[test]
fn messages_that_wait() {
    let queued = json!({ "id": "1", "timestamp": 5, "text": "t", "images": ["data:,"] });
    let read: QueuedMessage = serde_json::from_value(queued.clone()).unwrap();
    assert_eq!(
        (read.extra.len(), serde_json::to_value(&read).unwrap()),
        (0, queued)
    );
    assert!(serde_json::from_value::<QueuedMessage>(json!({ "text": "t" })).is_err());
}

#[test]
fn notes_of_the_program() {
    for (line, note) in [
        (json!({ "type": "welcome" }), Some(Note::Welcome)),
        (
            json!({ "event": "session_created" }),
            Some(Note::SessionCreated),
        ),
        (
            json!({ "event": "session_synced" }),
            Some(Note::SessionSynced),
        ),
        (
            json!({ "event": "payment_required" }),
            Some(Note::PaymentRequired),
        ),
        (
            json!({ "event": "insufficient_funds", "type": "x" }),
            Some(Note::InsufficientFunds),
        ),
        (json!({ "type": "say", "say": "text" }), None),
        (json!({ "type": "ask", "ask": "tool" }), None),
        (json!({}), None),
    ] {
        let line: Line = serde_json::from_value(line).unwrap();
        assert_eq!(line.note(), note);
    }
    for wrong in ["[]", "null", "\"text\"", "1"] {
        let raw = serde_json::from_str(wrong).unwrap();
        assert!(Line::decode(raw).is_err(), "{wrong}");
    }
}
