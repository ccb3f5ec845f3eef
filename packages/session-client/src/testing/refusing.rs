//! A backend that refuses every call.

use std::cell::RefCell;
use std::future::ready;

use session_model::input::History;
use session_model::{CallError, CallErrorKind, Draft};
use session_wire::call::{Project, Started, WorkerVersion};
use session_wire::{CloudSessionId, EventId, ProjectId};

use super::Call;
use crate::{Backend, Reply, Secret};

/// A backend that knows of nothing: every call is refused at once as one for what is not there,
/// and noted. Only tickets are given, for streams that a test brings itself.
#[derive(Debug, Default)]
pub struct RefusingBackend {
    refused: RefCell<Vec<Call>>,
}

impl RefusingBackend {
    /// The calls that were refused, in order.
    pub fn refused(&self) -> Vec<Call> {
        self.refused.borrow().clone()
    }

    fn refuse<T: 'static>(&self, call: Call) -> Reply<T> {
        self.refused.borrow_mut().push(call);
        Box::pin(ready(Err(CallError {
            kind: CallErrorKind::NotFound,
            message: "This backend knows of nothing.".to_owned(),
        })))
    }
}

impl Backend for RefusingBackend {
    fn list_projects(&self) -> Reply<Vec<Project>> {
        self.refuse(Call::ListProjects)
    }

    fn load_project(&self, project: &ProjectId) -> Reply<Project> {
        self.refuse(Call::LoadProject(project.clone()))
    }

    fn start_session(&self, project: &ProjectId) -> Reply<Started> {
        self.refuse(Call::StartSession(project.clone()))
    }

    fn send_message(
        &self,
        project: &ProjectId,
        draft: &Draft,
        in_new_session: bool,
    ) -> Reply<Started> {
        self.refuse(Call::SendMessage(
            project.clone(),
            draft.clone(),
            in_new_session,
        ))
    }

    fn interrupt(&self, project: &ProjectId) -> Reply<()> {
        self.refuse(Call::Interrupt(project.clone()))
    }

    fn load_history(
        &self,
        _: &ProjectId,
        session: &CloudSessionId,
        version: &WorkerVersion,
    ) -> Reply<History> {
        self.refuse(Call::LoadHistory(session.clone(), version.clone()))
    }

    fn ticket(&self, _: &CloudSessionId, _: &WorkerVersion) -> Reply<Secret> {
        Box::pin(ready(Ok(Secret::new("ticket"))))
    }

    fn stream_url(
        &self,
        _: &CloudSessionId,
        _: &WorkerVersion,
        _: &Secret,
        _: Option<EventId>,
    ) -> Secret {
        Secret::new("ws://nowhere.invalid/stream")
    }
}
