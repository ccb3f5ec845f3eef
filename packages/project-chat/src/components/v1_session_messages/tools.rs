//! What the cards of V1 tools show.

use std::borrow::Cow;

use serde_json::Value;
use session_wire::Fields;

use crate::components::icon::Glyph;
use crate::components::tool_card::{
    CardState, Head, Section, Stat, TodoLine, count, is_diff, pretty, short_path, string,
};
use crate::labels::ToolLabels;

/// A tool's use, as a V1 message tells it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use<'a> {
    pub(super) name: &'a str,
    pub(super) fields: &'a Fields,
    pub(super) is_streaming: bool,
}

/// What a tool does, whatever the program calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Read,
    Write,
    Edit,
    Search,
    List,
    Todo,
    Task,
    Fetch,
    Other,
}

impl Known {
    fn of(name: &str) -> Self {
        match name {
            "readFile" => Self::Read,
            "newFileCreated" => Self::Write,
            "appliedDiff" | "editedExistingFile" | "searchAndReplace" | "insertContent" => {
                Self::Edit
            }
            "searchFiles" | "codebaseSearch" => Self::Search,
            "listFilesTopLevel" | "listFilesRecursive" | "listCodeDefinitionNames" => Self::List,
            "updateTodoList" => Self::Todo,
            "newTask" | "switchMode" | "finishTask" => Self::Task,
            "webFetch" | "webSearch" => Self::Fetch,
            _ => Self::Other,
        }
    }
}

/// The line of a tool's card.
pub(super) fn head(tool: Use<'_>, labels: &ToolLabels) -> Head {
    let known = Known::of(tool.name);
    let names = &labels.names;
    let (glyph, name) = match known {
        Known::Read => (Glyph::File, names.read.as_ref()),
        Known::Write => (Glyph::Pencil, names.write.as_ref()),
        Known::Edit => (Glyph::Pencil, names.edit.as_ref()),
        Known::Search => (Glyph::Search, names.grep.as_ref()),
        Known::List => (Glyph::Folder, names.list.as_ref()),
        Known::Todo => (Glyph::List, names.todo.as_ref()),
        Known::Task => (Glyph::Agent, names.task.as_ref()),
        Known::Fetch => (Glyph::Globe, names.webfetch.as_ref()),
        Known::Other => (Glyph::Tool, tool.name),
    };
    Head {
        tool: tool.name.to_owned(),
        glyph,
        name: name.to_owned(),
        summary: summary(known, tool.fields),
        stat: stat(known, tool.fields, labels),
        state: if tool.is_streaming {
            CardState::Running
        } else {
            CardState::Completed
        },
        is_open: known == Known::Todo,
    }
}

/// The line of a command's card.
pub(super) fn command_head(command: &str, is_streaming: bool, labels: &ToolLabels) -> Head {
    Head {
        tool: "bash".to_owned(),
        glyph: Glyph::Terminal,
        name: labels.names.bash.to_string(),
        summary: command.trim().lines().next().unwrap_or_default().to_owned(),
        stat: None,
        state: if is_streaming {
            CardState::Running
        } else {
            CardState::Completed
        },
        is_open: false,
    }
}

/// The sections of a tool's card.
pub(super) fn sections<'a>(tool: Use<'a>, labels: &ToolLabels) -> Vec<Section<'a>> {
    let fields = tool.fields;
    let content = string(fields, &["content", "diff"]);
    match (Known::of(tool.name), content) {
        (Known::Todo, _) => match todos(fields) {
            todos if todos.is_empty() => generic(fields, labels),
            todos => vec![Section::Todos(todos)],
        },
        (Known::Edit | Known::Write, Some(text)) if is_diff(text) => {
            vec![Section::Diff(text.into())]
        }
        (Known::Search | Known::List | Known::Write | Known::Edit, Some(text)) => vec![plain(text)],
        _ => generic(fields, labels),
    }
}

fn plain<'a>(text: impl Into<Cow<'a, str>>) -> Section<'a> {
    Section::Text {
        heading: None,
        text: text.into(),
    }
}

fn generic<'a>(fields: &Fields, labels: &ToolLabels) -> Vec<Section<'a>> {
    let input = pretty(fields, &["tool"]).map(|text| Section::Text {
        heading: Some(labels.input.to_string()),
        text: text.into(),
    });
    input.into_iter().collect()
}

fn summary(known: Known, fields: &Fields) -> String {
    let path = || string(fields, &["path"]).map(short_path);
    let found = match known {
        Known::Search => string(fields, &["regex", "query"]).map(|pattern| match path() {
            Some(path) => format!("{pattern}  {path}"),
            None => pattern.to_owned(),
        }),
        Known::Todo => None,
        Known::Task => string(fields, &["content", "mode"]).map(str::to_owned),
        Known::Fetch => string(fields, &["url", "query"]).map(str::to_owned),
        _ => path(),
    };
    let found = found.or_else(|| {
        let named = string(fields, &["serverName", "toolName", "path", "query"]);
        named.map(str::to_owned)
    });
    found
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn stat(known: Known, fields: &Fields, labels: &ToolLabels) -> Option<Stat> {
    match known {
        Known::Edit | Known::Write => {
            let diff = string(fields, &["content", "diff"]).filter(|text| is_diff(text))?;
            let (added, removed) = count(diff);
            Some(Stat::Lines { added, removed })
        }
        Known::Todo => {
            let todos = todos(fields);
            let done = todos
                .iter()
                .filter(|todo| todo.status == "completed")
                .count();
            let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
            let words = (labels.done_of)(number(done), number(todos.len()));
            (!todos.is_empty()).then_some(Stat::Words(words))
        }
        _ => None,
    }
}

fn todos(fields: &Fields) -> Vec<TodoLine<'_>> {
    let list = fields.get("todos").and_then(Value::as_array);
    let entries = list.map(Vec::as_slice).unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| {
            let entry = entry.as_object()?;
            Some(TodoLine {
                content: string(entry, &["content"])?,
                status: string(entry, &["status"]).unwrap_or("pending"),
                priority: string(entry, &["priority"]).unwrap_or_default(),
            })
        })
        .collect()
}
