//! What a row of a V1 session shows.

use serde_json::Value;
use session_wire::v1::{Ask, Author, CloudMessage, Say};
use session_wire::{Fields, Timestamp};

use super::reduce::INTERRUPTED;
use super::transcript::Transcript;
use super::visible::failed_request;
use crate::rows::{Delivery, RowId};

/// A row, by what it shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Row<'a> {
    /// The person's message.
    User(UserRow<'a>),
    /// The agent's words, in markdown.
    Text(Words<'a>),
    /// What the agent thinks, in markdown.
    Reasoning(Words<'a>),
    /// The answer at the end of a task, in markdown.
    Completion(Words<'a>),
    /// A tool's use.
    Tool {
        /// The tool's name.
        name: &'a str,
        /// Its payload.
        fields: &'a Fields,
        /// Whether more is to come.
        is_streaming: bool,
    },
    /// A command.
    Command {
        /// The command line.
        command: &'a str,
        /// Whether more is to come.
        is_streaming: bool,
    },
    /// What a command printed.
    CommandOutput {
        /// The output so far.
        output: &'a str,
        /// Whether more is to come.
        is_streaming: bool,
    },
    /// A question to the person.
    Followup {
        /// The question.
        question: &'a str,
        /// Answers to choose from.
        suggestions: Vec<&'a str>,
    },
    /// Something failed.
    Failed {
        /// What, in the program's words.
        message: &'a str,
    },
    /// The run was stopped here.
    Interrupted {
        /// Why, in the program's words.
        reason: &'a str,
    },
    /// A line of the program about its state.
    Status {
        /// The line.
        text: &'a str,
    },
    /// A message of a kind that has no meaning here.
    Unknown {
        /// What it says or asks.
        kind: &'a str,
        /// Its words.
        text: &'a str,
        /// Its payload.
        metadata: Option<&'a Value>,
    },
}

/// Words that may grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    /// The words so far.
    pub text: &'a str,
    /// How often the words were replaced instead of extended.
    pub rewrites: u32,
    /// Whether more is to come.
    pub is_streaming: bool,
}

/// The person's message.
#[derive(Clone, Debug, PartialEq)]
pub struct UserRow<'a> {
    /// Its words.
    pub text: &'a str,
    /// When it was made.
    pub created: Timestamp,
    /// Whether the agent has it.
    pub delivery: Delivery,
}

impl Transcript {
    /// What a row shows; none for a number that is no row.
    pub fn row(&self, row: RowId) -> Option<Row<'_>> {
        let entry = self.entry(row)?;
        let message = &entry.message;
        // A partial that is not the last was left behind: nothing more comes of it.
        let is_streaming = message.is_partial() && self.last() == Some(row);
        let words = Words {
            text: message.words(),
            rewrites: entry.rewrites,
            is_streaming,
        };
        if message.author == Author::User {
            let delivery = if entry.is_optimistic {
                Delivery::Sending
            } else {
                Delivery::Delivered
            };
            return Some(Row::User(UserRow {
                text: message.words(),
                created: message.ts,
                delivery,
            }));
        }
        Some(match (&message.say, &message.ask) {
            (Some(say), _) => said(say, message, words),
            (None, Some(ask)) => asked(ask, message, words),
            (None, None) => Row::Text(words),
        })
    }
}

fn said<'a>(say: &'a Say, message: &'a CloudMessage, words: Words<'a>) -> Row<'a> {
    let Words {
        text, is_streaming, ..
    } = words;
    match say {
        Say::Text | Say::Task => Row::Text(words),
        Say::Reasoning => Row::Reasoning(words),
        Say::CompletionResult => Row::Completion(words),
        Say::Command => Row::Command {
            command: text,
            is_streaming,
        },
        Say::CommandOutput => Row::CommandOutput {
            output: text,
            is_streaming,
        },
        Say::Tool => tool(message, words),
        Say::Error | Say::DiffError | Say::CondenseContextError => Row::Failed { message: text },
        Say::ApiReqStarted => match failed_request(message) {
            Some("user_cancelled") => Row::Interrupted {
                reason: "user_cancelled",
            },
            Some(message) => Row::Failed { message },
            None => unknown(say.as_str(), message),
        },
        Say::Status => Row::Status { text },
        Say::Other(kind) if kind == INTERRUPTED => Row::Interrupted { reason: text },
        other => unknown(other.as_str(), message),
    }
}

fn asked<'a>(ask: &'a Ask, message: &'a CloudMessage, words: Words<'a>) -> Row<'a> {
    let Words {
        text, is_streaming, ..
    } = words;
    match ask {
        Ask::Tool | Ask::UseMcpServer | Ask::UseMcpTool => tool(message, words),
        Ask::Command => Row::Command {
            command: text,
            is_streaming,
        },
        Ask::CommandOutput => Row::CommandOutput {
            output: text,
            is_streaming,
        },
        Ask::Followup => followup(message),
        Ask::CompletionResult => Row::Completion(words),
        Ask::ApiReqFailed => Row::Failed { message: text },
        other => unknown(other.as_str(), message),
    }
}

fn tool<'a>(message: &'a CloudMessage, words: Words<'a>) -> Row<'a> {
    let Some(Value::Object(fields)) = &message.metadata else {
        let kind = message
            .say
            .as_ref()
            .map(Say::as_str)
            .or(message.ask.as_ref().map(Ask::as_str));
        return unknown(kind.unwrap_or("tool"), message);
    };
    let field = |name| fields.get(name).and_then(Value::as_str);
    let name = field("tool")
        .or_else(|| field("toolName"))
        .or_else(|| field("type"))
        .unwrap_or("tool");
    Row::Tool {
        name,
        fields,
        is_streaming: words.is_streaming,
    }
}

/// The question is plain text while it grows and an object with suggestions at its end.
fn followup(message: &CloudMessage) -> Row<'_> {
    let Some(payload) = &message.metadata else {
        return Row::Followup {
            question: message.words(),
            suggestions: Vec::new(),
        };
    };
    let question = payload
        .get("question")
        .and_then(Value::as_str)
        .unwrap_or_else(|| message.words());
    let list = payload
        .get("suggest")
        .or_else(|| payload.get("options"))
        .and_then(Value::as_array);
    let suggestions = list
        .into_iter()
        .flatten()
        .filter_map(|item| {
            item.as_str()
                .or_else(|| item.get("answer").and_then(Value::as_str))
        })
        .collect();
    Row::Followup {
        question,
        suggestions,
    }
}

fn unknown<'a>(kind: &'a str, message: &'a CloudMessage) -> Row<'a> {
    Row::Unknown {
        kind,
        text: message.words(),
        metadata: message.metadata.as_ref(),
    }
}
