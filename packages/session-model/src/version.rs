//! What a generation of messages has to bring, and the union of those that exist.

use session_wire::call::WorkerVersion;
use session_wire::stream::{CloudStatus, Command};
use session_wire::v1::CloudMessage;
use session_wire::v2::SuggestionRequest;
use session_wire::{MessageId, ProjectId, RequestId, Timestamp};

use crate::change::Step;
use crate::input::{CallError, CallErrorKind, Draft, History, Link};
use crate::rows::{ChangedFile, Progress, RowId};
use crate::session::{
    Activity, Answer, Applying, Connection, ConnectionFacts, Epoch, Life, Marks, Outbox, Outgoing,
    Preparation, SendId, Session, SessionInfo, SessionKey, TakeBack,
};
use crate::v1::V1;
use crate::v2::{Prompt, V2};

/// A generation of messages.
pub trait Version: std::fmt::Debug + Clone + 'static {
    /// How its messages are kept.
    type Transcript: Transcript;
    /// The generation of its workers.
    const WORKER: WorkerVersion;
}

/// The messages of a session, as a function of the events applied.
pub trait Transcript: std::fmt::Debug + Clone + Default {
    /// A message as stored.
    type Message;

    /// What a row shows.
    type Row<'a>
    where
        Self: 'a;

    /// Takes in an event. What it changes is marked; a message of the person's that it shows is
    /// claimed from the outbox.
    ///
    /// # Errors
    ///
    /// Why the event could not be read; the transcript is then as before.
    fn apply(
        &mut self,
        applying: &Applying<'_>,
        outbox: &mut Outbox,
        marks: &mut Marks<'_>,
    ) -> Result<Applied, String>;

    /// Takes in stored messages.
    fn load(&mut self, messages: Vec<Self::Message>, marks: &mut Marks<'_>);

    /// Takes in the messages that a host has listed beside the stream, in place of those that it
    /// had listed before.
    fn seed(&mut self, _: Vec<Self::Message>, _: &mut Outbox, _: &mut Marks<'_>) {}

    /// What a row shows while the session is at `progress`; none for a number that is no row, or
    /// no row any more.
    fn row(&self, row: RowId, progress: Progress) -> Option<Self::Row<'_>>;

    /// Marks the rows that look different when the session's progress changes.
    fn mark_open(&self, marks: &mut Marks<'_>);

    /// What the agent does while it works.
    fn activity(&self) -> Activity;

    /// The messages as they would be stored, without those that the agent has not confirmed.
    fn messages(&self) -> Vec<Self::Message>;

    /// Shows a message of the person that the agent has not confirmed.
    fn add_optimistic(&mut self, draft: &Draft, now: Timestamp, marks: &mut Marks<'_>) -> RowId;

    /// Takes back a message that the agent has not confirmed.
    fn remove_optimistic(&mut self, row: RowId, marks: &mut Marks<'_>);

    /// Whether there is no message.
    fn is_empty(&self) -> bool;

    /// The person answers what an agent asks; false where nothing of the kind waits for it.
    fn answer(&mut self, _: &RequestId, _: &Answer, _: &mut Marks<'_>) -> bool {
        false
    }

    /// An answer did not get to the agent.
    fn answer_failed(&mut self, _: &RequestId, _: CallError, _: &mut Marks<'_>) {}

    /// The person wants a message back that waits for the agent.
    fn take_back(&mut self, _: &MessageId, _: &mut Outbox, _: &mut Marks<'_>) -> TakeBack {
        TakeBack::No
    }

    /// The backend has taken a waiting message back, which is given, or has not.
    fn taken_back(
        &mut self,
        _: &MessageId,
        _: Result<(), CallError>,
        _: &mut Outbox,
        _: &mut Marks<'_>,
    ) -> Option<Draft> {
        None
    }

    /// The session ends: nothing in it waits any more.
    fn end(&mut self, _: &mut Marks<'_>) {}
}

/// What an event told about the agent's run, in its version's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// Nothing.
    Quiet,
    /// The agent works.
    Busy,
    /// Its words grow, so it works, whatever was missed of it before.
    Growing,
    /// The agent has nothing to do; its worker may have.
    Idle,
    /// The run is over.
    Over,
}

/// A session of any generation. The price of a new one is a variant here.
#[derive(Clone, Debug)]
pub enum AnySession {
    /// Of the first generation.
    V1(Session<V1>),
    /// Of the second generation.
    V2(Session<V2>),
}

/// Does the same with a session of whatever generation.
macro_rules! each {
    ($session:expr, $inner:ident => $body:expr) => {
        match $session {
            AnySession::V1($inner) => $body,
            AnySession::V2($inner) => $body,
        }
    };
}

impl AnySession {
    /// A session of the generation that the backend names; one that is unknown is read as the latest.
    pub(crate) fn new(
        version: &WorkerVersion,
        key: SessionKey,
        info: SessionInfo,
        life: Life,
    ) -> Self {
        match version {
            WorkerVersion::V1 => Self::V1(Session::new(key, info, life)),
            WorkerVersion::V2 | WorkerVersion::Other(_) => Self::V2(Session::new(key, info, life)),
        }
    }

    /// The generation of its messages.
    pub fn version(&self) -> WorkerVersion {
        match self {
            Self::V1(_) => V1::WORKER,
            Self::V2(_) => V2::WORKER,
        }
    }

    /// Its name inside the project.
    pub fn key(&self) -> SessionKey {
        each!(self, session => session.key())
    }

    /// What the project knows of it.
    pub fn info(&self) -> &SessionInfo {
        each!(self, session => session.info())
    }

    /// Where it is in its life.
    pub fn life(&self) -> &Life {
        each!(self, session => session.life())
    }

    /// Its connection, while it is live.
    pub fn connection(&self) -> Option<&Connection> {
        each!(self, session => session.connection())
    }

    /// Its connection in numbers for diagnostics, while it is live.
    pub fn facts(&self) -> Option<ConnectionFacts> {
        each!(self, session => session.facts())
    }

    /// Whether the agent works on an answer, as far as is known.
    pub fn is_streaming(&self) -> bool {
        each!(self, session => session.is_streaming())
    }

    /// Whether the person can stop the agent now.
    pub fn is_interruptible(&self) -> bool {
        each!(self, session => session.is_interruptible())
    }

    /// What its agents wait for the person to say, in the order of asking.
    pub fn prompts(&self) -> &[Prompt] {
        match self {
            Self::V1(_) => &[],
            Self::V2(session) => session.transcript().prompts(),
        }
    }

    /// What its agent does now.
    pub fn activity(&self) -> Activity {
        each!(self, session => session.activity())
    }

    /// What goes on besides the agent's own messages, in the server's words, where it says so.
    pub fn status_line(&self) -> Option<&str> {
        each!(self, session => session.status_line())
    }

    /// How the machine that the agent runs on was or is made ready, where the server tells it.
    pub fn preparation(&self) -> Option<&Preparation> {
        each!(self, session => session.preparation())
    }

    /// The state of the machine that the agent runs on, where the server tells it.
    pub fn cloud_status(&self) -> Option<&CloudStatus> {
        each!(self, session => session.cloud_status())
    }

    /// The commands that the agent knows, where the server tells them.
    pub fn commands(&self) -> &[Command] {
        each!(self, session => session.commands())
    }

    /// The files that the agent has changed so far, each once.
    pub fn changed_files(&self) -> Vec<ChangedFile<'_>> {
        each!(self, session => session.transcript().changed_files())
    }

    /// What its agent suggests to do next.
    pub fn suggestions(&self) -> &[SuggestionRequest] {
        match self {
            Self::V1(_) => &[],
            Self::V2(session) => session.transcript().suggestions(),
        }
    }

    /// Whether it has no message.
    pub fn is_empty(&self) -> bool {
        each!(self, session => session.transcript().is_empty())
    }

    pub(crate) fn is_live(&self) -> bool {
        each!(self, session => session.is_live())
    }

    pub(crate) fn make_live(&mut self, step: &mut Step) {
        each!(self, session => session.make_live(step));
    }

    pub(crate) fn go_live(&mut self, step: &mut Step) {
        each!(self, session => session.go_live(step));
    }

    pub(crate) fn connect(&mut self, step: &mut Step) {
        each!(self, session => session.progressing(step, Session::connect));
    }

    pub(crate) fn post(&mut self, send: SendId, draft: Draft, now: Timestamp, step: &mut Step) {
        each!(self, session => session.post(send, draft, now, step));
    }

    pub(crate) fn accepted(&mut self, send: SendId, message: Option<MessageId>, step: &mut Step) {
        each!(self, session => session.progressing(step, |session, step| {
            session.accepted(send, message, step);
        }));
    }

    pub(crate) fn answer(
        &mut self,
        project: &ProjectId,
        request: RequestId,
        answer: Answer,
        step: &mut Step,
    ) {
        each!(self, session => session.answer(project, request, answer, step));
    }

    pub(crate) fn answered(
        &mut self,
        request: &RequestId,
        result: Result<(), CallError>,
        step: &mut Step,
    ) {
        each!(self, session => session.answered(request, result, step));
    }

    pub(crate) fn cancel_message(
        &mut self,
        project: &ProjectId,
        message: MessageId,
        step: &mut Step,
    ) -> Option<Draft> {
        each!(self, session => session.cancel_message(project, message, step))
    }

    pub(crate) fn message_cancelled(
        &mut self,
        message: &MessageId,
        result: Result<(), CallError>,
        step: &mut Step,
    ) -> Option<Draft> {
        each!(self, session => session.message_cancelled(message, result, step))
    }

    pub(crate) fn withdraw(&mut self, send: SendId, step: &mut Step) -> Option<Draft> {
        each!(self, session => session.withdraw(send, step))
    }

    pub(crate) fn adopt(&mut self, info: SessionInfo, step: &mut Step) {
        each!(self, session => session.adopt(info, step));
    }

    pub(crate) fn take_unconfirmed(&mut self, step: &mut Step) -> Vec<Outgoing> {
        each!(self, session => session.take_unconfirmed(step))
    }

    pub(crate) fn end(&mut self, now: Timestamp, step: &mut Step) {
        each!(self, session => session.progressing(step, |session, step| session.end(now, step)));
    }

    pub(crate) fn is_hollow(&self) -> bool {
        each!(self, session => session.is_hollow())
    }

    pub(crate) fn close(&mut self, step: &mut Step) {
        each!(self, session => session.close(step));
    }

    pub(crate) fn expand(&mut self, project: &ProjectId, step: &mut Step) {
        each!(self, session => session.expand(project, step));
    }

    pub(crate) fn seed(&mut self, messages: Vec<CloudMessage>, step: &mut Step) {
        if let Self::V1(session) = self {
            session.progressing(step, |session, step| session.seed(messages, step));
        }
    }

    pub(crate) fn history_loaded(&mut self, result: Result<History, CallError>, step: &mut Step) {
        match (self, result) {
            (Self::V1(session), Ok(History::V1(messages))) => {
                session.history_loaded(Ok(messages), step);
            }
            (Self::V2(session), Ok(History::V2(messages))) => {
                session.history_loaded(Ok(messages), step);
            }
            (session, result) => {
                let error = result.err().unwrap_or_else(|| CallError {
                    kind: CallErrorKind::Malformed,
                    message: "the messages are of another generation than the session".to_owned(),
                });
                each!(session, session => session.history_loaded(Err(error), step));
            }
        }
    }

    pub(crate) fn link(
        &mut self,
        epoch: Epoch,
        link: Link,
        roll: f64,
        now: Timestamp,
        step: &mut Step,
    ) {
        each!(self, session => session.progressing(step, |session, step| {
            session.link(epoch, link, roll, now, step);
        }));
    }

    pub(crate) fn reconnect_due(&mut self, epoch: Epoch, step: &mut Step) {
        each!(self, session => session.reconnect_due(epoch, step));
    }

    pub(crate) fn opening_due(&mut self, epoch: Epoch, roll: f64, now: Timestamp, step: &mut Step) {
        each!(self, session => session.opening_due(epoch, roll, now, step));
    }

    pub(crate) fn liveness_due(&mut self, epoch: Epoch, now: Timestamp, step: &mut Step) {
        each!(self, session => session.progressing(step, |session, step| session.liveness_due(epoch, now, step)));
    }

    pub(crate) fn wake(&mut self, now: Timestamp, step: &mut Step) {
        each!(self, session => session.progressing(step, |session, step| session.wake(now, step)));
    }
}
