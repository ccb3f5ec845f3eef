//! The line of a V2 tool's card: what is done to what.

use serde_json::Value;
use session_wire::v2::ToolPart;

use super::{Known, metadata, state};
use crate::components::icon::Glyph;
use crate::components::tool_card::{CardState, Head, Stat, count, short_path, string};
use crate::labels::ToolLabels;

/// The line of a tool's card. What the model has not written yet is left out.
pub(crate) fn head(tool: &ToolPart, labels: &ToolLabels) -> Head {
    let known = Known::of(&tool.tool);
    let (glyph, name) = face(known, labels);
    Head {
        tool: tool.tool.clone(),
        glyph,
        name: name.map_or_else(|| generic_name(&tool.tool), str::to_owned),
        summary: summary(known, tool),
        stat: stat(known, tool, labels),
        state: state(tool),
        is_open: matches!(known, Known::TodoWrite | Known::Question),
    }
}

fn face(known: Known, labels: &ToolLabels) -> (Glyph, Option<&str>) {
    let names = &labels.names;
    let (glyph, name) = match known {
        Known::Read => (Glyph::File, &names.read),
        Known::Write => (Glyph::Pencil, &names.write),
        Known::Edit | Known::Patch => (Glyph::Pencil, &names.edit),
        Known::Bash => (Glyph::Terminal, &names.bash),
        Known::Grep => (Glyph::Search, &names.grep),
        Known::Glob => (Glyph::Search, &names.glob),
        Known::List => (Glyph::Folder, &names.list),
        Known::TodoWrite | Known::TodoRead => (Glyph::List, &names.todo),
        Known::Task => (Glyph::Agent, &names.task),
        Known::Question => (Glyph::Question, &names.question),
        Known::WebFetch => (Glyph::Globe, &names.webfetch),
        Known::WebSearch => (Glyph::Globe, &names.websearch),
        Known::Skill => (Glyph::Tool, &names.skill),
        Known::Other => return (Glyph::Tool, None),
    };
    (glyph, Some(name))
}

/// A tool of a server is named `server_tool`: its own words tell most.
fn generic_name(tool: &str) -> String {
    if tool.is_empty() {
        "tool".to_owned()
    } else {
        tool.replace('_', " ")
    }
}

fn summary(known: Known, tool: &ToolPart) -> String {
    let input = &tool.state.input;
    let path = || string(input, &["filePath", "path", "file"]).map(short_path);
    let field = |names: &[&str]| string(input, names).map(first_line);
    let own = match known {
        Known::Read => path().map(|path| format!("{path}{}", line_range(tool))),
        Known::Write | Known::Edit | Known::List => path(),
        Known::Bash => field(&["command", "cmd"]),
        Known::Grep => field(&["pattern", "query"]).map(|pattern| within(&pattern, tool)),
        Known::Glob => field(&["pattern"]).map(|pattern| within(&pattern, tool)),
        Known::Task => field(&["description"]).map(|description| {
            match string(input, &["subagent_type", "agent"]) {
                Some(agent) => format!("{description} ({agent})"),
                None => description,
            }
        }),
        Known::Question => first_question(tool),
        Known::WebFetch => field(&["url"]),
        Known::WebSearch => field(&["query"]),
        Known::Skill => field(&["name"]),
        Known::TodoWrite | Known::TodoRead => Some(String::new()),
        Known::Patch | Known::Other => None,
    };
    let title = || {
        let title = tool.state.title.as_deref().map(first_line);
        title.filter(|title| !title.is_empty())
    };
    let failure = || tool.state.error.as_deref().map(first_line);
    own.or_else(title)
        .or_else(|| first_string(tool))
        .or_else(failure)
        .unwrap_or_default()
}

fn first_line(text: &str) -> String {
    text.trim().lines().next().unwrap_or_default().to_owned()
}

fn first_string(tool: &ToolPart) -> Option<String> {
    let mut values = tool.state.input.values().filter_map(Value::as_str);
    values.find(|text| !text.is_empty()).map(first_line)
}

/// `:start-end` of a partial read, counted from 1.
fn line_range(tool: &ToolPart) -> String {
    let number = |name| tool.state.input.get(name).and_then(Value::as_u64);
    match (number("offset"), number("limit")) {
        (None, None) => String::new(),
        (offset, None) => format!(":{}", offset.unwrap_or(0).max(1)),
        (offset, Some(limit)) => {
            let start = offset.unwrap_or(0).max(1);
            format!(":{start}-{}", start.saturating_add(limit.saturating_sub(1)))
        }
    }
}

fn within(pattern: &str, tool: &ToolPart) -> String {
    match string(&tool.state.input, &["include", "path"]) {
        Some(place) => format!("{pattern}  {}", short_path(place)),
        None => pattern.to_owned(),
    }
}

fn first_question(tool: &ToolPart) -> Option<String> {
    let questions = tool.state.input.get("questions")?.as_array()?;
    let headers: Vec<&str> = questions
        .iter()
        .filter_map(|question| question.as_object())
        .filter_map(|question| string(question, &["header", "question"]))
        .collect();
    Some(headers.join(", "))
}

fn stat(known: Known, tool: &ToolPart, labels: &ToolLabels) -> Option<Stat> {
    if state(tool) == CardState::Error {
        return None;
    }
    let metadata = metadata(tool);
    let number = |name: &str| metadata.get(name).and_then(Value::as_u64);
    match known {
        Known::Edit | Known::Patch => string(metadata, &["diff"]).map(|diff| {
            let (added, removed) = count(diff);
            Stat::Lines { added, removed }
        }),
        Known::Write => string(&tool.state.input, &["content"]).map(|content| Stat::Lines {
            added: u64::try_from(content.lines().count()).unwrap_or(u64::MAX),
            removed: 0,
        }),
        Known::Grep => number("matches").map(|count| Stat::Words((labels.matches)(count))),
        Known::Glob | Known::List => {
            number("count").map(|count| Stat::Words((labels.files)(count)))
        }
        Known::TodoWrite | Known::TodoRead => todo_stat(tool, labels),
        Known::Bash => match metadata.get("exit").and_then(Value::as_i64) {
            None | Some(0) => None,
            Some(code) => Some(Stat::Words((labels.exit_code)(code))),
        },
        _ => None,
    }
}

fn todo_stat(tool: &ToolPart, labels: &ToolLabels) -> Option<Stat> {
    let todos = super::body::todos(tool);
    if todos.is_empty() {
        return None;
    }
    let is_over = |status: &str| matches!(status, "completed" | "cancelled");
    let done = todos.iter().filter(|todo| is_over(todo.status)).count();
    let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
    let words = (labels.done_of)(number(done), number(todos.len()));
    Some(Stat::Words(words))
}
