//! A project: an ordered list of sessions, at most one of them live.

mod deploy;
mod load;
mod new_session;
mod preview;
mod roll;
mod send;
mod settings;
mod upgrade;

pub use deploy::Deployment;
pub use load::Load;
pub use new_session::NewSession;
pub use preview::{Preview, PreviewStatus};
pub use send::{ReturnReason, Returned};
pub use settings::{Setting, Settings};

use session_wire::ProjectId;
use session_wire::call::WorkerVersion;

use crate::Timestamp;
use crate::change::{Change, Step};
use crate::effect::{Effect, Timer};
use crate::input::{CallError, Input};
use crate::project::roll::Rolls;
use crate::session::{Life, SessionInfo, SessionKey};
use crate::version::AnySession;

/// A conversation with coding agents: its sessions and what is common to them.
///
/// ```
/// use session_model::{Effect, Input, Project, Timestamp};
///
/// let mut project = Project::new("p1".into(), 42);
/// let step = project.handle(Input::Open, Timestamp::from_millis(0));
/// assert!(matches!(step.effects[..], [Effect::LoadProject { .. }]));
/// ```
#[derive(Clone, Debug)]
pub struct Project {
    id: ProjectId,
    load: Load,
    settings: Settings,
    preview: Preview,
    deployment: Deployment,
    sessions: Vec<AnySession>,
    next_session: u32,
    next_send: u64,
    new_session: NewSession,
    is_interrupting: bool,
    failure: Option<CallError>,
    returned: Option<Returned>,
    rolls: Rolls,
    is_gone: bool,
}

impl Project {
    /// A project that is not loaded yet. `seed` spreads its back-off waits; any number will do.
    pub fn new(id: ProjectId, seed: u64) -> Self {
        Self {
            id,
            load: Load::Waiting,
            settings: Settings::default(),
            preview: Preview::default(),
            deployment: Deployment::None,
            sessions: Vec::new(),
            next_session: 0,
            next_send: 0,
            new_session: NewSession::No,
            is_interrupting: false,
            failure: None,
            returned: None,
            rolls: Rolls::new(seed),
            is_gone: false,
        }
    }

    /// Its identity.
    pub fn id(&self) -> &ProjectId {
        &self.id
    }

    /// Whether it is loaded.
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// Its title; empty before it is loaded.
    pub fn title(&self) -> &str {
        &self.settings.title
    }

    /// The model that answers, where known.
    pub fn model(&self) -> Option<&str> {
        self.settings.model.as_deref()
    }

    /// What it is set to.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The preview of what it builds, where the host watches it.
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// Whether it is online.
    pub fn deployment(&self) -> &Deployment {
        &self.deployment
    }

    /// Its sessions in order; the live one is the last.
    pub fn sessions(&self) -> &[AnySession] {
        &self.sessions
    }

    /// A session by its name.
    pub fn session(&self, key: SessionKey) -> Option<&AnySession> {
        self.sessions.iter().find(|session| session.key() == key)
    }

    /// The session that a message would go to.
    pub fn active(&self) -> Option<&AnySession> {
        self.sessions.iter().rev().find(|session| session.is_live())
    }

    /// Whether the next message begins a new session.
    pub fn new_session(&self) -> NewSession {
        self.new_session
    }

    /// Whether the live session's agent works on an answer.
    pub fn is_streaming(&self) -> bool {
        self.active().is_some_and(AnySession::is_streaming)
    }

    /// Whether the person has stopped the agent and it has not been confirmed.
    pub fn is_interrupting(&self) -> bool {
        self.is_interrupting
    }

    /// What failed last that no message was lost by.
    pub fn failure(&self) -> Option<&CallError> {
        self.failure.as_ref()
    }

    /// A message that goes back into the composer, until that has taken it.
    pub fn returned(&self) -> Option<&Returned> {
        self.returned.as_ref()
    }

    /// Takes in something that happened. The only way in.
    pub fn handle(&mut self, input: Input, now: Timestamp) -> Step {
        let mut step = Step::default();
        if self.is_gone {
            return step;
        }
        match input {
            Input::Open => self.open(&mut step),
            Input::Reload => self.reload(&mut step),
            Input::Loaded(result) => self.loaded(result, now, &mut step),
            Input::Send(draft) => self.send(draft, now, &mut step),
            Input::Sent {
                session,
                send,
                result,
            } => self.sent(session, send, result, now, &mut step),
            Input::NewSession => self.want_new_session(&mut step),
            Input::CancelNewSession => self.cancel_new_session(&mut step),
            Input::Interrupt => self.interrupt(&mut step),
            Input::InterruptDone(result) => self.interrupt_done(result, &mut step),
            Input::Started { session, result } => self.started(session, result, &mut step),
            Input::Answer {
                session,
                request,
                answer,
            } => {
                let id = self.id.clone();
                self.with(session, |session| {
                    session.answer(&id, request, answer, &mut step);
                });
            }
            Input::Answered {
                session,
                request,
                result,
            } => self.with(session, |session| {
                session.answered(&request, result, &mut step);
            }),
            Input::CancelMessage { session, message } => {
                self.cancel_message(session, message, &mut step);
            }
            Input::MessageCancelled {
                session,
                message,
                result,
            } => self.message_cancelled(session, &message, result, &mut step),
            Input::TakeReturned => {
                if self.returned.take().is_some() {
                    step.mark(Change::Project);
                }
            }
            Input::Expand(key) => {
                let id = self.id.clone();
                self.with(key, |session| session.expand(&id, &mut step));
            }
            Input::HistoryLoaded { session, result } => {
                self.with(session, |session| session.history_loaded(result, &mut step));
            }
            Input::Reconnect(key) => self.with(key, |session| session.connect(&mut step)),
            Input::Link {
                session,
                epoch,
                link,
            } => {
                let roll = self.rolls.next();
                let was_running = self.is_running();
                self.with(session, |session| {
                    session.link(epoch, link, roll, now, &mut step);
                });
                if was_running && !self.is_running() {
                    self.run_ended(&mut step);
                }
            }
            Input::Timer(timer) => self.timer(timer, now, &mut step),
            Input::Set(setting) => self.set(setting, &mut step),
            Input::WatchPreview => self.watch_preview(&mut step),
            Input::PreviewAnswered { poll, result } => {
                self.preview_answered(poll, result, &mut step);
            }
            Input::BuildTriggered(result) => self.build_triggered(&result, &mut step),
            Input::Deploy => self.deploy(&mut step),
            Input::Deployed(result) => self.deployed(result, &mut step),
            Input::Wake(_) => {
                for session in &mut self.sessions {
                    session.wake(now, &mut step);
                }
            }
            Input::Close => {
                for session in &mut self.sessions {
                    session.close(&mut step);
                }
                self.is_gone = true;
            }
        }
        step
    }

    fn timer(&mut self, timer: Timer, now: Timestamp, step: &mut Step) {
        match timer {
            Timer::Reconnect(key, epoch) => {
                self.with(key, |session| session.reconnect_due(epoch, step));
            }
            Timer::Opening(key, epoch) => {
                let roll = self.rolls.next();
                self.with(key, |session| session.opening_due(epoch, roll, now, step));
            }
            Timer::Liveness(key, epoch) => {
                self.with(key, |session| session.liveness_due(epoch, now, step));
            }
            Timer::Preview(poll) => self.ask_for_preview(poll, step),
        }
    }

    fn is_running(&self) -> bool {
        self.active().is_some_and(AnySession::is_interruptible)
    }

    fn with(&mut self, key: SessionKey, act: impl FnOnce(&mut AnySession)) {
        if let Some(session) = self
            .sessions
            .iter_mut()
            .find(|session| session.key() == key)
        {
            act(session);
        }
    }

    fn fail(&mut self, error: CallError, step: &mut Step) {
        self.failure = Some(error);
        step.mark(Change::Project);
    }

    fn add_session(
        &mut self,
        version: &WorkerVersion,
        info: SessionInfo,
        life: Life,
        step: &mut Step,
    ) -> SessionKey {
        let key = SessionKey(self.next_session);
        self.next_session += 1;
        self.sessions
            .push(AnySession::new(version, key, info, life));
        step.mark(Change::Sessions);
        key
    }

    fn interrupt(&mut self, step: &mut Step) {
        if self.is_interrupting || !self.is_running() {
            return;
        }
        self.is_interrupting = true;
        step.mark(Change::Project);
        step.ask(Effect::Interrupt {
            project: self.id.clone(),
        });
    }

    fn interrupt_done(&mut self, result: Result<(), CallError>, step: &mut Step) {
        self.is_interrupting = false;
        step.mark(Change::Project);
        if let Err(error) = result {
            self.fail(error, step);
        }
    }
}
