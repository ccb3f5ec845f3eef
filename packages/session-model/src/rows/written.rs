//! A row in words, for the clipboard and the command line.

use std::fmt::{self, Write as _};

use serde::Serialize;

/// A row in words: who or what, and the words or the output under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Who or what.
    pub title: Title,
    /// The words; empty where the title says it all.
    pub body: String,
    /// How the words are to be read.
    pub form: Form,
}

/// How the words of a row are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As they are.
    Plain,
    /// As markdown.
    Markdown,
    /// As what a program printed.
    Output,
}

/// Who or what a row is of. Shown, it is a few words of English.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Title {
    /// The person.
    User,
    /// The agent.
    Assistant,
    /// What the agent thinks.
    Reasoning,
    /// The answer at the end of a task.
    Completion,
    /// Work of another agent.
    Subtask,
    /// Pictures.
    Pictures,
    /// A file.
    File,
    /// The tool of this name, and how far it is where that is told.
    Tool(String, Option<String>),
    /// Tools that look around.
    Tools,
    /// A command.
    Command,
    /// What a command printed, where the command is not known.
    Output,
    /// The call of an MCP server.
    Mcp,
    /// What an MCP server gave back.
    McpAnswer,
    /// A question to the person.
    Question,
    /// The to-do list.
    Tasks,
    /// A request to the language model.
    Request,
    /// A request that is tried again.
    Retry,
    /// The context was condensed.
    Condensed,
    /// The context was compacted.
    Compacted,
    /// The oldest messages were taken out of the context.
    Truncated,
    /// The state of the files.
    Checkpoint,
    /// Files were changed.
    Changed,
    /// What was changed was committed.
    Committed,
    /// What was changed could not be committed.
    NotCommitted,
    /// Something failed.
    Failed,
    /// The answer was stopped.
    Interrupted,
    /// The program wants to be told whether to go on; with what it asks.
    Waits(String),
    /// A note of the program's.
    Status,
    /// A message of a kind that has no meaning here.
    Message(String),
    /// A part of a type that has no meaning here.
    Part(String),
}

impl fmt::Display for Title {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::User => "User",
            Self::Assistant => "Assistant",
            Self::Reasoning => "Reasoning",
            Self::Completion => "Completion",
            Self::Subtask => "Subtask",
            Self::Pictures => "Pictures",
            Self::File => "File",
            Self::Tool(name, None) => return write!(formatter, "Tool {name}"),
            Self::Tool(name, Some(state)) => return write!(formatter, "Tool {name} ({state})"),
            Self::Tools => "Tools",
            Self::Command => "Command",
            Self::Output => "Output",
            Self::Mcp => "MCP",
            Self::McpAnswer => "MCP answer",
            Self::Question => "Question",
            Self::Tasks => "Tasks",
            Self::Request => "Request",
            Self::Retry => "Retry",
            Self::Condensed => "Context condensed",
            Self::Compacted => "Context compacted",
            Self::Truncated => "Context truncated",
            Self::Checkpoint => "Checkpoint",
            Self::Changed => "Changed files",
            Self::Committed => "Committed",
            Self::NotCommitted => "Not committed",
            Self::Failed => "Error",
            Self::Interrupted => "Interrupted",
            Self::Waits(what) => return write!(formatter, "Waits: {what}"),
            Self::Status => "Status",
            Self::Message(kind) => return write!(formatter, "Message {kind}"),
            Self::Part(kind) => return write!(formatter, "Part {kind}"),
        };
        formatter.write_str(name)
    }
}

impl Written {
    /// A row in the person's or a program's own words.
    pub(crate) fn plain(title: Title, body: &str) -> Self {
        Self::new(title, body.to_owned(), Form::Plain)
    }

    /// A row in words that are markdown.
    pub(crate) fn markdown(title: Title, body: &str) -> Self {
        Self::new(title, body.to_owned(), Form::Markdown)
    }

    /// A row that a program has printed.
    pub(crate) fn output(title: Title, body: String) -> Self {
        Self::new(title, body, Form::Output)
    }

    fn new(title: Title, body: String, form: Form) -> Self {
        Self { title, body, form }
    }

    /// The row as markdown under a heading of these words. Output stands in a fence that is longer
    /// than any in it.
    pub fn as_markdown(&self, title: &str) -> String {
        let mut text = format!("### {title}\n");
        let body = self.body.trim_end();
        if body.is_empty() {
            return text;
        }
        let longest = body
            .split(|character| character != '`')
            .map(str::len)
            .max()
            .unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let written = match self.form {
            Form::Output => writeln!(text, "\n{fence}\n{body}\n{fence}"),
            Form::Plain | Form::Markdown => writeln!(text, "\n{body}"),
        };
        debug_assert!(written.is_ok(), "a string takes whatever is written");
        text
    }

    /// The row as plain text: these words, and the body indented under them.
    pub fn as_text(&self, title: &str) -> String {
        let lines = self.body.trim_end().lines();
        let lines = lines.map(|line| match line {
            "" => String::new(),
            line => format!("  {line}"),
        });
        let lines = std::iter::once(title.to_owned()).chain(lines);
        lines.collect::<Vec<_>>().join("\n") + "\n"
    }
}

/// A value as indented JSON.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn output_stands_in_a_fence_that_it_cannot_end() {
        let printed = Written::output(Title::Command, "$ cat a.md\n```\nx\n```\n".to_owned());
        assert_eq!(
            printed.as_markdown("Command"),
            "### Command\n\n````\n$ cat a.md\n```\nx\n```\n````\n"
        );
        assert_eq!(
            printed.as_text("Command"),
            "Command\n  $ cat a.md\n  ```\n  x\n  ```\n"
        );
    }

    #[test]
    fn words_are_as_they_were_written() {
        let said = Written::markdown(Title::Assistant, "A **word**.\n\n- one\n");
        assert_eq!(
            said.as_markdown("Assistant"),
            "### Assistant\n\nA **word**.\n\n- one\n"
        );
        assert_eq!(said.as_text("Agent"), "Agent\n  A **word**.\n\n  - one\n");
        let silent = Written::plain(Title::Interrupted, "");
        assert_eq!(silent.as_markdown("Stopped"), "### Stopped\n");
    }
}
