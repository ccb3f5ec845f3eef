//! A session: one self-contained unit with its own transcript, connection and outbox.

mod activity;
mod applying;
mod backoff;
mod connection;
mod dropped;
mod facts;
mod history;
mod key;
mod link;
mod outbox;
mod phase;
mod preparation;
mod progress;
mod prompts;
mod queue;
mod worker;

pub use activity::Activity;
pub use applying::{Applying, Arrival, Marks};
pub use connection::{Connection, ConnectionState, Epoch, LostReason};
pub use dropped::{DropReason, Dropped, TooBig};
pub use facts::ConnectionFacts;
pub use key::SessionKey;
pub use outbox::{Outbox, Outgoing, SendId};
pub use phase::Phase;
pub(crate) use phase::told_by;
pub use preparation::{Preparation, PreparationStep};
pub use prompts::{Answer, PromptState};
pub use queue::TakeBack;

use self::worker::Worker;
use session_wire::call::SessionRow;
use session_wire::{CloudSessionId, MessageId, Timestamp};

use crate::change::{Change, Step};
use crate::effect::{Effect, StreamRequest, Timer};
use crate::input::{CallError, Draft};
use crate::version::{Transcript, Version};

/// What a project knows of a session besides its transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionInfo {
    /// The stream's owner; none before the session is prepared.
    pub cloud_session: Option<CloudSessionId>,
    /// The title, where it has one.
    pub title: Option<String>,
    /// When it was made, where known.
    pub created_at: Option<Timestamp>,
    /// When it ended, where known; none while it has not.
    pub ended_at: Option<Timestamp>,
    /// Why it was made: `initial`, `upgrade`, …
    pub reason: String,
}

impl From<&SessionRow> for SessionInfo {
    fn from(row: &SessionRow) -> Self {
        Self {
            cloud_session: row.cloud_agent_session_id.clone(),
            title: row.title.clone(),
            created_at: Timestamp::parse(&row.created_at),
            ended_at: row.ended_at.as_deref().and_then(Timestamp::parse),
            reason: row.reason.clone(),
        }
    }
}

impl SessionInfo {
    /// A session that was made here and that the backend has not listed yet.
    pub(crate) fn local(now: Timestamp, reason: &str) -> Self {
        Self {
            cloud_session: None,
            title: None,
            created_at: Some(now),
            ended_at: None,
            reason: reason.to_owned(),
        }
    }
}

/// A session of messages of one version.
#[derive(Clone, Debug)]
pub struct Session<V: Version> {
    key: SessionKey,
    info: SessionInfo,
    transcript: V::Transcript,
    life: Life,
}

/// Where a session is in its life. An ended session has no connection.
#[derive(Clone, Debug)]
pub enum Life {
    /// Made, never run, not connected.
    Prepared,
    /// The project's current session.
    Live(Box<Live>),
    /// Frozen.
    Ended(HistoryState),
}

impl Life {
    /// Whether it is over.
    pub fn is_ended(&self) -> bool {
        matches!(self, Self::Ended(_))
    }
}

/// What only a live session has.
#[derive(Clone, Debug, Default)]
pub struct Live {
    connection: Connection,
    outbox: Outbox,
    phase: Phase,
    worker: Worker,
    dropped: Dropped,
}

/// Whether an ended session's messages are there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum HistoryState {
    /// Nobody has asked for them.
    #[default]
    Unloaded,
    /// They were asked for.
    Loading,
    /// They are there.
    Loaded,
    /// They could not be loaded.
    Failed(CallError),
}

impl<V: Version> Session<V> {
    pub(crate) fn new(key: SessionKey, info: SessionInfo, life: Life) -> Self {
        Self {
            key,
            info,
            transcript: V::Transcript::default(),
            life,
        }
    }

    /// Its name inside the project.
    pub fn key(&self) -> SessionKey {
        self.key
    }

    /// What the project knows of it.
    pub fn info(&self) -> &SessionInfo {
        &self.info
    }

    /// Its messages.
    pub fn transcript(&self) -> &V::Transcript {
        &self.transcript
    }

    /// Where it is in its life.
    pub fn life(&self) -> &Life {
        &self.life
    }

    /// Its connection, while it is live.
    pub fn connection(&self) -> Option<&Connection> {
        self.live().map(|live| &live.connection)
    }

    /// The messages that the agent has not confirmed, while it is live.
    pub fn outbox(&self) -> Option<&Outbox> {
        self.live().map(|live| &live.outbox)
    }

    /// Frames that could not be read.
    pub fn dropped(&self) -> Option<&Dropped> {
        self.live().map(|live| &live.dropped)
    }

    /// Its connection in numbers for diagnostics, while it is live.
    pub fn facts(&self) -> Option<ConnectionFacts> {
        let live = self.live()?;
        Some(ConnectionFacts::of(
            self.key,
            &live.connection,
            &live.dropped,
        ))
    }

    /// Whether the person can stop the agent now.
    pub fn is_interruptible(&self) -> bool {
        self.live()
            .is_some_and(|live| live.phase.is_running() || live.outbox.is_sending())
    }

    /// Whether its connection is being opened, or will be by itself.
    pub fn is_connecting(&self) -> bool {
        self.live()
            .is_some_and(|live| live.connection.is_connecting())
    }

    fn live(&self) -> Option<&Live> {
        match &self.life {
            Life::Live(live) => Some(live),
            Life::Prepared | Life::Ended(_) => None,
        }
    }

    pub(crate) fn is_live(&self) -> bool {
        self.live().is_some()
    }

    /// Makes it the live session.
    pub(crate) fn make_live(&mut self, step: &mut Step) {
        if matches!(self.life, Life::Prepared) {
            self.life = Life::Live(Box::default());
            step.mark(Change::Session(self.key));
        }
    }

    /// Makes it the live session and connects it, where it has a stream.
    pub(crate) fn go_live(&mut self, step: &mut Step) {
        self.make_live(step);
        self.connect(step);
    }

    /// Connects a live session anew, unless it is connected or about to be.
    pub(crate) fn connect(&mut self, step: &mut Step) {
        let (key, cloud_session) = (self.key, self.info.cloud_session.clone());
        let (Life::Live(live), Some(cloud_session)) = (&mut self.life, cloud_session) else {
            return;
        };
        let is_suspect = live.connection.is_suspect();
        if live.connection.is_opening() || live.connection.is_open() && !is_suspect {
            return;
        }
        if let Some(epoch) = live.connection.epoch_to_close() {
            step.ask(Effect::CloseStream {
                session: key,
                epoch,
            });
        }
        live.connection.reset_attempts();
        Self::open(key, cloud_session, &mut live.connection, step);
        step.mark(Change::Session(key));
    }

    fn open(
        key: SessionKey,
        cloud_session: CloudSessionId,
        connection: &mut Connection,
        step: &mut Step,
    ) {
        let epoch = connection.begin();
        step.ask(Effect::OpenStream(StreamRequest {
            session: key,
            epoch,
            cloud_session,
            version: V::WORKER,
            from: connection.cursor(),
        }));
        step.ask(Effect::SetTimer {
            timer: Timer::Opening(key, epoch),
            after: connection.opening_time(),
        });
    }

    /// The backend knows more of the session now.
    pub(crate) fn adopt(&mut self, info: SessionInfo, step: &mut Step) {
        if self.info != info {
            self.info = info;
            step.mark(Change::Session(self.key));
        }
    }

    /// Shows the person's message at once and remembers that it is on its way.
    pub(crate) fn post(&mut self, send: SendId, draft: Draft, now: Timestamp, step: &mut Step) {
        let Life::Live(live) = &mut self.life else {
            return;
        };
        let row = self
            .transcript
            .add_optimistic(&draft, now, &mut Marks::new(self.key, step));
        live.outbox.add(Outgoing {
            id: send,
            draft,
            row,
            accepted: false,
            message: None,
            is_queued: false,
        });
        step.mark(Change::Session(self.key));
    }

    /// The backend took the message; its echo may have come before.
    pub(crate) fn accepted(&mut self, send: SendId, message: Option<MessageId>, step: &mut Step) {
        let Life::Live(live) = &mut self.life else {
            return;
        };
        if live.outbox.accepted(send, message) {
            live.phase = Phase::Running;
        }
        step.mark(Change::Session(self.key));
        // The backend is there after all; who it refused, it still refuses.
        if live.connection.is_worth_reopening() {
            self.connect(step);
        }
    }

    /// Takes a message back that was not confirmed: it leaves the transcript.
    pub(crate) fn withdraw(&mut self, send: SendId, step: &mut Step) -> Option<Draft> {
        let Life::Live(live) = &mut self.life else {
            return None;
        };
        let outgoing = live.outbox.refused(send)?;
        self.transcript
            .remove_optimistic(outgoing.row, &mut Marks::new(self.key, step));
        step.mark(Change::Session(self.key));
        Some(outgoing.draft)
    }

    /// Takes back every message that was not confirmed, with the time of its sending.
    pub(crate) fn take_unconfirmed(&mut self, step: &mut Step) -> Vec<Outgoing> {
        let Life::Live(live) = &mut self.life else {
            return Vec::new();
        };
        let outgoing = live.outbox.take();
        for message in &outgoing {
            self.transcript
                .remove_optimistic(message.row, &mut Marks::new(self.key, step));
        }
        outgoing
    }

    /// Freezes the session: no connection any more, and no change of its messages.
    pub(crate) fn end(&mut self, now: Timestamp, step: &mut Step) {
        let Life::Live(live) = &self.life else { return };
        if let Some(epoch) = live.connection.epoch_to_close() {
            step.ask(Effect::CloseStream {
                session: self.key,
                epoch,
            });
        }
        self.life = Life::Ended(if self.transcript.is_empty() {
            HistoryState::Unloaded
        } else {
            HistoryState::Loaded
        });
        self.info.ended_at.get_or_insert(now);
        step.mark(Change::Session(self.key));
        self.transcript.end(&mut Marks::new(self.key, step));
    }

    /// Whether it has neither a stream nor a message: only a place where one was to be sent.
    pub(crate) fn is_hollow(&self) -> bool {
        self.info.cloud_session.is_none() && self.transcript.is_empty()
    }

    /// Closes the connection because the project goes away.
    pub(crate) fn close(&mut self, step: &mut Step) {
        if let Life::Live(live) = &mut self.life
            && let Some(epoch) = live.connection.close()
        {
            step.ask(Effect::CloseStream {
                session: self.key,
                epoch,
            });
        }
    }
}
