//! What a V2 tool's card shows when it is unfolded.

use std::borrow::Cow;

use serde_json::Value;
use session_wire::Fields;
use session_wire::v2::ToolPart;

use super::{Known, metadata};
use crate::components::tool_card::{Asked, Section, TodoLine, pretty, string, strings};
use crate::labels::ToolLabels;

/// Whether there is anything to unfold.
pub(crate) fn has_body(tool: &ToolPart) -> bool {
    let state = &tool.state;
    !state.input.is_empty()
        || state.output.is_some()
        || state.error.is_some()
        || string(metadata(tool), &["output", "sessionId"]).is_some()
}

/// The sections of a card, in order.
pub(crate) fn sections<'a>(tool: &'a ToolPart, labels: &ToolLabels) -> Vec<Section<'a>> {
    let mut sections = own_sections(tool, labels);
    if let Some(error) = &tool.state.error {
        sections.push(Section::Failure(error));
    }
    sections
}

fn own_sections<'a>(tool: &'a ToolPart, labels: &ToolLabels) -> Vec<Section<'a>> {
    let state = &tool.state;
    match Known::of(&tool.tool) {
        Known::Bash => command(tool),
        Known::Edit | Known::Patch => change(tool, labels),
        Known::Write => string(&state.input, &["content"])
            .map(|content| vec![plain(content)])
            .unwrap_or_default(),
        Known::Read => read_text(tool)
            .map(|text| vec![plain(text)])
            .unwrap_or_default(),
        Known::TodoWrite | Known::TodoRead => match todos(tool) {
            todos if todos.is_empty() => generic(tool, labels),
            todos => vec![Section::Todos(todos)],
        },
        Known::Question => match questions(tool) {
            questions if questions.is_empty() => generic(tool, labels),
            questions => vec![Section::Questions(questions)],
        },
        Known::Task => string(&state.input, &["prompt"])
            .map(|prompt| vec![headed(&labels.input, prompt)])
            .unwrap_or_default(),
        Known::Grep | Known::Glob | Known::List | Known::WebFetch | Known::WebSearch => {
            match state.output.as_deref() {
                Some(output) => vec![plain(non_empty(output, &labels.no_output))],
                None => generic(tool, labels),
            }
        }
        Known::Skill | Known::Other => generic(tool, labels),
    }
}

fn plain<'a>(text: impl Into<Cow<'a, str>>) -> Section<'a> {
    Section::Text {
        heading: None,
        text: text.into(),
    }
}

fn headed<'a>(heading: &str, text: impl Into<Cow<'a, str>>) -> Section<'a> {
    Section::Text {
        heading: Some(heading.to_owned()),
        text: text.into(),
    }
}

fn non_empty<'a>(text: &'a str, otherwise: &str) -> Cow<'a, str> {
    if text.trim().is_empty() {
        Cow::Owned(otherwise.to_owned())
    } else {
        Cow::Borrowed(text)
    }
}

/// Input and output as they are.
fn generic<'a>(tool: &'a ToolPart, labels: &ToolLabels) -> Vec<Section<'a>> {
    let input = pretty(&tool.state.input, &[]).map(|input| headed(&labels.input, input));
    let output = tool
        .state
        .output
        .as_deref()
        .map(|output| headed(&labels.output, non_empty(output, &labels.no_output)));
    input.into_iter().chain(output).collect()
}

/// The command as it was given, and what it printed, or has printed so far.
fn command(tool: &ToolPart) -> Vec<Section<'_>> {
    let command = string(&tool.state.input, &["command", "cmd"]);
    let printed = string(metadata(tool), &["output"]).or(tool.state.output.as_deref());
    let mut text = String::new();
    if let Some(command) = command {
        text.push_str("$ ");
        text.push_str(command);
        text.push('\n');
    }
    if let Some(printed) = printed {
        text.push_str(printed);
    }
    if text.is_empty() {
        Vec::new()
    } else {
        vec![plain(text)]
    }
}

/// The difference that was made; what was to be replaced where the tool does not tell it.
fn change<'a>(tool: &'a ToolPart, labels: &ToolLabels) -> Vec<Section<'a>> {
    if let Some(diff) = string(metadata(tool), &["diff"]) {
        return vec![Section::Diff(diff.into())];
    }
    let input = &tool.state.input;
    let (old, new) = (string(input, &["oldString"]), string(input, &["newString"]));
    if old.is_none() && new.is_none() {
        return generic(tool, labels);
    }
    let mut diff = String::new();
    for (sign, text) in [('-', old), ('+', new)] {
        for line in text.unwrap_or_default().lines() {
            diff.push(sign);
            diff.push_str(line);
            diff.push('\n');
        }
    }
    vec![Section::Diff(diff.into())]
}

/// The text of a file: as it is where the tool gives it so, else as the model was shown it.
fn read_text(tool: &ToolPart) -> Option<&str> {
    let shown = metadata(tool).get("display").and_then(Value::as_object);
    shown
        .and_then(|shown| string(shown, &["text"]))
        .or(tool.state.output.as_deref())
}

/// The entries of a to-do list: what the tool says it wrote, else what it was given.
pub(super) fn todos(tool: &ToolPart) -> Vec<TodoLine<'_>> {
    let list = metadata(tool)
        .get("todos")
        .or_else(|| tool.state.input.get("todos"))
        .and_then(Value::as_array);
    let entries = list.map(Vec::as_slice).unwrap_or_default();
    entries
        .iter()
        .filter_map(Value::as_object)
        .filter_map(todo)
        .collect()
}

fn todo(entry: &Fields) -> Option<TodoLine<'_>> {
    Some(TodoLine {
        content: string(entry, &["content"])?,
        status: string(entry, &["status"]).unwrap_or("pending"),
        priority: string(entry, &["priority"]).unwrap_or_default(),
    })
}

fn questions(tool: &ToolPart) -> Vec<Asked<'_>> {
    let asked = tool.state.input.get("questions").and_then(Value::as_array);
    let answers = metadata(tool).get("answers").and_then(Value::as_array);
    let asked = asked.map(Vec::as_slice).unwrap_or_default();
    asked
        .iter()
        .enumerate()
        .filter_map(|(position, question)| {
            let question = question.as_object()?;
            let options = question.get("options").and_then(Value::as_array);
            let options = options.map(Vec::as_slice).unwrap_or_default();
            Some(Asked {
                question: string(question, &["question", "header"])?,
                choices: options
                    .iter()
                    .filter_map(|option| option.get("label").and_then(Value::as_str))
                    .collect(),
                answers: answers
                    .map(|answers| answers.get(position).map(strings).unwrap_or_default()),
            })
        })
        .collect()
}
