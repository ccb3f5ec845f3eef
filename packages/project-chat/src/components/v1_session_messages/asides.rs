//! What stands between the words of a V1 conversation.

use std::borrow::Cow;

use session_model::v1::{Retry, Row};
use session_wire::v1::{ContextCondense, Say};

use crate::components::aside::Aside;
use crate::components::mark;
use crate::components::notice::{Notice, Tone};
use crate::labels::Labels;

/// What a row is that stands between the words; none for any other row. `say` is what its message
/// says.
pub(super) fn aside<'a>(
    row: &'a Row<'_>,
    say: Option<&Say>,
    labels: &'a Labels,
) -> Option<Aside<'a>> {
    let words = &labels.transcript;
    Some(match row {
        Row::Retry(retry) => Aside::Notice(retried(retry, labels)),
        Row::Condensed { how, is_running } => match is_running {
            true => Aside::divider("compacting", &*words.compacting),
            false => Aside::divider("compaction", condensed(how.as_deref(), labels)),
        },
        Row::Truncated(how) => {
            let removed = how.as_ref().and_then(|how| how.messages_removed);
            Aside::divider("truncation", (words.truncated)(removed))
        }
        Row::Interrupted { .. } => Aside::divider("interrupted", &*words.interrupted),
        Row::Checkpoint { name, saved } => {
            Aside::Mark(mark::checkpoint(name, Some(*saved), labels))
        }
        Row::Failed { message, status } => {
            let mishap = say.and_then(|say| (words.mishap)(say.as_str()));
            Aside::Notice(match mishap {
                Some(text) => went_wrong(text, message),
                None => failed(message, *status, labels),
            })
        }
        Row::Stuck { kind, text } => Aside::Notice(stuck(kind, text, labels)),
        Row::User(_)
        | Row::Text(_)
        | Row::Reasoning(_)
        | Row::Completion(_)
        | Row::Subtask(_)
        | Row::Pictures { .. }
        | Row::Tool { .. }
        | Row::Context(_)
        | Row::Command { .. }
        | Row::Mcp { .. }
        | Row::McpAnswer { .. }
        | Row::Followup(_)
        | Row::Plan { .. }
        | Row::Todos(_)
        | Row::Request(_)
        | Row::Note { .. }
        | Row::Unknown { .. } => return None,
    })
}

fn condensed(how: Option<&ContextCondense>, labels: &Labels) -> String {
    let told = how.cloned().unwrap_or_default();
    (labels.transcript.condensed)(told.prev_context_tokens, told.new_context_tokens, told.cost)
}

/// What the program waits for, with its own words where it has any.
fn stuck<'a>(kind: &'a str, text: &'a str, labels: &Labels) -> Notice<'a> {
    let own = if text.is_empty() { kind } else { text };
    let known = (labels.transcript.stuck)(kind);
    Notice {
        about: "stuck",
        tone: Tone::Warning,
        text: known.map_or(own.into(), Into::into),
        details: text,
    }
}

fn retried<'a>(retry: &'a Retry<'_>, labels: &Labels) -> Notice<'a> {
    Notice {
        about: "retry",
        tone: Tone::Warning,
        text: (labels.transcript.retried)(retry.attempt).into(),
        details: &retry.message,
    }
}

/// Something that went wrong on the way, and that the agent deals with by itself.
fn went_wrong<'a>(text: Cow<'a, str>, message: &'a str) -> Notice<'a> {
    Notice {
        about: "mishap",
        tone: Tone::Warning,
        text,
        details: message,
    }
}

/// A failure in the program's words.
fn failed<'a>(message: &'a str, status: Option<u64>, labels: &'a Labels) -> Notice<'a> {
    Notice {
        about: "error",
        tone: Tone::Danger,
        text: labels.errors.of_answer("", status, message).into(),
        details: message,
    }
}
