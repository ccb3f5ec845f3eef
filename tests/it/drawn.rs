//! A session as a person would see it, a line a row.

use session_model::{
    AnySession, ContextRow, Delivery, Growth, Session, ThreadId, Timestamp, ToolStage, v1, v2,
};

/// The rows of a session's conversation, top to bottom. `…` marks what is still growing.
pub(crate) fn drawn(session: &AnySession) -> Vec<String> {
    match session {
        AnySession::V1(session) => {
            let transcript = session.transcript();
            let turns = transcript
                .turns(ThreadId::ROOT)
                .filter_map(|turn| transcript.turn(turn));
            turns
                .flat_map(|turn| &turn.rows)
                .map(|row| v1_row(&session.row(*row).unwrap()))
                .collect()
        }
        AnySession::V2(session) => v2_thread(session, ThreadId::ROOT),
    }
}

/// The rows of a thread of a V2 session.
pub(crate) fn v2_thread(session: &Session<v2::V2>, thread: ThreadId) -> Vec<String> {
    let transcript = session.transcript();
    let turns = transcript
        .turns(thread)
        .filter_map(|turn| transcript.turn(turn));
    turns
        .flat_map(|turn| &turn.rows)
        .map(|row| v2_row(&session.row(*row).unwrap()))
        .collect()
}

fn growing(growth: Growth) -> &'static str {
    match growth {
        Growth::Growing => "…",
        Growth::Paused => "… (paused)",
        Growth::Done => "",
    }
}

fn sending(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Sending => " (sending)",
        Delivery::Queued => " (queued)",
        Delivery::Failed => " (failed)",
        Delivery::Delivered => "",
    }
}

pub(crate) fn v1_row(row: &v1::Row<'_>) -> String {
    let words = |name: &str, words: &v1::Words<'_>| {
        format!("{name}: {}{}", words.text, growing(words.growth))
    };
    match row {
        v1::Row::User(user) => format!("user{}: {}", sending(user.delivery), user.text),
        v1::Row::Text(text) => words("text", text),
        v1::Row::Reasoning(text) => words("reasoning", text),
        v1::Row::Completion(text) => words("completion", text),
        v1::Row::Subtask(text) => words("subtask", text),
        v1::Row::Pictures { text, pictures } => format!("pictures: {text} {}", pictures.len()),
        v1::Row::Tool { name, stage, .. } => format!("tool {name}{}", staged(*stage)),
        v1::Row::Context(group) => context(group),
        v1::Row::Command {
            command,
            output,
            stage,
        } => {
            let command = command.map(|command| format!("command {command}"));
            let printed = (!output.is_empty()).then(|| format!("output: {output}"));
            let parts: Vec<String> = command.into_iter().chain(printed).collect();
            parts.join(" ") + &staged(*stage)
        }
        v1::Row::Mcp { call, stage } => {
            let name = |name: &Option<String>| name.clone().unwrap_or_default();
            let (server, tool) = (name(&call.server_name), name(&call.tool_name));
            format!("mcp {server} {tool}{}", staged(*stage))
        }
        v1::Row::McpAnswer { text, pictures } => format!("answer: {text} {}", pictures.len()),
        v1::Row::Followup(asked) => {
            let choices: Vec<&str> = asked.choices.iter().map(|it| it.answer.as_str()).collect();
            let open = if asked.is_open { " (open)" } else { "" };
            format!("followup{open}: {} {choices:?}", asked.question)
        }
        v1::Row::Plan { plan, growth } => format!(
            "plan: {}{}",
            plan.response.as_deref().unwrap_or_default(),
            growing(*growth)
        ),
        v1::Row::Todos(todos) => {
            let todos: Vec<String> = todos
                .iter()
                .map(|todo| {
                    let status = todo.status.as_ref().map_or("?", |status| status.as_str());
                    format!("{status} {}", todo.content)
                })
                .collect();
            format!("todos: {}", todos.join(", "))
        }
        v1::Row::Request(request) => format!("request {:?}", request.cost),
        v1::Row::Retry(retry) => {
            let until = retry.until.map(Timestamp::as_millis);
            format!(
                "retry {:?} until {until:?}: {}",
                retry.attempt, retry.message
            )
        }
        v1::Row::Condensed { is_running, .. } => {
            format!("condensed{}", if *is_running { "…" } else { "" })
        }
        v1::Row::Truncated(_) => "truncated".to_owned(),
        v1::Row::Checkpoint { name, .. } => format!("checkpoint {name}"),
        v1::Row::Failed { message, status } => {
            let status = status.map(|status| format!(" {status}"));
            format!("failed{}: {message}", status.unwrap_or_default())
        }
        v1::Row::Interrupted { reason } => format!("interrupted: {reason}"),
        v1::Row::Stuck { kind, text } => format!("stuck {kind}: {text}"),
        v1::Row::Note { kind, text } => format!("{kind}: {text}"),
        v1::Row::Unknown { kind, .. } => format!("unknown {kind}"),
    }
}

/// How far a tool is, where it is not simply done.
fn staged(stage: ToolStage) -> String {
    match stage {
        ToolStage::Done => String::new(),
        other => format!(" {other:?}").to_lowercase(),
    }
}

fn context(group: &ContextRow<'_>) -> String {
    let counts = [
        (group.reads, "read"),
        (group.searches, "search"),
        (group.lists, "list"),
        (group.failures, "failed"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    format!("context {}{}", counts.join(" "), staged(group.stage))
}

pub(crate) fn v2_row(row: &v2::Row<'_>) -> String {
    match row {
        v2::Row::User(user) => {
            format!("user{}: {}", sending(user.delivery), user.texts.join(" | "))
        }
        v2::Row::Text { text, growth, .. } => format!("text: {text}{}", growing(*growth)),
        v2::Row::Reasoning { text, growth, .. } => format!("reasoning: {text}{}", growing(*growth)),
        v2::Row::Tool { tool, stage, child } => {
            let child = child.map(|child| {
                let last = child.last.as_ref().map_or("", |last| &last.tool);
                format!(" with child {:?} {} {last}", child.state, child.tools)
            });
            let child = child.unwrap_or_default();
            let stage = match stage {
                ToolStage::ConnectionLost | ToolStage::Abandoned => staged(*stage),
                _ => String::new(),
            };
            let status = tool.state.status.as_str();
            format!("tool {} {status}{stage}{}", tool.tool, child.trim_end())
        }
        v2::Row::Context(group) => context(group),
        v2::Row::File(file) => format!("file {}", file.mime),
        v2::Row::Retry(retry) => format!("retry {}", retry.attempt),
        v2::Row::Compaction { is_auto } => format!("compaction auto={is_auto}"),
        v2::Row::Commit(commit) => {
            let words = commit.commit_message.as_ref().or(commit.message.as_ref());
            let how = if commit.success {
                "commit"
            } else {
                "no commit"
            };
            format!("{how}: {}", words.map_or("", String::as_str))
        }
        v2::Row::Patch { files } => format!("patch {}", files.join(" ")),
        v2::Row::Checkpoint { name } => format!("checkpoint {name}"),
        v2::Row::Subtask(subtask) => format!("subtask {}", subtask.agent),
        v2::Row::Interrupted => "interrupted".to_owned(),
        v2::Row::Failed(error) => format!("failed: {}", error.message()),
        v2::Row::Unknown { kind, .. } => format!("unknown {kind}"),
    }
}
