//! What the tool that started a child session shows of it.

use session_wire::v2::{Info, MessageError, PartBody, SessionStatus, ToolPart};
use session_wire::{CallId, SessionId};

use super::parts::stage_of;
use super::transcript::Transcript;
use crate::rows::{Look, RowId, ThreadId, ToolStage, Totals};
use crate::session::Marks;

/// A child session in a few values. They change with its steps, never with its words, so that its
/// tokens touch no row of its parent.
#[derive(Clone, Debug, PartialEq)]
pub struct Child {
    /// Its conversation.
    pub thread: ThreadId,
    /// The title that the agent gave it; empty before that.
    pub title: String,
    /// What it does.
    pub state: ChildState,
    /// How many tools it has used.
    pub tools: usize,
    /// The tool that it used last.
    pub last: Option<ChildTool>,
    /// What its answers have taken and cost.
    pub totals: Totals,
    /// Why it failed.
    pub error: Option<MessageError>,
}

/// What a child session does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChildState {
    /// It works.
    Working,
    /// It waits to try a request again.
    Retrying,
    /// It waits for the person.
    Waiting,
    /// It has answered.
    Done,
    /// It was stopped.
    Stopped,
    /// It failed.
    Failed,
}

/// A tool that a child session has used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildTool {
    /// The tool's name.
    pub tool: String,
    /// A line about it; may be empty.
    pub title: String,
    /// How far it is, as its program says.
    pub stage: ToolStage,
    /// The call, as the model named it.
    pub call: Option<CallId>,
}

impl Transcript {
    /// How a part looks around, where it is a tool that only does that.
    pub(super) fn look(&self, row: RowId) -> Option<Look> {
        Look::of(&self.tool_of(row)?.tool)
    }

    pub(super) fn tool_of(&self, row: RowId) -> Option<&ToolPart> {
        match &self.part(row)?.part.body {
            PartBody::Tool(tool) => Some(tool),
            _ => None,
        }
    }

    /// A part was added or changed: where it is a tool, its thread has used it, and the child
    /// session that it names is its own.
    pub(super) fn tool_came(&mut self, row: RowId, marks: &mut Marks<'_>) {
        let Some(tool) = self.tool_of(row) else {
            return;
        };
        let child = child_of(tool);
        let Some(thread) = self.thread_of_part(row) else {
            return;
        };
        if let Some(child) = child {
            let child = self.ensure_thread(&child);
            if child != thread && child != ThreadId::ROOT {
                self.threads[child.0 as usize].started_by = Some(row);
                self.refresh_child(child, marks);
            }
        }
        let entry = &mut self.threads[thread.0 as usize];
        if entry.last_tool.is_none_or(|last| last < row) {
            entry.last_tool = Some(row);
            entry.tools += 1;
        }
    }

    /// Counts anew which tools a thread has used, because some of it was taken back.
    pub(super) fn recount_tools(&mut self, thread: ThreadId) {
        let order = &self.threads[thread.0 as usize].order;
        let tools = order
            .iter()
            .filter_map(|message| self.message(*message))
            .flat_map(|message| message.parts.iter().copied())
            .filter(|part| self.tool_of(*part).is_some());
        let (tools, last_tool) = tools.fold((0, None), |(tools, last), part| {
            (tools + 1, last.max(Some(part)))
        });
        let entry = &mut self.threads[thread.0 as usize];
        (entry.tools, entry.last_tool) = (tools, last_tool);
    }

    /// What is drawn of the child session that a tool has started, once anything is known of it.
    pub(super) fn child_at(&self, tool: &ToolPart) -> Option<&Child> {
        let thread = self.thread_of(&child_of(tool)?)?;
        self.thread(thread)?.child.as_deref()
    }

    /// Finds out anew what a child session's parent shows of it.
    pub(super) fn refresh_child(&mut self, thread: ThreadId, marks: &mut Marks<'_>) {
        if thread == ThreadId::ROOT {
            return;
        }
        let child = self.summed_up(thread);
        let entry = &mut self.threads[thread.0 as usize];
        if entry.child.as_deref() == child.as_ref() {
            return;
        }
        entry.child = child.map(Box::new);
        // The tool may have been taken back since.
        let started_by = entry.started_by;
        if let Some(row) = started_by.filter(|row| self.tool_of(*row).is_some()) {
            marks.row(row);
        }
    }

    fn summed_up(&self, id: ThreadId) -> Option<Child> {
        let thread = self.thread(id)?;
        let is_known =
            !thread.title.is_empty() || thread.status.is_some() || !thread.order.is_empty();
        if !is_known {
            return None;
        }
        let last_message = thread.order.last().and_then(|row| self.message(*row));
        let message_error = last_message.and_then(|message| message.error());
        let error = thread.error.as_ref().or(message_error);
        let is_open = last_message.is_some_and(|message| {
            message.is_open() || matches!(message.known(), Some(Info::User(_)))
        });
        let waits = self.prompts().iter().any(|prompt| prompt.thread == id);
        let state = match (&thread.status, error) {
            (_, Some(error)) if error.is_aborted() => ChildState::Stopped,
            (_, Some(_)) => ChildState::Failed,
            _ if waits => ChildState::Waiting,
            (Some(SessionStatus::Retry { .. }), None) => ChildState::Retrying,
            (Some(SessionStatus::Busy), None) => ChildState::Working,
            (Some(SessionStatus::Other(_)) | None, None) if is_open => ChildState::Working,
            (Some(SessionStatus::Idle | SessionStatus::Other(_)) | None, None) => ChildState::Done,
        };
        let last = thread.last_tool.and_then(|row| self.tool_of(row));
        Some(Child {
            thread: id,
            title: thread.title.clone(),
            state,
            tools: thread.tools,
            last: last.map(|tool| ChildTool {
                tool: tool.tool.clone(),
                title: tool.state.title.clone().unwrap_or_default(),
                stage: stage_of(tool),
                call: tool.call_id.clone(),
            }),
            totals: self.totals(id),
            error: error.filter(|error| !error.is_aborted()).cloned(),
        })
    }

    pub(super) fn thread_of_part(&self, row: RowId) -> Option<ThreadId> {
        let message = self.part(row)?.message;
        Some(self.message(message)?.thread)
    }
}

/// The session that a tool has started.
fn child_of(tool: &ToolPart) -> Option<SessionId> {
    let session = tool.state.metadata.as_ref()?.get("sessionId")?.as_str()?;
    Some(SessionId::new(session))
}
