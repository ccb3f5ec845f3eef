//! Reads the tools of V1 messages as cards want them.

use std::sync::LazyLock;

use serde_json::Value;
use session_model::ToolStage;
use session_wire::Fields;
use session_wire::v1::{McpUse, TodoItem};

use crate::components::file::FileView;
use crate::components::tool_card::{ToolCall, ToolKind};

static NONE: LazyLock<Fields> = LazyLock::new(Fields::new);

/// A tool's use as its card wants it.
pub(super) fn tool<'a>(name: &'a str, fields: &'a Fields, stage: ToolStage) -> ToolCall<'a> {
    let kind = ToolKind::of(name);
    let text = |name: &str| fields.get(name).and_then(Value::as_str);
    // What a search found stands beside what was searched for; of a read only the path does.
    let output = match kind {
        ToolKind::Grep | ToolKind::List | ToolKind::WebFetch | ToolKind::WebSearch => {
            text("content")
        }
        _ => None,
    };
    let picture = text("imageData").map(|url| FileView::new("", "image/png", url));
    ToolCall {
        tool: name,
        kind,
        state: stage.into(),
        input: fields,
        metadata: &NONE,
        title: "",
        output: output.filter(|output| !output.is_empty()),
        error: None,
        files: picture.into_iter().collect(),
        started: None,
        ended: None,
        workspace: None,
    }
}

/// The input of a command's card.
pub(super) fn command(command: &str) -> Fields {
    let mut input = Fields::new();
    input.insert("command".to_owned(), Value::from(command));
    input
}

/// A command and what it printed, as its card wants it.
pub(super) fn run<'a>(
    input: &'a Fields,
    output: Option<&'a str>,
    stage: ToolStage,
) -> ToolCall<'a> {
    ToolCall {
        tool: "command",
        kind: ToolKind::Bash,
        state: stage.into(),
        input,
        metadata: &NONE,
        title: "",
        output,
        error: None,
        files: Vec::new(),
        started: None,
        ended: None,
        workspace: None,
    }
}

/// What an MCP server gave back, as its card wants it.
pub(super) fn mcp_answer<'a>(text: &'a str, pictures: &[&'a str]) -> ToolCall<'a> {
    let answer = Some(text).filter(|text| !text.is_empty());
    ToolCall {
        tool: "mcp_server_response",
        kind: ToolKind::McpAnswer,
        files: pictures.iter().map(|url| picture(url)).collect(),
        ..run(&NONE, answer, ToolStage::Done)
    }
}

/// A picture in a `data:` URL, which says itself of what kind it is.
pub(super) fn picture(url: &str) -> FileView<'_> {
    let kind = url.strip_prefix("data:").unwrap_or_default();
    let kind = kind.split([';', ',']).next().unwrap_or_default();
    FileView::new("", kind, url)
}

/// The input of the card of an MCP server's call.
pub(super) fn mcp(call: &McpUse) -> Fields {
    match serde_json::to_value(call) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

/// The input of the card of a to-do list.
pub(super) fn todos(list: &[TodoItem]) -> Fields {
    let mut input = Fields::new();
    input.insert("todos".to_owned(), serde_json::json!(list));
    input
}
