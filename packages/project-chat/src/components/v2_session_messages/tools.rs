//! Reads the tools of V2 messages as cards want them.

use std::sync::LazyLock;

use serde_json::Value;
use session_model::ToolStage;
use session_wire::Fields;
use session_wire::v2::{FilePart, ToolPart};

use crate::components::extent::ceil;
use crate::components::file::FileView;
use crate::components::tool_card::{ToolCall, ToolKind, ToolState};

static NONE: LazyLock<Fields> = LazyLock::new(Fields::new);

/// A tool's use as its card wants it.
pub(super) fn call<'a>(
    tool: &'a ToolPart,
    stage: ToolStage,
    workspace: Option<&'a str>,
) -> ToolCall<'a> {
    let told = &tool.state;
    let metadata = told.metadata.as_ref().unwrap_or(&NONE);
    let kind = ToolKind::of(&tool.tool);
    let so_far = metadata.get("output").and_then(Value::as_str);
    let output = match kind {
        // What the model is told of a command has notes of the agent's in it.
        ToolKind::Bash => so_far.or(told.output.as_deref()),
        _ => told.output.as_deref().or(so_far),
    };
    ToolCall {
        tool: &tool.tool,
        kind,
        state: state_of(tool, stage, metadata, kind),
        input: &told.input,
        metadata,
        title: told.title.as_deref().unwrap_or_default(),
        output,
        error: told.error.as_deref(),
        files: told.attachments.iter().map(file).collect(),
        started: told.time.as_ref().and_then(|time| time.start),
        ended: told.time.as_ref().and_then(|time| time.end),
        workspace,
    }
}

/// A file as it is shown.
pub(super) fn file(file: &FilePart) -> FileView<'_> {
    let name = file.filename.as_deref().unwrap_or_default();
    FileView::new(name, &file.mime, &file.url)
}

fn state_of(tool: &ToolPart, stage: ToolStage, metadata: &Fields, kind: ToolKind) -> ToolState {
    match stage {
        ToolStage::Done if kind == ToolKind::Bash && was_stopped(tool, metadata) => {
            ToolState::Interrupted
        }
        ToolStage::Failed if is_flagged(metadata) || was_cancelled(tool) => ToolState::Interrupted,
        stage => stage.into(),
    }
}

fn is_flagged(metadata: &Fields) -> bool {
    metadata.get("interrupted").and_then(Value::as_bool) == Some(true)
}

/// Whether a tool says in its error that it was stopped, for want of any other sign.
fn was_cancelled(tool: &ToolPart) -> bool {
    matches!(
        tool.state.error.as_deref(),
        Some("Task cancelled" | "Tool execution aborted")
    )
}

/// Whether a command ended without a number because it was stopped.
fn was_stopped(tool: &ToolPart, metadata: &Fields) -> bool {
    let has_no_exit = metadata.get("exit").is_some_and(Value::is_null);
    let output = tool.state.output.as_deref().unwrap_or_default();
    let end = &output[ceil(output, output.len().saturating_sub(400))..];
    has_no_exit && end.contains("User aborted the command")
}
