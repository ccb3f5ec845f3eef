//! What a tool's use is about: the line of its card behind the tool's name.

use serde_json::Value;

use super::call::ToolCall;
use super::fields::{list, number, string};
use super::kind::{ToolKind, server_and_tool};
use super::path::ShownPath;
use crate::components::extent::floor;

/// The longest line, in bytes, that is worth being on one.
const MAX_LINE: usize = 400;

/// What a tool is used on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// Words for people.
    Words(String),
    /// A command, a pattern or an address.
    Code(String),
    /// A file or folder, and which of its lines.
    Path { path: ShownPath, lines: String },
    /// A pattern, and where it is looked for.
    Within { pattern: String, place: String },
    /// It is not known so far.
    Unknown,
}

impl Subject {
    /// What a use of a tool is about. What the model has not written yet is left out.
    pub(crate) fn of(call: &ToolCall<'_>) -> Self {
        let input = call.input;
        let field = |names: &[&str]| string(input, names).map(first_line);
        let path = || {
            let path = string(input, &["filePath", "path", "file", "notebook_path"])
                .or_else(|| string(call.metadata, &["filepath"]))?;
            Some(Self::Path {
                path: ShownPath::of(path, call.workspace),
                lines: line_range(call),
            })
        };
        let code = |names: &[&str]| field(names).map(Self::Code);
        let words = |names: &[&str]| field(names).map(Self::Words);
        let own = match call.kind {
            ToolKind::Read
            | ToolKind::Write
            | ToolKind::Edit
            | ToolKind::Delete
            | ToolKind::List => path(),
            ToolKind::Patch => patched(call),
            ToolKind::Bash => code(&["command", "cmd"]),
            ToolKind::Grep | ToolKind::Glob => {
                field(&["pattern", "regex", "query"]).map(|pattern| within(pattern, call))
            }
            ToolKind::Task => field(&["description", "content", "message", "mode"]).map(|task| {
                match string(input, &["subagent_type", "agent", "mode"]) {
                    Some(agent) if agent != task => Self::Words(format!("{task} ({agent})")),
                    _ => Self::Words(task),
                }
            }),
            ToolKind::Question => Some(questions(call)),
            ToolKind::WebFetch => code(&["url", "path"]),
            ToolKind::WebSearch => words(&["query", "path"]),
            ToolKind::Browser => browsed(call),
            ToolKind::Skill => words(&["name", "skill", "command", "path"]),
            ToolKind::Plan => words(&["mode_slug", "mode", "plan", "reason"]),
            ToolKind::Image => path().or_else(|| words(&["prompt", "content"])),
            ToolKind::Invalid => code(&["tool"]),
            ToolKind::Todo => Some(Self::Unknown),
            ToolKind::Mcp => code(&["uri"]),
            ToolKind::McpAnswer => call.output.map(first_line).map(Self::Words),
            ToolKind::Other => None,
        };
        let title = || {
            let title = first_line(call.title);
            (!title.is_empty()).then_some(Self::Words(title))
        };
        own.or_else(title)
            .or_else(|| first_string(call))
            .unwrap_or(Self::Unknown)
    }

    /// The whole of it as text.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Words(text) | Self::Code(text) => text.clone(),
            Self::Path { path, lines } => format!("{}{}{lines}", path.folder, path.name),
            Self::Within { pattern, place } => format!("{pattern}  {place}"),
            Self::Unknown => String::new(),
        }
    }
}

/// The name of a tool that only its own name can tell: of a server's tool both.
pub(crate) fn own_name(call: &ToolCall<'_>) -> String {
    let named = (
        string(call.input, &["serverName", "server_name"]),
        string(call.input, &["toolName", "tool_name"]),
    );
    match named {
        (Some(server), Some(tool)) => return format!("{server}: {}", spaced(tool)),
        (Some(server), None) => return server.to_owned(),
        _ => {}
    }
    match server_and_tool(call.tool) {
        Some((server, tool)) if call.kind == ToolKind::Mcp => {
            format!("{server}: {}", spaced(tool))
        }
        _ if call.tool.trim().is_empty() => "tool".to_owned(),
        _ => spaced(call.tool),
    }
}

fn spaced(name: &str) -> String {
    name.replace('_', " ")
}

pub(crate) fn first_line(text: &str) -> String {
    let line = text.trim_start().lines().next().unwrap_or_default();
    line[..floor(line, MAX_LINE)].trim_end().to_owned()
}

fn within(pattern: String, call: &ToolCall<'_>) -> Subject {
    let place = |name| string(call.input, &[name]);
    let folder = place("path").map(|path| {
        let path = ShownPath::of(path, call.workspace);
        format!("{}{}", path.folder, path.name)
    });
    let files = place("include")
        .or_else(|| place("filePattern"))
        .or_else(|| place("file_pattern"));
    let places: Vec<&str> = folder
        .as_deref()
        .filter(|folder| *folder != ".")
        .into_iter()
        .chain(files)
        .collect();
    Subject::Within {
        pattern,
        place: places.join(" "),
    }
}

/// The file that a patch changes, or how it begins where there are several.
fn patched(call: &ToolCall<'_>) -> Option<Subject> {
    let files = list(call.metadata, "files");
    let path = |file: &Value| {
        let path = file.as_str().map(str::to_owned);
        path.or_else(|| {
            string(
                file.as_object()?,
                &["relativePath", "filePath", "path", "file"],
            )
            .map(str::to_owned)
        })
    };
    let told: Vec<String> = files.iter().filter_map(path).collect();
    let paths = if told.is_empty() {
        let text = string(call.input, &["patchText", "patch", "input"])?;
        let marks = ["*** Update File: ", "*** Add File: ", "*** Delete File: "];
        let lines = text.lines().take(2000);
        lines
            .filter_map(|line| marks.iter().find_map(|mark| line.strip_prefix(mark)))
            .map(str::to_owned)
            .collect()
    } else {
        told
    };
    match paths.as_slice() {
        [] => None,
        [path] => Some(Subject::Path {
            path: ShownPath::of(path, call.workspace),
            lines: String::new(),
        }),
        several => {
            let names = several.iter().map(|path| ShownPath::of(path, None).name);
            Some(Subject::Code(names.collect::<Vec<_>>().join(", ")))
        }
    }
}

/// `:start-end` of what is read of a file, counted from 1.
fn line_range(call: &ToolCall<'_>) -> String {
    if call.kind != ToolKind::Read {
        return String::new();
    }
    let input = call.input;
    let start = number(input, &["offset", "readLineStart", "startLine"]);
    let end = number(input, &["readLineEnd"]);
    match (start, end, number(input, &["limit"])) {
        (None, None, None) => String::new(),
        (start, Some(end), _) => format!(":{}-{end}", start.unwrap_or(1).max(1)),
        (start, None, None) => format!(":{}", start.unwrap_or(1).max(1)),
        (start, None, Some(limit)) => {
            let start = start.unwrap_or(1).max(1);
            format!(":{start}-{}", start.saturating_add(limit.saturating_sub(1)))
        }
    }
}

/// What is done in a browser, and on what; else the page that it shows.
fn browsed(call: &ToolCall<'_>) -> Option<Subject> {
    let field = |names: &[&str]| string(call.input, names).map(first_line);
    let on = field(&["url", "text", "coordinate", "size"]);
    match (field(&["action"]), on) {
        (Some(action), Some(on)) => Some(Subject::Code(format!("{action} {on}"))),
        (action, on) => action
            .or(on)
            .or_else(|| field(&["currentUrl"]))
            .map(Subject::Code),
    }
}

fn questions(call: &ToolCall<'_>) -> Subject {
    let headers: Vec<&str> = list(call.input, "questions")
        .iter()
        .filter_map(Value::as_object)
        .filter_map(|question| string(question, &["header", "question"]))
        .collect();
    if headers.is_empty() {
        return Subject::Unknown;
    }
    Subject::Words(first_line(&headers.join(", ")))
}

fn first_string(call: &ToolCall<'_>) -> Option<Subject> {
    let named = ["tool", "type", "serverName", "toolName", "arguments"];
    let mut values = call
        .input
        .iter()
        .filter(|(name, _)| !named.contains(&name.as_str()))
        .filter_map(|(_, value)| value.as_str());
    let text = values.find(|text| !text.trim().is_empty())?;
    Some(Subject::Words(first_line(text)))
}
