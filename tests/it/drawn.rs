//! A session as a person would see it, a line a row.

use session_model::{AnySession, Delivery, ThreadId, v1, v2};

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
                .map(|row| v1_row(&transcript.row(*row).unwrap()))
                .collect()
        }
        AnySession::V2(session) => v2_thread(session.transcript(), ThreadId::ROOT),
    }
}

/// The rows of a thread of a V2 session.
pub(crate) fn v2_thread(transcript: &v2::Transcript, thread: ThreadId) -> Vec<String> {
    let turns = transcript
        .turns(thread)
        .filter_map(|turn| transcript.turn(turn));
    turns
        .flat_map(|turn| &turn.rows)
        .map(|row| v2_row(&transcript.row(*row).unwrap()))
        .collect()
}

fn growing(is_streaming: bool) -> &'static str {
    if is_streaming { "…" } else { "" }
}

fn sending(delivery: Delivery) -> &'static str {
    match delivery {
        Delivery::Sending => " (sending)",
        Delivery::Queued => " (queued)",
        Delivery::Failed => " (failed)",
        Delivery::Delivered => "",
    }
}

fn v1_row(row: &v1::Row<'_>) -> String {
    let words = |name: &str, words: &v1::Words<'_>| {
        format!("{name}: {}{}", words.text, growing(words.is_streaming))
    };
    match row {
        v1::Row::User(user) => format!("user{}: {}", sending(user.delivery), user.text),
        v1::Row::Text(text) => words("text", text),
        v1::Row::Reasoning(text) => words("reasoning", text),
        v1::Row::Completion(text) => words("completion", text),
        v1::Row::Tool {
            name, is_streaming, ..
        } => format!("tool {name}{}", growing(*is_streaming)),
        v1::Row::Command {
            command,
            is_streaming,
        } => format!("command {command}{}", growing(*is_streaming)),
        v1::Row::CommandOutput { output, .. } => format!("output: {output}"),
        v1::Row::Followup {
            question,
            suggestions,
        } => format!("followup: {question} {suggestions:?}"),
        v1::Row::Failed { message } => format!("failed: {message}"),
        v1::Row::Interrupted { reason } => format!("interrupted: {reason}"),
        v1::Row::Status { text } => format!("status: {text}"),
        v1::Row::Unknown { kind, .. } => format!("unknown {kind}"),
    }
}

fn v2_row(row: &v2::Row<'_>) -> String {
    match row {
        v2::Row::User(user) => {
            format!("user{}: {}", sending(user.delivery), user.texts.join(" | "))
        }
        v2::Row::Text {
            text, is_streaming, ..
        } => format!("text: {text}{}", growing(*is_streaming)),
        v2::Row::Reasoning {
            text, is_streaming, ..
        } => format!("reasoning: {text}{}", growing(*is_streaming)),
        v2::Row::Tool { tool, child } => {
            let child = if child.is_some() { " with child" } else { "" };
            format!("tool {} {}{child}", tool.tool, tool.state.status.as_str())
        }
        v2::Row::File(file) => format!("file {}", file.mime),
        v2::Row::Retry(retry) => format!("retry {}", retry.attempt),
        v2::Row::Compaction { is_auto } => format!("compaction auto={is_auto}"),
        v2::Row::Subtask(subtask) => format!("subtask {}", subtask.agent),
        v2::Row::Interrupted => "interrupted".to_owned(),
        v2::Row::Failed(error) => format!("failed: {}", error.message()),
        v2::Row::Unknown { kind, .. } => format!("unknown {kind}"),
    }
}
