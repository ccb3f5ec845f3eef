//! The rows of a V1 session in words.

use session_wire::v1::Choice;

use super::rows::Row;
use crate::rows::{Title, Written, pretty};

impl Row<'_> {
    /// The row in words; of tools that look around together only that they do.
    pub fn written(&self) -> Written {
        match self {
            Self::User(user) => Written::plain(Title::User, user.text),
            Self::Text(words) => Written::markdown(Title::Assistant, words.text),
            Self::Reasoning(words) => Written::markdown(Title::Reasoning, words.text),
            Self::Completion(words) => Written::markdown(Title::Completion, words.text),
            Self::Subtask(words) => Written::markdown(Title::Subtask, words.text),
            Self::Pictures { text, pictures } => {
                Written::plain(Title::Pictures, &with_pictures(text, pictures.len()))
            }
            Self::Tool { name, fields, .. } => {
                Written::output(Title::Tool(name.to_string(), None), pretty(fields))
            }
            Self::Context(_) => Written::plain(Title::Tools, ""),
            Self::Command {
                command, output, ..
            } => {
                let line = command.map(|command| format!("$ {command}\n"));
                let title = match line {
                    Some(_) => Title::Command,
                    None => Title::Output,
                };
                Written::output(title, line.unwrap_or_default() + output)
            }
            Self::Mcp { call, .. } => Written::output(Title::Mcp, pretty(call)),
            Self::McpAnswer { text, pictures } => {
                Written::output(Title::McpAnswer, with_pictures(text, pictures.len()))
            }
            Self::Followup(asked) => question(&asked.question, &asked.choices),
            Self::Plan { plan, .. } => {
                let choices = plan.options.as_deref().unwrap_or_default();
                question(plan.response.as_deref().unwrap_or_default(), choices)
            }
            Self::Todos(todos) => Written::output(Title::Tasks, pretty(todos)),
            Self::Request(request) => Written::output(Title::Request, pretty(request)),
            Self::Retry(retry) => Written::plain(Title::Retry, &retry.message),
            Self::Condensed { .. } => Written::plain(Title::Condensed, ""),
            Self::Truncated(_) => Written::plain(Title::Truncated, ""),
            Self::Checkpoint { name, .. } => Written::plain(Title::Checkpoint, name),
            Self::Failed { message, .. } => Written::plain(Title::Failed, message),
            Self::Interrupted { reason } => Written::plain(Title::Interrupted, reason),
            Self::Stuck { kind, text } => Written::plain(Title::Waits((*kind).to_owned()), text),
            Self::Note { text, .. } => Written::plain(Title::Status, text),
            Self::Unknown {
                kind,
                text,
                metadata,
            } => {
                let payload = metadata.map(pretty).unwrap_or_default();
                let title = Title::Message((*kind).to_owned());
                Written::output(title, format!("{text}\n{payload}"))
            }
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

fn question(question: &str, choices: &[Choice]) -> Written {
    let choices = choices.iter().map(|choice| format!("- {}", choice.answer));
    let lines = [question.to_owned(), String::new()]
        .into_iter()
        .chain(choices);
    let text = lines.collect::<Vec<_>>().join("\n");
    Written::markdown(Title::Question, &text)
}
