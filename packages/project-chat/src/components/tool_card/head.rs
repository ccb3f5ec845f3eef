//! The line of a card that is always there.

use serde_json::Value;

use super::body::todos;
use super::call::{ToolCall, ToolState};
use super::changes;
use super::fields::number;
use super::kind::ToolKind;
use super::subject::{Subject, first_line, own_name};
use crate::labels::ToolLabels;

/// How many changed lines are shown without being asked for.
const SMALL_CHANGE: u64 = 24;

/// The line of a card.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    /// What the tool does, in a word or two.
    pub(crate) name: String,
    pub(crate) subject: Subject,
    pub(crate) stat: Option<Stat>,
    /// Why it failed, in a line.
    pub(crate) failure: Option<String>,
    /// Whether the card is unfolded before the person says anything.
    pub(crate) is_open: bool,
}

/// A small number at the end of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stat {
    /// Lines that were added and removed.
    Lines { added: u64, removed: u64 },
    /// What a command ended with, where it failed.
    Exit(String),
    /// Anything else, in words.
    Words(String),
}

impl Head {
    pub(crate) fn of(call: &ToolCall<'_>, labels: &ToolLabels) -> Self {
        let stat = stat(call, labels);
        let name = call.kind.name(&labels.names).map(str::to_owned);
        Self {
            name: name.unwrap_or_else(|| own_name(call)),
            subject: Subject::of(call),
            is_open: is_open(call, stat.as_ref()),
            stat,
            failure: failure(call, labels),
        }
    }
}

fn is_open(call: &ToolCall<'_>, stat: Option<&Stat>) -> bool {
    match call.kind {
        ToolKind::Todo | ToolKind::Question => call.state != ToolState::Failed,
        ToolKind::Bash => call.state == ToolState::Running,
        ToolKind::Edit | ToolKind::Patch => {
            call.state != ToolState::Failed
                && matches!(stat, Some(Stat::Lines { added, removed })
                    if added + removed <= SMALL_CHANGE)
        }
        ToolKind::Image | ToolKind::Mcp | ToolKind::McpAnswer | ToolKind::Browser => {
            !call.files.is_empty()
        }
        _ => false,
    }
}

/// Why a tool failed, in a line.
fn failure(call: &ToolCall<'_>, labels: &ToolLabels) -> Option<String> {
    let error = match (call.state, call.kind) {
        (ToolState::Lost, _) => return Some(labels.lost_why.to_string()),
        (ToolState::Failed, _) => call.error?,
        (ToolState::Completed, ToolKind::Invalid) => call.input.get("error")?.as_str()?,
        _ => return None,
    };
    let line = first_line(error);
    let line = line.strip_prefix("Error: ").unwrap_or(&line);
    (!line.is_empty()).then(|| line.to_owned())
}

fn stat(call: &ToolCall<'_>, labels: &ToolLabels) -> Option<Stat> {
    if call.state == ToolState::Failed {
        return None;
    }
    let told = |names: &[&str]| number(call.metadata, names);
    match call.kind {
        ToolKind::Edit | ToolKind::Patch | ToolKind::Write => {
            changes::count(call).map(|(added, removed)| Stat::Lines { added, removed })
        }
        ToolKind::Grep => told(&["matches"])
            .or_else(|| found(call))
            .map(|count| Stat::Words((labels.matches)(count))),
        ToolKind::Glob | ToolKind::List => {
            told(&["count"]).map(|count| Stat::Words((labels.files)(count)))
        }
        ToolKind::Read => {
            let more = number(call.input, &["additionalFileCount"])?;
            (more > 0).then(|| Stat::Words((labels.more_files)(more)))
        }
        ToolKind::Todo => {
            let todos = todos(call);
            let is_over = |status: &str| matches!(status, "completed" | "cancelled");
            let done = todos.iter().filter(|todo| is_over(todo.status)).count();
            let number = |count| u64::try_from(count).unwrap_or(u64::MAX);
            let words = (labels.done_of)(number(done), number(todos.len()));
            (!todos.is_empty()).then_some(Stat::Words(words))
        }
        ToolKind::Bash => match call.metadata.get("exit").and_then(Value::as_i64) {
            None | Some(0) => None,
            Some(code) => Some(Stat::Exit((labels.exit_code)(code))),
        },
        _ => None,
    }
}

/// How many hits a search says that it has found, in its first line.
fn found(call: &ToolCall<'_>) -> Option<u64> {
    let first = call.output?.lines().next()?;
    first
        .strip_prefix("Found ")?
        .split(' ')
        .next()?
        .parse()
        .ok()
}
