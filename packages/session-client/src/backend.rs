//! What a chat asks of its backend, whoever answers.

pub(crate) mod http;

use futures_util::future::LocalBoxFuture;
use session_model::input::History;
use session_model::{Answer, CallError, CallErrorKind, Draft};
use session_wire::call::{DeployOutput, Preview, Project, Started, WorkerVersion};
use session_wire::{CloudSessionId, EventId, MessageId, ProjectId, RequestId};

use crate::Secret;

/// The answer to a call, to come.
pub type Reply<T> = LocalBoxFuture<'static, Result<T, CallError>>;

/// Answers the calls of a chat. Every reply comes within bounded time; dropping one gives it up.
pub trait Backend {
    /// All projects, the latest first.
    fn list_projects(&self) -> Reply<Vec<Project>>;

    /// A project with its sessions.
    fn load_project(&self, project: &ProjectId) -> Reply<Project>;

    /// Starts a session that was prepared but never run.
    fn start_session(&self, project: &ProjectId) -> Reply<Started>;

    /// Gives the person's message to the agent, in a new session where that is wanted.
    fn send_message(
        &self,
        project: &ProjectId,
        draft: &Draft,
        in_new_session: bool,
    ) -> Reply<Started>;

    /// Stops what the agent does.
    fn interrupt(&self, project: &ProjectId) -> Reply<()>;

    /// Gives the person's answer to the agent that asks: to the question or the request for
    /// permission `request` of a session. A backend whose agents never ask need not answer.
    fn answer(
        &self,
        _project: &ProjectId,
        _session: &CloudSessionId,
        _request: &RequestId,
        _answer: &Answer,
    ) -> Reply<()> {
        not_offered("answers to what agents ask")
    }

    /// Takes back a message that waits for the agent. A backend without a queue need not answer.
    fn cancel_message(
        &self,
        _project: &ProjectId,
        _session: &CloudSessionId,
        _message: &MessageId,
    ) -> Reply<()> {
        not_offered("way to take back messages")
    }

    /// The messages of an ended session, in the format of its generation.
    fn load_history(
        &self,
        project: &ProjectId,
        session: &CloudSessionId,
        version: &WorkerVersion,
    ) -> Reply<History>;

    /// How far the preview of a project is. A backend without previews need not answer.
    fn preview(&self, _project: &ProjectId) -> Reply<Preview> {
        not_offered("previews")
    }

    /// Builds the preview of a project. A backend without previews need not answer.
    fn trigger_build(&self, _project: &ProjectId) -> Reply<()> {
        not_offered("previews")
    }

    /// Puts a project online. A backend without deployments need not answer.
    fn deploy(&self, _project: &ProjectId) -> Reply<DeployOutput> {
        not_offered("deployments")
    }

    /// Leave to open a session's stream, good for about a minute.
    fn ticket(&self, session: &CloudSessionId, version: &WorkerVersion) -> Reply<Secret>;

    /// Where a session's stream is opened, with the ticket in it: a `ws:` or `wss:` URL for a
    /// [`Transport`](crate::Transport). The stream goes on after the event `from`, and begins
    /// anew without one.
    fn stream_url(
        &self,
        session: &CloudSessionId,
        version: &WorkerVersion,
        ticket: &Secret,
        from: Option<EventId>,
    ) -> Secret;
}

/// The answer of a backend that has no such thing.
fn not_offered<T: 'static>(what: &str) -> Reply<T> {
    let message = format!("This backend offers no {what}.");
    Box::pin(std::future::ready(Err(CallError {
        kind: CallErrorKind::NotFound,
        message,
    })))
}
