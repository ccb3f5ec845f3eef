//! What the agents of a V2 session wait for the person to say.

use std::collections::HashSet;

use session_wire::v2::{
    PartBody, PermissionReply, PermissionRequest, QuestionRequest, SessionStatus, ToolRef,
};
use session_wire::{RequestId, SessionId};

use super::transcript::Transcript;
use crate::input::CallError;
use crate::rows::{RowId, ThreadId};
use crate::session::{Answer, Marks, PromptState};

/// Something that an agent waits for the person to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What is asked.
    pub ask: Ask,
    /// The conversation that asks.
    pub thread: ThreadId,
    /// How far it is answered.
    pub state: PromptState,
}

/// What an agent asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Questions with choices.
    Question(QuestionRequest),
    /// To be allowed something.
    Permission(PermissionRequest),
}

/// A request for permission that the person has answered.
#[derive(Clone, Debug, PartialEq)]
pub struct SettledPermission {
    /// The request.
    pub request: PermissionRequest,
    /// What the person said.
    pub reply: PermissionReply,
}

/// What waits for the person, and what was allowed or refused before.
#[derive(Clone, Debug, Default)]
pub(super) struct Prompts {
    open: Vec<Prompt>,
    permissions: Vec<SettledPermission>,
    /// What the agent has said to be settled; it is not asked again.
    settled: HashSet<RequestId>,
    /// While the server asks again for all that still waits: what it has not named so far.
    unconfirmed: HashSet<RequestId>,
}

impl Ask {
    /// Its identity.
    pub fn id(&self) -> &RequestId {
        match self {
            Self::Question(request) => &request.id,
            Self::Permission(request) => &request.id,
        }
    }

    /// The tool call that asks, where one does.
    pub fn tool(&self) -> Option<&ToolRef> {
        match self {
            Self::Question(request) => request.tool.as_ref(),
            Self::Permission(request) => request.tool.as_ref(),
        }
    }

    fn session(&self) -> &SessionId {
        match self {
            Self::Question(request) => &request.session_id,
            Self::Permission(request) => &request.session_id,
        }
    }
}

impl Transcript {
    /// What waits for the person, in the order of asking.
    pub fn prompts(&self) -> &[Prompt] {
        &self.prompts.open
    }

    /// What the tool call that a row shows waits for: the first of it.
    pub fn prompt_at(&self, row: RowId) -> Option<&Prompt> {
        let prompts = self.prompts.open.iter();
        let mut asked = prompts.filter(|prompt| prompt.ask.tool().is_some());
        asked.find(|prompt| {
            let tool = prompt.ask.tool();
            tool.is_some_and(|tool| self.is_call(row, tool))
        })
    }

    /// What the person has allowed or refused to the tool call that a row shows.
    pub fn permissions_at(&self, row: RowId) -> impl Iterator<Item = &SettledPermission> {
        self.prompts.permissions.iter().filter(move |settled| {
            let tool = settled.request.tool.as_ref();
            tool.is_some_and(|tool| self.is_call(row, tool))
        })
    }

    /// The row of the tool call that asks, once it is there.
    pub fn row_of_prompt(&self, prompt: &Prompt) -> Option<RowId> {
        self.row_of_call(prompt.ask.tool()?)
    }

    fn is_call(&self, row: RowId, tool: &ToolRef) -> bool {
        self.part(row).is_some_and(|entry| {
            entry.part.message_id == tool.message_id
                && matches!(&entry.part.body, PartBody::Tool(part) if part.call_id.as_ref() == Some(&tool.call_id))
        })
    }

    fn row_of_call(&self, tool: &ToolRef) -> Option<RowId> {
        let message = self.message(*self.messages.get(&tool.message_id)?)?;
        let mut parts = message.parts.iter().copied();
        parts.find(|part| self.is_call(*part, tool))
    }

    pub(super) fn asked(&mut self, ask: Ask, marks: &mut Marks<'_>) {
        let id = ask.id();
        self.prompts.unconfirmed.remove(id);
        let is_known = self
            .prompts
            .open
            .iter()
            .any(|known| known.ask.id() == ask.id());
        if is_known || self.prompts.settled.contains(id) {
            return;
        }
        let prompt = Prompt {
            thread: self.ensure_thread(ask.session()),
            ask,
            state: PromptState::Open,
        };
        self.mark_ask(&prompt.ask, marks);
        self.prompts.open.push(prompt);
    }

    /// The agent has got an answer, whoever gave it.
    pub(super) fn settled(
        &mut self,
        request: RequestId,
        reply: Option<PermissionReply>,
        marks: &mut Marks<'_>,
    ) {
        let mut dropped = self.drop_prompts(|prompt| *prompt.ask.id() == request, marks);
        if let (Some(Ask::Permission(request)), Some(reply)) = (dropped.pop(), reply) {
            let settled = SettledPermission { request, reply };
            self.prompts.permissions.push(settled);
        }
        self.prompts.settled.insert(request);
    }

    /// Nothing in a conversation waits any more; an abort says so in no other way.
    pub(super) fn drop_prompts_of(&mut self, thread: ThreadId, marks: &mut Marks<'_>) {
        self.drop_prompts(|prompt| prompt.thread == thread, marks);
    }

    /// Nothing waits any more.
    pub(super) fn drop_all_prompts(&mut self, marks: &mut Marks<'_>) {
        self.drop_prompts(|_| true, marks);
    }

    /// The server has caught up, and asks again now for everything that still waits.
    pub(super) fn recheck_prompts(
        &mut self,
        status: Option<&SessionStatus>,
        marks: &mut Marks<'_>,
    ) {
        if status == Some(&SessionStatus::Idle) {
            self.drop_all_prompts(marks);
        }
        let open = self.prompts.open.iter();
        self.prompts.unconfirmed = open.map(|prompt| prompt.ask.id().clone()).collect();
    }

    /// The server has named everything that still waits; what it has not named does not.
    pub(super) fn prompts_rechecked(&mut self, marks: &mut Marks<'_>) {
        if !self.prompts.unconfirmed.is_empty() {
            let gone = std::mem::take(&mut self.prompts.unconfirmed);
            self.drop_prompts(|prompt| gone.contains(prompt.ask.id()), marks);
        }
    }

    fn drop_prompts(
        &mut self,
        is_over: impl Fn(&Prompt) -> bool,
        marks: &mut Marks<'_>,
    ) -> Vec<Ask> {
        let mut dropped = Vec::new();
        let mut threads = Vec::new();
        for prompt in std::mem::take(&mut self.prompts.open) {
            if is_over(&prompt) {
                self.mark_ask(&prompt.ask, marks);
                threads.push(prompt.thread);
                dropped.push(prompt.ask);
            } else {
                self.prompts.open.push(prompt);
            }
        }
        for thread in threads {
            self.refresh_child(thread, marks);
        }
        dropped
    }

    /// The person answers; false where nothing of the kind waits for it.
    pub(super) fn prompt_answering(
        &mut self,
        request: &RequestId,
        answer: &Answer,
        marks: &mut Marks<'_>,
    ) -> bool {
        let is_fitting = |ask: &Ask| matches!(ask, Ask::Question(_)) == answer.is_to_question();
        let open = self.prompts.open.iter();
        let waits = open
            .filter(|prompt| prompt.state != PromptState::Answering)
            .any(|prompt| prompt.ask.id() == request && is_fitting(&prompt.ask));
        if waits {
            self.set_prompt_state(request, PromptState::Answering, marks);
        }
        waits
    }

    pub(super) fn prompt_not_answered(
        &mut self,
        request: &RequestId,
        error: CallError,
        marks: &mut Marks<'_>,
    ) {
        self.set_prompt_state(request, PromptState::Failed(error), marks);
    }

    fn set_prompt_state(&mut self, request: &RequestId, state: PromptState, marks: &mut Marks<'_>) {
        let open = &mut self.prompts.open;
        let Some(index) = open.iter().position(|prompt| prompt.ask.id() == request) else {
            return;
        };
        open[index].state = state;
        self.mark_ask(&self.prompts.open[index].ask, marks);
    }

    fn mark_ask(&self, ask: &Ask, marks: &mut Marks<'_>) {
        marks.session();
        if let Some(row) = ask.tool().and_then(|tool| self.row_of_call(tool)) {
            marks.row(row);
            if let Some(group) = self.groups.of(row) {
                marks.row(group);
            }
        }
    }

    /// What asks is drawn at its tool's row once that is there, so its coming and going counts.
    pub(super) fn mark_prompt_at(&self, row: RowId, marks: &mut Marks<'_>) {
        if self.prompt_at(row).is_some() {
            marks.session();
        }
    }
}
