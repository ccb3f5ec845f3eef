//! What a row of a V1 session shows.

use std::borrow::Cow;

use serde_json::Value;
use session_wire::v1::{
    ApiRequest, Choice, ContextCondense, ContextTruncation, Images, McpUse, Plan, SayTool, TodoItem,
};
use session_wire::{Fields, Timestamp};

use crate::rows::{ContextRow, Delivery, Growth, ToolStage};

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
    /// The answer of another task that this one has begun, in markdown.
    Subtask(Words<'a>),
    /// Pictures, with what is said about them.
    Pictures {
        /// The words; often empty.
        text: &'a str,
        /// The pictures, as `data:` URLs.
        pictures: Vec<&'a str>,
    },
    /// A tool's use.
    Tool {
        /// The tool's name on the wire.
        name: Cow<'a, str>,
        /// What it gets, does and gives.
        tool: Box<SayTool>,
        /// The same as it came.
        fields: Cow<'a, Fields>,
        /// How far it is.
        stage: ToolStage,
    },
    /// Tools that look around, one after the other.
    Context(ContextRow<'a>),
    /// A command with what it printed.
    Command {
        /// The command line; none where only the output is known.
        command: Option<&'a str>,
        /// The output so far; empty before there is any.
        output: Cow<'a, str>,
        /// How far it is.
        stage: ToolStage,
    },
    /// The call of an MCP server.
    Mcp {
        /// What is called.
        call: Box<McpUse>,
        /// How far it is.
        stage: ToolStage,
    },
    /// What an MCP server gave back.
    McpAnswer {
        /// The answer.
        text: &'a str,
        /// Pictures in it, as `data:` URLs.
        pictures: Vec<&'a str>,
    },
    /// A question to the person.
    Followup(Followup<'a>),
    /// A plan to agree on.
    Plan {
        /// The plan.
        plan: Box<Plan>,
        /// Whether more of it comes.
        growth: Growth,
    },
    /// The to-do list.
    Todos(Vec<TodoItem>),
    /// A request to the language model. Not in a turn's list of rows: what it took is in the
    /// turn's totals.
    Request(Box<ApiRequest>),
    /// A request is or was tried again.
    Retry(Retry<'a>),
    /// The context was condensed here, or is being.
    Condensed {
        /// How.
        how: Option<Box<ContextCondense>>,
        /// Whether it is not done yet.
        is_running: bool,
    },
    /// The oldest messages were taken out of the context here.
    Truncated(Option<Box<ContextTruncation>>),
    /// The state of the files at this point.
    Checkpoint {
        /// Its name.
        name: &'a str,
        /// When it was saved.
        saved: Timestamp,
    },
    /// Something failed.
    Failed {
        /// What, in the program's words.
        message: Cow<'a, str>,
        /// The provider's HTTP status, where the program tells it.
        status: Option<u64>,
    },
    /// The run was stopped here.
    Interrupted {
        /// Why, in the program's words.
        reason: &'a str,
    },
    /// The program wants to be told whether to go on.
    Stuck {
        /// What it asks: `mistake_limit_reached`, `payment_required_prompt`, …
        kind: &'a str,
        /// The same in its words.
        text: &'a str,
    },
    /// A note of the program's.
    Note {
        /// What it says: `status`, `info`, `too_many_tools_warning`, …
        kind: &'a str,
        /// The same in its words.
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
    /// Whether more comes.
    pub growth: Growth,
}

/// The person's message.
#[derive(Clone, Debug, PartialEq)]
pub struct UserRow<'a> {
    /// Its words.
    pub text: &'a str,
    /// Pictures in it, as `data:` URLs.
    pub pictures: Vec<&'a str>,
    /// Images that were uploaded for it.
    pub images: Option<Images>,
    /// Files that were attached, by path.
    pub files: Vec<String>,
    /// When it was made.
    pub created: Timestamp,
    /// Whether the agent has it.
    pub delivery: Delivery,
}

/// A question to the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Followup<'a> {
    /// The question.
    pub question: Cow<'a, str>,
    /// Answers to choose from.
    pub choices: Vec<Choice>,
    /// The answer that was chosen, where the program notes it.
    pub selected: Option<String>,
    /// Whether it waits for an answer.
    pub is_open: bool,
}

/// A request that is or was tried again.
#[derive(Clone, Debug, PartialEq)]
pub struct Retry<'a> {
    /// Why the last attempt failed.
    pub message: Cow<'a, str>,
    /// Which attempt follows, from 1, where the program counts them.
    pub attempt: Option<u64>,
    /// How many there are.
    pub attempts: Option<u64>,
    /// When it follows; none when it was made, or will not be.
    pub until: Option<Timestamp>,
}
