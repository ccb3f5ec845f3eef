//! Reads the tools of V1 messages as cards want them.

use std::sync::LazyLock;

use serde_json::Value;
use session_wire::Fields;

use crate::components::file::FileView;
use crate::components::tool_card::{ToolCall, ToolKind, ToolState};

static NONE: LazyLock<Fields> = LazyLock::new(Fields::new);

/// A tool's use as its card wants it.
pub(super) fn tool<'a>(name: &'a str, fields: &'a Fields, is_streaming: bool) -> ToolCall<'a> {
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
        state: state(is_streaming),
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
    is_streaming: bool,
) -> ToolCall<'a> {
    ToolCall {
        tool: "command",
        kind: ToolKind::Bash,
        state: state(is_streaming),
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

const fn state(is_streaming: bool) -> ToolState {
    if is_streaming {
        ToolState::Running
    } else {
        ToolState::Completed
    }
}
