//! How a V1 message becomes a row, by what it says or asks.

use std::borrow::Cow;
use std::time::Duration;

use serde_json::Value;
use session_wire::Fields;
use session_wire::v1::{Ask, Author, CloudMessage, Say, TodoItem};

use super::reduce::INTERRUPTED;
use super::rows::{Followup, Retry, Row, UserRow, Words};
use super::transcript::{Entry, MessageEntry, Transcript};
use super::visible::{self, Broken, Part};
use crate::rows::{ContextRow, Delivery, Growth, Progress, RowId, ToolStage};

impl Transcript {
    /// The message that a row shows; none for a group of rows.
    pub fn message(&self, row: RowId) -> Option<&CloudMessage> {
        self.entry(row).map(|entry| &entry.message)
    }

    /// The to-do list as it was last told.
    pub fn todos(&self) -> Vec<TodoItem> {
        let entry = self.todos.and_then(|row| self.entry(row));
        entry
            .and_then(|entry| entry.message.todos())
            .unwrap_or_default()
    }

    /// The rows that a group of rows consists of; none for any other row.
    pub fn members(&self, group: RowId) -> &[RowId] {
        self.groups.members(group)
    }

    pub(super) fn drawn(&self, row: RowId, progress: Progress) -> Option<Row<'_>> {
        match self.entries.get(row.index())? {
            Entry::Message(entry) => Some(self.message_row(row, entry, progress)),
            Entry::Context => self.context_row(row, progress),
            Entry::Gone => None,
        }
    }

    fn context_row(&self, row: RowId, progress: Progress) -> Option<Row<'_>> {
        let members = self.groups.members(row);
        let tools = members.iter().filter_map(|member| {
            let Part::Context(look) = self.entry(*member)?.part else {
                return None;
            };
            Some((look, self.stage(*member, progress)))
        });
        (!members.is_empty()).then(|| Row::Context(ContextRow::of(members, tools)))
    }

    fn message_row<'a>(
        &'a self,
        row: RowId,
        entry: &'a MessageEntry,
        progress: Progress,
    ) -> Row<'a> {
        let message = &entry.message;
        if message.author == Author::User {
            return Row::User(user(entry));
        }
        let drawing = Drawing {
            message,
            words: Words {
                text: message.words(),
                rewrites: entry.rewrites,
                // A partial that is not the last was left behind: nothing more comes of it.
                growth: progress.growth(message.is_partial() && self.is_last(row)),
            },
            is_waited_for: self.is_last(row) && progress != Progress::Over,
        };
        match (&message.say, &message.ask) {
            (Some(Say::Tool | Say::UserFeedbackDiff), _) | (None, Some(Ask::Tool)) => {
                drawing.tool(self.stage(row, progress))
            }
            (Some(Say::UseMcpServer), _) | (None, Some(Ask::UseMcpServer | Ask::UseMcpTool)) => {
                drawing.mcp(self.stage(row, progress))
            }
            (Some(Say::Command | Say::CommandOutput), _)
            | (None, Some(Ask::Command | Ask::CommandOutput)) => self.command(row, entry, progress),
            (Some(Say::ApiReqRetryDelayed | Say::ErrorRetry), _) => drawing.retry(entry),
            (Some(say), _) => drawing.said(say),
            (None, Some(ask)) => drawing.asked(ask),
            (None, None) => Row::Text(drawing.words),
        }
    }

    fn command<'a>(&'a self, row: RowId, entry: &'a MessageEntry, progress: Progress) -> Row<'a> {
        let message = &entry.message;
        let is_output = entry.part == Part::Output;
        let printed = entry.output.iter().filter_map(|row| self.entry(*row));
        let own = is_output.then(|| message.words());
        let pieces = own
            .into_iter()
            .chain(printed.map(|entry| entry.message.words()));
        Row::Command {
            command: (!is_output).then(|| message.words()),
            output: joined(pieces),
            stage: self.stage(row, progress),
        }
    }

    /// How far a tool or command is. Only what stands last can still run: a program says when
    /// something begins, but not always when it ends.
    fn stage(&self, row: RowId, progress: Progress) -> ToolStage {
        let Some(entry) = self.entry(row) else {
            return ToolStage::Done;
        };
        let end = entry.output.last().copied().unwrap_or(row);
        let last = self.entry(end).map_or(&entry.message, |end| &end.message);
        if !self.is_last(end) || entry.message.is_command_completed() {
            return ToolStage::Done;
        }
        if last.is_partial() {
            return progress.of(ToolStage::Running);
        }
        let has_said_all = match (&last.say, &last.ask) {
            (_, Some(Ask::CommandOutput)) | (Some(Say::CommandOutput), _) => {
                last.partial == Some(false)
            }
            (Some(Say::Command), _) => false,
            (Some(_), _) => true,
            _ => false,
        };
        if has_said_all || progress == Progress::Over {
            ToolStage::Done
        } else {
            progress.of(ToolStage::Running)
        }
    }
}

fn user(entry: &MessageEntry) -> UserRow<'_> {
    let message = &entry.message;
    UserRow {
        text: message.words(),
        pictures: message.inline_images().collect(),
        images: message.stored_images(),
        files: message.files(),
        created: message.ts,
        delivery: if entry.is_optimistic {
            Delivery::Sending
        } else {
            Delivery::Delivered
        },
    }
}

/// A message on its way to being a row.
#[derive(Clone, Copy)]
struct Drawing<'a> {
    message: &'a CloudMessage,
    words: Words<'a>,
    /// Whether it is the last word, in a run that may go on.
    is_waited_for: bool,
}

impl<'a> Drawing<'a> {
    fn said(self, say: &'a Say) -> Row<'a> {
        let Words { text, growth, .. } = self.words;
        let message = self.message;
        let pictures: Vec<&str> = message.inline_images().collect();
        match say {
            Say::McpServerResponse => Row::McpAnswer { text, pictures },
            Say::Text | Say::Task | Say::Image if !pictures.is_empty() => {
                Row::Pictures { text, pictures }
            }
            Say::Image if text.starts_with("data:") => Row::Pictures {
                text: "",
                pictures: vec![text],
            },
            Say::Text | Say::Task => Row::Text(self.words),
            Say::Reasoning => Row::Reasoning(self.words),
            Say::CompletionResult => Row::Completion(self.words),
            Say::SubtaskResult => Row::Subtask(self.words),
            Say::TaskProgress | Say::UserEditTodos => self.todos(say.as_str()),
            Say::Error
            | Say::DiffError
            | Say::CondenseContextError
            | Say::RooignoreError
            | Say::ClineignoreError
            | Say::CommandPermissionDenied => failed(text),
            Say::ApiReqStarted => match (visible::broken(message), message.request()) {
                (Some(Broken::ByPerson), _) => Row::Interrupted {
                    reason: "user_cancelled",
                },
                (Some(Broken::Failed(message)), _) => Row::Failed {
                    message: message.into(),
                    status: None,
                },
                (None, Some(request)) => Row::Request(Box::new(request)),
                (None, None) => self.unknown(say.as_str()),
            },
            Say::CondenseContext => Row::Condensed {
                how: message.context_condense().map(Box::new),
                is_running: growth.is_growing(),
            },
            Say::SlidingWindowTruncation => {
                Row::Truncated(message.context_truncation().map(Box::new))
            }
            Say::CheckpointSaved => Row::Checkpoint {
                name: text,
                saved: message.ts,
            },
            Say::CheckpointCreated => Row::Checkpoint {
                name: message.last_checkpoint_hash().unwrap_or(text),
                saved: message.ts,
            },
            Say::Other(kind) if kind == INTERRUPTED => Row::Interrupted { reason: text },
            Say::Status
            | Say::Info
            | Say::ApiReqRateLimitWait
            | Say::McpServerRequestStarted
            | Say::McpNotification
            | Say::TooManyToolsWarning
            | Say::ShellIntegrationWarningWithSuggestion
            | Say::LoadMcpDocumentation
            | Say::GenerateExplanation
            | Say::BrowserSessionStatus
            | Say::HookOutputStream
                if message.payload().is_none() =>
            {
                Row::Note {
                    kind: say.as_str(),
                    text,
                }
            }
            other => self.unknown(other.as_str()),
        }
    }

    fn asked(self, ask: &'a Ask) -> Row<'a> {
        let Words { text, growth, .. } = self.words;
        match ask {
            Ask::Followup => self.followup(),
            Ask::PlanModeRespond | Ask::ActModeRespond => match self.message.plan() {
                Some(plan) => Row::Plan {
                    plan: Box::new(plan),
                    growth,
                },
                None => self.unknown(ask.as_str()),
            },
            Ask::CompletionResult => Row::Completion(self.words),
            Ask::ApiReqFailed => {
                let failure = self.message.failure().unwrap_or_default();
                Row::Failed {
                    message: failure.message.map_or(text.into(), Cow::Owned),
                    status: failure.status,
                }
            }
            Ask::MistakeLimitReached
            | Ask::AutoApprovalMaxReqReached
            | Ask::PaymentRequiredPrompt
            | Ask::InvalidModel
            | Ask::ReportBug
            | Ask::Condense
            | Ask::CheckpointRestore
            | Ask::NewTask
            | Ask::SummarizeTask
                if self.message.payload().is_none() =>
            {
                Row::Stuck {
                    kind: ask.as_str(),
                    text,
                }
            }
            other => self.unknown(other.as_str()),
        }
    }

    fn tool(self, stage: ToolStage) -> Row<'a> {
        let (Some(tool), Some(fields)) = (self.message.tool(), self.fields()) else {
            return self.unknown("tool");
        };
        if let Some(todos) = tool.todos {
            return Row::Todos(todos);
        }
        Row::Tool {
            name: visible::tool_name(self.message).map_or("tool".into(), Cow::Owned),
            tool: Box::new(tool),
            fields,
            stage,
        }
    }

    fn mcp(self, stage: ToolStage) -> Row<'a> {
        match self.message.mcp() {
            Some(call) => Row::Mcp {
                call: Box::new(call),
                stage,
            },
            None => self.unknown("use_mcp_server"),
        }
    }

    fn todos(self, kind: &'a str) -> Row<'a> {
        match self.message.todos() {
            Some(todos) if !todos.is_empty() => Row::Todos(todos),
            _ => self.unknown(kind),
        }
    }

    /// The question is plain text while it grows and an object with choices at its end.
    fn followup(self) -> Row<'a> {
        let asked = self.message.followup().unwrap_or_default();
        let is_open = self.is_waited_for
            && self.words.growth == Growth::Done
            && !self.message.is_answered()
            && asked.selected.is_none();
        let choices = asked.choices().cloned().collect();
        let question = asked.question.map_or(self.words.text.into(), Cow::Owned);
        Row::Followup(Followup {
            question,
            choices,
            selected: asked.selected,
            is_open,
        })
    }

    fn retry(self, entry: &MessageEntry) -> Row<'a> {
        if let Some(delay) = self.message.retry_delay() {
            let wait = delay.seconds.map(Duration::from_secs);
            return Row::Retry(Retry {
                message: delay.message.into(),
                attempt: None,
                attempts: None,
                until: wait
                    .filter(|_| self.is_waited_for)
                    .map(|wait| entry.changed_at + wait),
            });
        }
        let Some(retry) = self.message.retry() else {
            return self.unknown("error_retry");
        };
        let message = retry.failure().and_then(|failure| failure.message);
        let message = message.unwrap_or_else(|| self.words.text.to_owned());
        if retry.failed == Some(true) {
            return Row::Failed {
                message: message.into(),
                status: retry.failure().and_then(|failure| failure.status),
            };
        }
        let wait = retry
            .delay_seconds
            .map(|seconds| Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(Duration::ZERO));
        Row::Retry(Retry {
            message: message.into(),
            attempt: retry.attempt,
            attempts: retry.max_attempts,
            until: wait
                .filter(|_| self.is_waited_for)
                .map(|wait| entry.changed_at + wait),
        })
    }

    fn fields(self) -> Option<Cow<'a, Fields>> {
        match self.message.payload()? {
            Cow::Borrowed(Value::Object(fields)) => Some(Cow::Borrowed(fields)),
            Cow::Owned(Value::Object(fields)) => Some(Cow::Owned(fields)),
            _ => None,
        }
    }

    fn unknown(self, kind: &'a str) -> Row<'a> {
        Row::Unknown {
            kind,
            text: self.words.text,
            metadata: self.message.metadata.as_ref(),
        }
    }
}

/// The pieces of an output as one; some programs leave out the line breaks between them.
fn joined<'a>(mut pieces: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    let mut whole = Cow::Borrowed(pieces.next().unwrap_or_default());
    for piece in pieces {
        let whole = whole.to_mut();
        if !whole.is_empty() && !whole.ends_with('\n') {
            whole.push('\n');
        }
        whole.push_str(piece);
    }
    whole
}

fn failed(message: &str) -> Row<'_> {
    Row::Failed {
        message: message.into(),
        status: None,
    }
}
