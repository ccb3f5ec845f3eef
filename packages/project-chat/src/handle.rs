//! The handle by which views read a project and tell it what the person wants.

mod session;

pub(crate) use session::{Generation, Part, SessionHandle, Text, TextPlace};

use std::rc::Rc;

use dioxus::prelude::*;
use session_client::Batch;
use session_model::{
    Activity, AnySession, CallError, Change, Draft, Input, Load, NewSession, Project, Returned,
    SessionKey, Timestamp,
};

use crate::store::Store;

/// A project on the screen: `Copy`, cheap to compare, and the only thing that views need of it.
///
/// Made by [`use_project`](crate::use_project), or by [`use_fixed_project`](crate::use_fixed_project)
/// for a project that is only shown. It lives as long as the component that made it. What is read
/// through it is subscribed to: the component that reads is rerun when that very thing changes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ProjectHandle {
    store: CopyValue<Rc<Store>>,
}

impl std::fmt::Debug for ProjectHandle {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("ProjectHandle")
            .finish_non_exhaustive()
    }
}

impl ProjectHandle {
    /// A handle of a project that is only shown: it takes inputs, but nothing is asked of the world.
    ///
    /// Belongs to the component that runs; call it in a hook.
    pub fn fixed(project: Project) -> Self {
        Self::new(Rc::new(Store::fixed(project, None)))
    }

    /// Like [`fixed`](Self::fixed), with a clock that stands still at `now`.
    pub fn fixed_at(project: Project, now: Timestamp) -> Self {
        Self::new(Rc::new(Store::fixed(project, Some(now))))
    }

    pub(crate) fn new(store: Rc<Store>) -> Self {
        Self {
            store: CopyValue::new(store),
        }
    }

    pub(crate) fn store(&self) -> Rc<Store> {
        Rc::clone(&self.store.read())
    }

    /// The store; none once the project is gone.
    fn store_if_there(&self) -> Option<Rc<Store>> {
        self.store.try_read().ok().map(|store| Rc::clone(&store))
    }

    /// Frees the project; no view may hold the handle any more.
    pub(crate) fn release(self) {
        self.store.manually_drop();
    }

    /// Tells the project what happened. Does nothing once the project is gone.
    pub fn dispatch(&self, inputs: impl IntoIterator<Item = Input>) {
        if let Some(store) = self.store_if_there() {
            store.dispatch(inputs);
        }
    }

    /// Tells the project what a [driver](session_client::Driver) gives. What changed is drawn with
    /// what follows, if more does. Does nothing once the project is gone.
    pub fn take_in(&self, batch: Batch) {
        if let Some(store) = self.store_if_there() {
            store.take_in(batch);
        }
    }

    /// Reads the project; the component that runs is rerun when one of `changes` is marked.
    pub fn read<R>(&self, changes: &[Change], reader: impl FnOnce(&Project) -> R) -> R {
        reader(&self.store().read(changes))
    }

    /// Reads the project without being rerun for it.
    pub fn peek<R>(&self, reader: impl FnOnce(&Project) -> R) -> R {
        self.read(&[], reader)
    }

    /// A number that tells this project's handle from every other on the page; good for keys.
    pub fn serial(&self) -> u64 {
        self.store().serial()
    }

    /// What time it is for this project. Nobody is rerun when time passes.
    pub fn now(&self) -> Timestamp {
        self.store().now()
    }

    /// Whether the clock of [`now`](Self::now) stands still.
    pub fn is_still(&self) -> bool {
        self.store().is_still()
    }
}

/// What the person wants.
impl ProjectHandle {
    /// Sends a message to the agent.
    pub fn send(&self, draft: Draft) {
        self.dispatch([Input::Send(draft)]);
    }

    /// Stops the agent.
    pub fn interrupt(&self) {
        self.dispatch([Input::Interrupt]);
    }

    /// Has the next message begin a new session, with a fresh context.
    pub fn start_new_session(&self) {
        self.dispatch([Input::NewSession]);
    }

    /// Has the next message go to the live session after all.
    pub fn cancel_new_session(&self) {
        self.dispatch([Input::CancelNewSession]);
    }

    /// Loads again what failed to load.
    pub fn retry(&self) {
        self.dispatch([Input::Reload]);
    }

    /// Loads the messages of an ended session, or loads them again after a failure.
    pub fn expand(&self, session: SessionKey) {
        self.dispatch([Input::Expand(session)]);
    }

    /// Tries a lost connection now.
    pub fn reconnect(&self, session: SessionKey) {
        self.dispatch([Input::Reconnect(session)]);
    }

    /// Takes the message that goes back into the composer, if there is one.
    pub fn take_returned(&self) -> Option<Returned> {
        let returned = self.peek(|project| project.returned().cloned())?;
        self.dispatch([Input::TakeReturned]);
        Some(returned)
    }
}

/// What can be read; every read subscribes.
impl ProjectHandle {
    /// The project's title; empty before it is loaded.
    pub fn title(&self) -> String {
        self.read(&[Change::Project], |project| project.title().to_owned())
    }

    /// Whether it is loaded.
    pub fn load(&self) -> Load {
        self.read(&[Change::Project], |project| project.load().clone())
    }

    /// What failed last that no message was lost by.
    pub fn failure(&self) -> Option<CallError> {
        self.read(&[Change::Project], |project| project.failure().cloned())
    }

    /// A message that goes back into the composer, until that has taken it.
    pub fn returned(&self) -> Option<Returned> {
        self.read(&[Change::Project], |project| project.returned().cloned())
    }

    /// Whether the person has stopped the agent and it has not been confirmed.
    pub fn is_interrupting(&self) -> bool {
        self.read(&[Change::Project], Project::is_interrupting)
    }

    /// Whether the next message begins a new session.
    pub fn new_session(&self) -> NewSession {
        self.read(&[Change::Project], Project::new_session)
    }

    /// Its sessions in order; the live one is the last.
    pub fn sessions(&self) -> Vec<SessionKey> {
        self.read(&[Change::Sessions], |project| {
            project.sessions().iter().map(AnySession::key).collect()
        })
    }

    /// The session that a message would go to.
    pub fn active(&self) -> Option<SessionKey> {
        self.sessions()
            .into_iter()
            .rev()
            .find(|key| self.session(*key, |session| session.connection().is_some()) == Some(true))
    }

    /// Whether the live session's agent works on an answer.
    pub fn is_streaming(&self) -> bool {
        self.active()
            .and_then(|key| self.session(key, AnySession::is_streaming))
            .unwrap_or(false)
    }

    /// Whether the person can stop the agent now.
    pub fn is_interruptible(&self) -> bool {
        self.active()
            .and_then(|key| self.session(key, AnySession::is_interruptible))
            .unwrap_or(false)
    }

    /// Whether the live session's agent waits for the person to answer something.
    pub fn is_waiting(&self) -> bool {
        self.active()
            .and_then(|key| self.session(key, |session| !session.prompts().is_empty()))
            .unwrap_or(false)
    }

    /// Whether the live session's agent has asked in words, and waits for a message that answers.
    pub fn awaits_message(&self) -> bool {
        let awaits = |session: &AnySession| {
            session.activity() == Activity::Waiting && session.prompts().is_empty()
        };
        self.active()
            .and_then(|key| self.session(key, awaits))
            .unwrap_or(false)
    }

    /// Reads a session around its transcript; none when there is no such session.
    pub fn session<R>(&self, key: SessionKey, reader: impl FnOnce(&AnySession) -> R) -> Option<R> {
        self.read(&[Change::Session(key)], |project| {
            project.session(key).map(reader)
        })
    }
}
