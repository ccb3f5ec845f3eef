//! A backend that answers as a test says.

use std::cell::RefCell;
use std::rc::Rc;

use session_model::input::History;
use session_model::{Answer, Draft};
use session_wire::call::{Project, Started, WorkerVersion};
use session_wire::{CloudSessionId, EventId, MessageId, ProjectId, RequestId};

use super::Answers;
use crate::{Backend, Reply, Secret};

/// A call that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Call {
    /// [`Backend::list_projects`].
    ListProjects,
    /// [`Backend::load_project`].
    LoadProject(ProjectId),
    /// [`Backend::start_session`].
    StartSession(ProjectId),
    /// [`Backend::send_message`], with whether it is to begin a new session.
    SendMessage(ProjectId, Draft, bool),
    /// [`Backend::interrupt`].
    Interrupt(ProjectId),
    /// [`Backend::answer`].
    Answer(CloudSessionId, RequestId, Answer),
    /// [`Backend::cancel_message`].
    CancelMessage(CloudSessionId, MessageId),
    /// [`Backend::load_history`].
    LoadHistory(CloudSessionId, WorkerVersion),
    /// [`Backend::ticket`].
    Ticket(CloudSessionId, WorkerVersion),
}

/// A backend that records its calls and answers as a test says. Tickets are given at once unless
/// [held](Answers::hold). Clones are the same backend.
#[derive(Clone, Debug)]
pub struct ScriptedBackend {
    /// Answers to [`Backend::list_projects`].
    pub lists: Answers<Vec<Project>>,
    /// Answers to [`Backend::load_project`].
    pub projects: Answers<Project>,
    /// Answers to [`Backend::start_session`].
    pub starts: Answers<Started>,
    /// Answers to [`Backend::send_message`].
    pub sends: Answers<Started>,
    /// Answers to [`Backend::interrupt`].
    pub interrupts: Answers<()>,
    /// Answers to [`Backend::answer`].
    pub answers: Answers<()>,
    /// Answers to [`Backend::cancel_message`].
    pub cancels: Answers<()>,
    /// Answers to [`Backend::load_history`].
    pub histories: Answers<History>,
    /// Answers to [`Backend::ticket`].
    pub tickets: Answers<Secret>,
    calls: Rc<RefCell<Vec<Call>>>,
}

impl Default for ScriptedBackend {
    fn default() -> Self {
        let tickets = Answers::default();
        tickets.always(|| Ok(Secret::new("ticket")));
        Self {
            lists: Answers::default(),
            projects: Answers::default(),
            starts: Answers::default(),
            sends: Answers::default(),
            interrupts: Answers::default(),
            answers: Answers::default(),
            cancels: Answers::default(),
            histories: Answers::default(),
            tickets,
            calls: Rc::default(),
        }
    }
}

impl ScriptedBackend {
    /// The calls that were made, in order.
    pub fn calls(&self) -> Vec<Call> {
        self.calls.borrow().clone()
    }

    fn record(&self, call: Call) {
        self.calls.borrow_mut().push(call);
    }
}

impl Backend for ScriptedBackend {
    fn list_projects(&self) -> Reply<Vec<Project>> {
        self.record(Call::ListProjects);
        self.lists.ask()
    }

    fn load_project(&self, project: &ProjectId) -> Reply<Project> {
        self.record(Call::LoadProject(project.clone()));
        self.projects.ask()
    }

    fn start_session(&self, project: &ProjectId) -> Reply<Started> {
        self.record(Call::StartSession(project.clone()));
        self.starts.ask()
    }

    fn send_message(
        &self,
        project: &ProjectId,
        draft: &Draft,
        in_new_session: bool,
    ) -> Reply<Started> {
        self.record(Call::SendMessage(
            project.clone(),
            draft.clone(),
            in_new_session,
        ));
        self.sends.ask()
    }

    fn interrupt(&self, project: &ProjectId) -> Reply<()> {
        self.record(Call::Interrupt(project.clone()));
        self.interrupts.ask()
    }

    fn answer(
        &self,
        _: &ProjectId,
        session: &CloudSessionId,
        request: &RequestId,
        answer: &Answer,
    ) -> Reply<()> {
        let call = Call::Answer(session.clone(), request.clone(), answer.clone());
        self.record(call);
        self.answers.ask()
    }

    fn cancel_message(
        &self,
        _: &ProjectId,
        session: &CloudSessionId,
        message: &MessageId,
    ) -> Reply<()> {
        self.record(Call::CancelMessage(session.clone(), message.clone()));
        self.cancels.ask()
    }

    fn load_history(
        &self,
        _: &ProjectId,
        session: &CloudSessionId,
        version: &WorkerVersion,
    ) -> Reply<History> {
        self.record(Call::LoadHistory(session.clone(), version.clone()));
        self.histories.ask()
    }

    fn ticket(&self, session: &CloudSessionId, version: &WorkerVersion) -> Reply<Secret> {
        self.record(Call::Ticket(session.clone(), version.clone()));
        self.tickets.ask()
    }

    /// `scripted:SESSION?from=EVENT&ticket=TICKET`.
    fn stream_url(
        &self,
        session: &CloudSessionId,
        _: &WorkerVersion,
        ticket: &Secret,
        from: Option<EventId>,
    ) -> Secret {
        let from = from.map_or_else(String::new, |EventId(id)| format!("from={id}&"));
        Secret::new(format!(
            "scripted:{session}?{from}ticket={}",
            ticket.expose()
        ))
    }
}
