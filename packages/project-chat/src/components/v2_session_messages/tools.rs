//! What the cards of V2 tools show.

mod body;
mod head;

pub(super) use body::{has_body, sections};
pub(super) use head::head;

use session_wire::Fields;
use session_wire::v2::{ToolPart, ToolStatus};

use crate::components::tool_card::CardState;

/// The tools that have a drawing of their own. Agents name some of them in more than one way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Read,
    Write,
    Edit,
    Patch,
    Bash,
    Grep,
    Glob,
    List,
    TodoWrite,
    TodoRead,
    Task,
    Question,
    WebFetch,
    WebSearch,
    Skill,
    Other,
}

impl Known {
    fn of(tool: &str) -> Self {
        match tool {
            "read" => Self::Read,
            "write" => Self::Write,
            "edit" | "multiedit" => Self::Edit,
            "apply_patch" | "patch" => Self::Patch,
            "bash" | "shell" => Self::Bash,
            "grep" | "codesearch" => Self::Grep,
            "glob" => Self::Glob,
            "list" | "ls" => Self::List,
            "todowrite" => Self::TodoWrite,
            "todoread" => Self::TodoRead,
            "task" => Self::Task,
            "question" => Self::Question,
            "webfetch" => Self::WebFetch,
            "websearch" => Self::WebSearch,
            "skill" => Self::Skill,
            _ => Self::Other,
        }
    }
}

fn state(tool: &ToolPart) -> CardState {
    match &tool.state.status {
        ToolStatus::Pending => CardState::Pending,
        ToolStatus::Completed => CardState::Completed,
        ToolStatus::Error => CardState::Error,
        // A state that has no meaning here goes on until it is settled.
        ToolStatus::Running | ToolStatus::Other(_) => CardState::Running,
    }
}

/// What the tool says of itself.
fn metadata(tool: &ToolPart) -> &Fields {
    static NONE: std::sync::LazyLock<Fields> = std::sync::LazyLock::new(Fields::new);
    tool.state.metadata.as_ref().unwrap_or(&NONE)
}
