//! What a card shows when it is unfolded.

use std::borrow::Cow;

use serde_json::Value;
use session_wire::Fields;

use super::call::{ToolCall, ToolState};
use super::changes::changes;
use super::fields::{list, pretty, string, strings};
use super::kind::ToolKind;
use crate::components::extent::Side;
use crate::components::file::FileView;
use crate::diff::FileDiff;
use crate::labels::ToolLabels;

/// The longest command, in bytes, that a card's line has room for.
const SHORT_COMMAND: usize = 48;

/// Something that a card shows when it is unfolded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Section<'a> {
    /// Text of a form, under a heading where there are several sections.
    Text {
        heading: Option<String>,
        form: Form,
        text: Cow<'a, str>,
    },
    /// What was changed in files.
    Diff(Vec<FileDiff>),
    /// A to-do list.
    Todos(Vec<TodoLine<'a>>),
    /// Questions and their answers.
    Questions(Vec<Asked<'a>>),
    /// Files that the tool gave back.
    Files(Vec<FileView<'a>>),
    /// Why the tool failed.
    Failure(&'a str),
}

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is.
    Plain,
    /// A command line.
    Command,
    /// What a terminal showed; its end matters most.
    Terminal,
    /// The hits of a search, by file.
    Hits,
    /// Markdown.
    Markdown,
}

impl Form {
    /// Which end of a long text is shown at first.
    pub(crate) const fn side(self) -> Side {
        match self {
            Self::Terminal => Side::End,
            Self::Plain | Self::Command | Self::Hits | Self::Markdown => Side::Start,
        }
    }
}

/// An entry of a to-do list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TodoLine<'a> {
    pub(crate) content: &'a str,
    /// `pending`, `in_progress`, `completed`, `cancelled` or anything else.
    pub(crate) status: &'a str,
    /// `high`, `medium`, `low` or anything else.
    pub(crate) priority: &'a str,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked<'a> {
    pub(crate) question: &'a str,
    /// What could be chosen.
    pub(crate) choices: Vec<&'a str>,
    /// What was chosen or said; none while the question is open.
    pub(crate) answers: Option<Vec<&'a str>>,
}

/// Whether there is anything to unfold.
pub(crate) fn has_body(call: &ToolCall<'_>) -> bool {
    let has_own = match call.kind {
        ToolKind::Todo => !todos(call).is_empty(),
        // The line says it all.
        ToolKind::Plan => call
            .output
            .is_some_and(|output| output.lines().nth(1).is_some()),
        ToolKind::Bash => !command(call).is_empty(),
        _ => !call.input.is_empty() || call.output.is_some(),
    };
    has_own || call.error.is_some() || !call.files.is_empty()
}

/// The sections of a card, in order.
pub(crate) fn sections<'a>(call: &ToolCall<'a>, labels: &ToolLabels) -> Vec<Section<'a>> {
    let mut sections = own_sections(call, labels);
    if !call.files.is_empty() {
        sections.push(Section::Files(call.files.clone()));
    }
    if let Some(error) = call.error {
        sections.push(Section::Failure(error));
    }
    sections
}

fn own_sections<'a>(call: &ToolCall<'a>, labels: &ToolLabels) -> Vec<Section<'a>> {
    match call.kind {
        ToolKind::Bash => command(call),
        ToolKind::Edit | ToolKind::Patch | ToolKind::Write => match changes(call) {
            changes if changes.is_empty() => generic(call, labels),
            changes => vec![Section::Diff(changes)],
        },
        ToolKind::Read => match read_text(call) {
            Some(text) => vec![plain(text)],
            None => batch(call, labels),
        },
        ToolKind::Todo => vec![Section::Todos(todos(call))],
        ToolKind::Question => match questions(call) {
            questions if questions.is_empty() => generic(call, labels),
            questions => vec![Section::Questions(questions)],
        },
        ToolKind::Task => task(call, labels),
        ToolKind::Grep | ToolKind::Glob | ToolKind::List => match call.output {
            Some(output) => vec![formed(None, Form::Hits, non_empty(output, labels))],
            None => batch(call, labels),
        },
        ToolKind::WebFetch | ToolKind::WebSearch | ToolKind::Skill => match call.output {
            Some(output) => vec![formed(None, Form::Markdown, non_empty(output, labels))],
            None => generic(call, labels),
        },
        ToolKind::Plan => call
            .output
            .map(|output| formed(None, Form::Markdown, output))
            .into_iter()
            .collect(),
        ToolKind::Invalid => string(call.input, &["error"])
            .or(call.output)
            .map(plain)
            .into_iter()
            .collect(),
        ToolKind::Mcp => server_call(call, labels),
        ToolKind::McpAnswer => call
            .output
            .filter(|answer| !answer.trim().is_empty())
            .map(plain)
            .into_iter()
            .collect(),
        ToolKind::Delete | ToolKind::Image | ToolKind::Browser | ToolKind::Other => {
            generic(call, labels)
        }
    }
}

fn formed<'a>(heading: Option<&str>, form: Form, text: impl Into<Cow<'a, str>>) -> Section<'a> {
    Section::Text {
        heading: heading.map(str::to_owned),
        form,
        text: text.into(),
    }
}

fn plain<'a>(text: impl Into<Cow<'a, str>>) -> Section<'a> {
    formed(None, Form::Plain, text)
}

fn non_empty<'a>(text: &'a str, labels: &ToolLabels) -> Cow<'a, str> {
    if text.trim().is_empty() {
        Cow::Owned(labels.no_output.to_string())
    } else {
        Cow::Borrowed(text)
    }
}

/// Input and output as they are.
fn generic<'a>(call: &ToolCall<'a>, labels: &ToolLabels) -> Vec<Section<'a>> {
    let input =
        pretty(call.input, &["tool"]).map(|input| formed(Some(&labels.input), Form::Plain, input));
    let output = call.output.map(|output| {
        formed(
            Some(&labels.output),
            Form::Terminal,
            non_empty(output, labels),
        )
    });
    input.into_iter().chain(output).collect()
}

/// The command as it was given, and what it printed, or has printed so far.
fn command<'a>(call: &ToolCall<'a>) -> Vec<Section<'a>> {
    // A short command stands whole in the card's line.
    let command = string(call.input, &["command", "cmd"])
        .filter(|command| command.len() > SHORT_COMMAND || command.contains('\n'))
        .map(|command| formed(None, Form::Command, command));
    let printed = call
        .output
        .filter(|printed| !printed.trim().is_empty())
        .map(|printed| formed(None, Form::Terminal, printed));
    command.into_iter().chain(printed).collect()
}

/// The text of a file: as it is where the tool gives it so, else as the model was shown it.
fn read_text<'a>(call: &ToolCall<'a>) -> Option<&'a str> {
    let shown = call.metadata.get("display").and_then(Value::as_object);
    shown
        .and_then(|shown| string(shown, &["text"]))
        .or(call.output)
}

/// Several files or folders that are looked at together, a line each.
fn batch<'a>(call: &ToolCall<'a>, labels: &ToolLabels) -> Vec<Section<'a>> {
    let items = ["batchFiles", "batchDirs"].map(|name| list(call.input, name));
    let lines: Vec<String> = items
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .filter_map(|item| {
            let path = string(item, &["path"])?;
            Some(match string(item, &["lineSnippet"]) {
                Some(lines) => format!("{path} {lines}"),
                None => path.to_owned(),
            })
        })
        .collect();
    if lines.is_empty() {
        return generic(call, labels);
    }
    vec![formed(None, Form::Hits, lines.join("\n"))]
}

/// What another agent is to do, and what it came to.
fn task<'a>(call: &ToolCall<'a>, labels: &ToolLabels) -> Vec<Section<'a>> {
    let prompt = string(call.input, &["prompt", "message", "content"])
        .map(|prompt| formed(Some(&labels.prompt), Form::Markdown, prompt));
    let result = call
        .output
        .map(task_result)
        .filter(|result| !result.is_empty())
        .map(|result| formed(Some(&labels.result), Form::Markdown, result));
    prompt.into_iter().chain(result).collect()
}

/// The words of a task's result, without the marks around them.
fn task_result(output: &str) -> &str {
    let inside = output
        .split_once("<task_result>")
        .map_or(output, |(_, inside)| inside);
    let inside = inside
        .rsplit_once("</task_result>")
        .map_or(inside, |(inside, _)| inside);
    inside.trim()
}

/// What an MCP server is asked, and what it answered.
fn server_call<'a>(call: &ToolCall<'a>, labels: &ToolLabels) -> Vec<Section<'a>> {
    let arguments = string(call.input, &["arguments"]).map(Cow::Borrowed);
    let named = ["serverName", "toolName", "type", "arguments", "response"];
    let input = arguments.or_else(|| pretty(call.input, &named).map(Cow::Owned));
    let input = input.map(|input| formed(Some(&labels.input), Form::Plain, input));
    let answer = call.output.or_else(|| string(call.input, &["response"]));
    let answer = answer
        .filter(|answer| !answer.trim().is_empty() || call.files.is_empty())
        .map(|answer| formed(Some(&labels.output), Form::Plain, non_empty(answer, labels)));
    input.into_iter().chain(answer).collect()
}

/// The entries of a to-do list: what the tool says it wrote, else what it was given.
pub(crate) fn todos<'a>(call: &ToolCall<'a>) -> Vec<TodoLine<'a>> {
    let told = list(call.metadata, "todos");
    let entries = if told.is_empty() {
        list(call.input, "todos")
    } else {
        told
    };
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

fn questions<'a>(call: &ToolCall<'a>) -> Vec<Asked<'a>> {
    let answers = call.metadata.get("answers").and_then(Value::as_array);
    let is_over = matches!(call.state, ToolState::Failed | ToolState::Interrupted);
    list(call.input, "questions")
        .iter()
        .enumerate()
        .filter_map(|(position, question)| {
            let question = question.as_object()?;
            let given = answers.map(|answers| answers.get(position).map(strings));
            Some(Asked {
                question: string(question, &["question", "header"])?,
                choices: list(question, "options")
                    .iter()
                    .filter_map(|option| option.get("label").and_then(Value::as_str))
                    .collect(),
                answers: given
                    .map(Option::unwrap_or_default)
                    .or(is_over.then(Vec::new)),
            })
        })
        .collect()
}
