//! A folded recording as JSON, markdown or plain text.

use std::fmt::Write as _;
use std::str::FromStr;

use serde_json::Value;
use session_model::version::Transcript as _;
use session_model::{AnySession, ThreadId, v1, v2};
use session_wire::v1::Choice;

use super::Recording;

/// How a transcript is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// The list of messages, as the model holds them.
    #[default]
    Json,
    /// The conversation as markdown.
    Markdown,
    /// The conversation as plain text, a line or more a row.
    Text,
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "json" => Ok(Self::Json),
            "markdown" => Ok(Self::Markdown),
            "text" => Ok(Self::Text),
            other => Err(format!("{other} is no format: take json, markdown or text")),
        }
    }
}

impl Recording {
    /// The final transcript.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Json => format!("{:#}\n", self.json()),
            Format::Markdown => self
                .entries()
                .iter()
                .map(Entry::as_markdown)
                .collect::<Vec<_>>()
                .join("\n"),
            Format::Text => self.entries().iter().map(Entry::as_text).collect(),
        }
    }

    fn json(&self) -> Value {
        match self.fold.session() {
            Some(AnySession::V1(session)) => {
                let messages = session.transcript().messages();
                messages
                    .iter()
                    .filter(|message| self.host.shows(message))
                    .map(to_json)
                    .collect()
            }
            Some(AnySession::V2(session)) => session
                .transcript()
                .stored(self.thread)
                .iter()
                .map(to_json)
                .collect(),
            None => Value::Array(Vec::new()),
        }
    }

    fn entries(&self) -> Vec<Entry> {
        match self.fold.session() {
            Some(AnySession::V1(session)) => {
                let transcript = session.transcript();
                let rows = transcript
                    .turns(ThreadId::ROOT)
                    .filter_map(|turn| transcript.turn(turn))
                    .flat_map(|turn| &turn.rows);
                let ungrouped = rows.flat_map(|row| match session.row(*row) {
                    Some(v1::Row::Context(group)) => group.members.to_vec(),
                    _ => vec![*row],
                });
                let shown = ungrouped.filter(|row| {
                    let message = transcript.message(*row);
                    message.is_some_and(|message| self.host.shows(message))
                });
                shown
                    .filter_map(|row| session.row(row))
                    .map(|row| v1_entry(&row))
                    .collect()
            }
            Some(AnySession::V2(session)) => {
                let transcript = session.transcript();
                let rows = transcript
                    .turns(self.thread)
                    .filter_map(|turn| transcript.turn(turn))
                    .flat_map(|turn| &turn.rows);
                let ungrouped = rows.flat_map(|row| match session.row(*row) {
                    Some(v2::Row::Context(group)) => group.members.to_vec(),
                    _ => vec![*row],
                });
                ungrouped
                    .filter_map(|row| session.row(row))
                    .map(|row| v2_entry(&row))
                    .collect()
            }
            None => Vec::new(),
        }
    }
}

fn to_json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// A row to be printed: who or what, and the words or output under it.
struct Entry {
    title: String,
    body: String,
    /// Whether the body is output, not words.
    is_output: bool,
}

impl Entry {
    fn words(title: &str, body: &str) -> Self {
        Self {
            title: title.to_owned(),
            body: body.to_owned(),
            is_output: false,
        }
    }

    fn output(title: String, body: &str) -> Self {
        Self {
            title,
            body: body.to_owned(),
            is_output: true,
        }
    }

    fn as_markdown(&self) -> String {
        let mut text = format!("### {}\n", self.title);
        let body = self.body.trim_end();
        if body.is_empty() {
            return text;
        }
        // A fence must be longer than any that the output holds.
        let longest = body
            .split(|character| character != '`')
            .map(str::len)
            .max()
            .unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let written = if self.is_output {
            writeln!(text, "\n{fence}\n{body}\n{fence}")
        } else {
            writeln!(text, "\n{body}")
        };
        debug_assert!(written.is_ok(), "a string takes whatever is written");
        text
    }

    fn as_text(&self) -> String {
        let body = self.body.trim_end();
        let lines =
            std::iter::once(self.title.clone()).chain(body.lines().map(|line| format!("  {line}")));
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }
}

fn v1_entry(row: &v1::Row<'_>) -> Entry {
    match row {
        v1::Row::User(user) => Entry::words("User", user.text),
        v1::Row::Text(words) => Entry::words("Assistant", words.text),
        v1::Row::Reasoning(words) => Entry::words("Reasoning", words.text),
        v1::Row::Completion(words) => Entry::words("Completion", words.text),
        v1::Row::Subtask(words) => Entry::words("Subtask", words.text),
        v1::Row::Pictures { text, pictures } => {
            Entry::words("Pictures", &with_pictures(text, pictures.len()))
        }
        v1::Row::Tool { name, fields, .. } => {
            Entry::output(format!("Tool {name}"), &pretty(fields))
        }
        v1::Row::Context(_) => Entry::words("Tools", ""),
        v1::Row::Command {
            command, output, ..
        } => {
            let line = command.map(|command| format!("$ {command}\n"));
            let title = if line.is_some() { "Command" } else { "Output" };
            Entry::output(title.to_owned(), &(line.unwrap_or_default() + output))
        }
        v1::Row::Mcp { call, .. } => Entry::output("MCP".to_owned(), &pretty(call)),
        v1::Row::McpAnswer { text, pictures } => Entry::output(
            "MCP answer".to_owned(),
            &with_pictures(text, pictures.len()),
        ),
        v1::Row::Followup(asked) => question(&asked.question, &asked.choices),
        v1::Row::Plan { plan, .. } => {
            let choices = plan.options.as_deref().unwrap_or_default();
            question(plan.response.as_deref().unwrap_or_default(), choices)
        }
        v1::Row::Todos(todos) => Entry::output("Tasks".to_owned(), &pretty(todos)),
        v1::Row::Request(request) => Entry::output("Request".to_owned(), &pretty(request)),
        v1::Row::Retry(retry) => Entry::words("Retry", &retry.message),
        v1::Row::Condensed { .. } => Entry::words("Context condensed", ""),
        v1::Row::Truncated(_) => Entry::words("Context truncated", ""),
        v1::Row::Checkpoint { name } => Entry::words("Checkpoint", name),
        v1::Row::Failed { message, .. } => Entry::words("Error", message),
        v1::Row::Interrupted { reason } => Entry::words("Interrupted", reason),
        v1::Row::Stuck { kind, text } => Entry::words(&format!("Waits: {kind}"), text),
        v1::Row::Note { text, .. } => Entry::words("Status", text),
        v1::Row::Unknown {
            kind,
            text,
            metadata,
        } => {
            let payload = metadata.map(pretty).unwrap_or_default();
            Entry::output(format!("Message {kind}"), &format!("{text}\n{payload}"))
        }
    }
}

fn with_pictures(text: &str, pictures: usize) -> String {
    let places = std::iter::repeat_n("[picture]".to_owned(), pictures);
    let lines = std::iter::once(text.to_owned()).chain(places);
    lines
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn question(question: &str, choices: &[Choice]) -> Entry {
    let choices = choices.iter().map(|choice| format!("- {}", choice.answer));
    let lines = [question.to_owned(), String::new()]
        .into_iter()
        .chain(choices);
    Entry::words("Question", &lines.collect::<Vec<_>>().join("\n"))
}

fn v2_entry(row: &v2::Row<'_>) -> Entry {
    match row {
        v2::Row::User(user) => {
            let texts = user.texts.iter().map(|text| (*text).to_owned());
            let files = user.files.iter().map(|file| format!("[{}]", name_of(file)));
            Entry::words("User", &texts.chain(files).collect::<Vec<_>>().join("\n\n"))
        }
        v2::Row::Text { text, .. } => Entry::words("Assistant", text),
        v2::Row::Reasoning { text, .. } => Entry::words("Reasoning", text),
        v2::Row::Tool { tool, .. } => {
            let state = &tool.state;
            let result = state
                .output
                .as_deref()
                .or(state.error.as_deref())
                .unwrap_or_default();
            let title = format!("Tool {} ({})", tool.tool, state.status.as_str());
            Entry::output(title, &format!("{}\n{result}", pretty(&state.input)))
        }
        v2::Row::Context(_) => Entry::words("Tools", ""),
        v2::Row::File(file) => Entry::words("File", name_of(file)),
        v2::Row::Retry(retry) => Entry::words("Retry", &format!("attempt {}", retry.attempt)),
        v2::Row::Compaction { .. } => Entry::words("Context compacted", ""),
        v2::Row::Subtask(subtask) => Entry::words("Subtask", &subtask.description),
        v2::Row::Interrupted => Entry::words("Interrupted", ""),
        v2::Row::Failed(error) => Entry::words("Error", error.message()),
        v2::Row::Unknown { kind, fields } => Entry::output(format!("Part {kind}"), &pretty(fields)),
    }
}

fn name_of(file: &session_wire::v2::FilePart) -> &str {
    file.filename.as_deref().unwrap_or(&file.mime)
}

fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
