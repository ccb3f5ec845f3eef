//! What tools do, whatever an agent calls them.

use crate::components::icon::Glyph;
use crate::labels::ToolNames;

/// What a tool does; its card has it as `data-kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ToolKind {
    /// Reads a file.
    Read,
    /// Changes a file.
    Edit,
    /// Writes a file.
    Write,
    /// Applies a patch to files.
    Patch,
    /// Deletes a file.
    Delete,
    /// Runs a command.
    Bash,
    /// Finds files by name.
    Glob,
    /// Searches in files.
    Grep,
    /// Lists a folder, or what its code defines.
    List,
    /// Gets a page.
    WebFetch,
    /// Searches the web.
    WebSearch,
    /// Writes or reads the to-do list.
    Todo,
    /// Hands work to another agent.
    Task,
    /// Asks the person.
    Question,
    /// Loads a skill or instructions.
    Skill,
    /// Goes to planning or back to work.
    Plan,
    /// Makes a picture.
    Image,
    /// Uses a browser.
    Browser,
    /// A tool of an MCP server.
    Mcp,
    /// What an MCP server gave back, where that is told by itself.
    McpAnswer,
    /// A call that could not be read.
    Invalid,
    /// Anything else.
    Other,
}

impl ToolKind {
    /// What the tool of this name does. One list for the tools of every agent.
    pub fn of(tool: &str) -> Self {
        match tool {
            "read" | "readFile" | "readCommandOutput" => Self::Read,
            "edit" | "multiedit" | "appliedDiff" | "editedExistingFile" | "searchAndReplace"
            | "insertContent" => Self::Edit,
            "write" | "newFileCreated" => Self::Write,
            "apply_patch" | "patch" => Self::Patch,
            "deleteFile" | "fileDeleted" => Self::Delete,
            "bash" | "shell" | "command" => Self::Bash,
            "glob" => Self::Glob,
            "grep" | "codesearch" | "searchFiles" | "codebaseSearch" | "codebase_search_result" => {
                Self::Grep
            }
            "list"
            | "ls"
            | "listFilesTopLevel"
            | "listFilesRecursive"
            | "listCodeDefinitionNames" => Self::List,
            "webfetch" | "webFetch" => Self::WebFetch,
            "websearch" | "webSearch" => Self::WebSearch,
            "todowrite" | "todoread" | "updateTodoList" => Self::Todo,
            "task" | "newTask" | "finishTask" | "use_subagents" | "subagent" => Self::Task,
            "question" => Self::Question,
            "skill" | "useSkill" | "fetchInstructions" | "runSlashCommand" => Self::Skill,
            "plan_enter" | "plan_exit" | "switchMode" => Self::Plan,
            "generateImage" | "imageGenerated" => Self::Image,
            "browser_action" | "browser_action_launch" | "browser_action_result" => Self::Browser,
            "mcp_server_response" => Self::McpAnswer,
            // These look like the tool of a server and are the agent's own.
            "send_file" => Self::Other,
            "use_mcp_tool" | "access_mcp_resource" | "use_mcp_server" => Self::Mcp,
            "invalid" => Self::Invalid,
            other if server_and_tool(other).is_some() => Self::Mcp,
            _ => Self::Other,
        }
    }

    /// Its name in `data-kind`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Edit => "edit",
            Self::Write => "write",
            Self::Patch => "patch",
            Self::Delete => "delete",
            Self::Bash => "bash",
            Self::Glob => "glob",
            Self::Grep => "grep",
            Self::List => "list",
            Self::WebFetch => "webfetch",
            Self::WebSearch => "websearch",
            Self::Todo => "todo",
            Self::Task => "task",
            Self::Question => "question",
            Self::Skill => "skill",
            Self::Plan => "plan",
            Self::Image => "image",
            Self::Browser => "browser",
            Self::Mcp => "mcp",
            Self::McpAnswer => "mcp-answer",
            Self::Invalid => "invalid",
            Self::Other => "other",
        }
    }

    pub(crate) const fn glyph(self) -> Glyph {
        match self {
            Self::Read => Glyph::File,
            Self::Edit | Self::Patch => Glyph::Pencil,
            Self::Write => Glyph::FilePlus,
            Self::Delete => Glyph::FileMinus,
            Self::Bash => Glyph::Terminal,
            Self::Glob => Glyph::FileSearch,
            Self::Grep => Glyph::Search,
            Self::List => Glyph::Folder,
            Self::WebFetch | Self::Browser => Glyph::Globe,
            Self::WebSearch => Glyph::GlobeSearch,
            Self::Todo => Glyph::List,
            Self::Task => Glyph::Agent,
            Self::Question => Glyph::Question,
            Self::Skill => Glyph::Book,
            Self::Plan => Glyph::Map,
            Self::Image => Glyph::Image,
            Self::Mcp | Self::McpAnswer => Glyph::Plug,
            Self::Invalid => Glyph::Alert,
            Self::Other => Glyph::Tool,
        }
    }

    /// What it does, in a word or two; none where only the tool's own name can tell.
    pub(crate) fn name(self, names: &ToolNames) -> Option<&str> {
        let name = match self {
            Self::Read => &names.read,
            Self::Edit => &names.edit,
            Self::Write => &names.write,
            Self::Patch => &names.patch,
            Self::Delete => &names.delete,
            Self::Bash => &names.bash,
            Self::Glob => &names.glob,
            Self::Grep => &names.grep,
            Self::List => &names.list,
            Self::WebFetch => &names.webfetch,
            Self::WebSearch => &names.websearch,
            Self::Todo => &names.todo,
            Self::Task => &names.task,
            Self::Question => &names.question,
            Self::Skill => &names.skill,
            Self::Plan => &names.plan,
            Self::Image => &names.image,
            Self::Browser => &names.browser,
            Self::Invalid => &names.invalid,
            Self::McpAnswer => &names.mcp_answer,
            Self::Mcp | Self::Other => return None,
        };
        Some(name)
    }

    /// Whether it only looks around, so that its card is a quiet line.
    pub(crate) const fn is_quiet(self) -> bool {
        matches!(
            self,
            Self::Read
                | Self::Glob
                | Self::Grep
                | Self::List
                | Self::WebFetch
                | Self::WebSearch
                | Self::Skill
                | Self::Plan
        )
    }
}

/// The server and the tool in the name of an MCP server's tool: `mcp__server__tool` or
/// `server_tool`.
pub(crate) fn server_and_tool(name: &str) -> Option<(&str, &str)> {
    let parts = match name.strip_prefix("mcp__") {
        Some(rest) => rest.split_once("__"),
        None => name.split_once('_'),
    };
    parts.filter(|(server, tool)| !server.is_empty() && !tool.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tools_of_servers_are_told_by_their_names() {
        assert_eq!(server_and_tool("pixel_render"), Some(("pixel", "render")));
        let long = server_and_tool("mcp__my_server__make_it");
        assert_eq!(long, Some(("my_server", "make_it")));
        assert_eq!(server_and_tool("batch"), None);
        assert_eq!(server_and_tool("_"), None);
        assert_eq!(ToolKind::of("pixel_render"), ToolKind::Mcp);
        assert_eq!(ToolKind::of("apply_patch"), ToolKind::Patch);
        assert_eq!(ToolKind::of("batch"), ToolKind::Other);
    }
}
