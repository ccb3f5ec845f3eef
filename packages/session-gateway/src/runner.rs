//! Who works: one task for each session that has something to do.

mod session;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use session_wire::{CloudSessionId, RequestId};
use tokio::sync::{mpsc, oneshot};

use crate::agent::{Agent, Answer};
use crate::log::{Log, LogError, sessions};
use crate::stop::Stop;

/// Starts, wakes and stops what runs.
pub(crate) struct Runner {
    log: Log,
    agent: Arc<Agent>,
    stop: Stop,
    sessions: Mutex<HashMap<CloudSessionId, mpsc::UnboundedSender<Command>>>,
}

/// What a session's task is told.
#[derive(Debug)]
enum Command {
    /// There may be something to run.
    Wake,
    /// Stop what runs; answered when that is in the log.
    Interrupt {
        reason: &'static str,
        done: oneshot::Sender<Result<(), LogError>>,
    },
    /// Give the person's answer to what runs; answered when that is in the log.
    Answer {
        request: RequestId,
        answer: Answer,
        done: oneshot::Sender<Result<(), AnswerError>>,
    },
}

/// Why an answer was not taken.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AnswerError {
    /// Nothing waits for it.
    #[error("the agent does not wait for this any more")]
    NotAwaited,
    /// The log could not be written.
    #[error(transparent)]
    Log(#[from] LogError),
}

impl Runner {
    pub(crate) fn new(log: Log, agent: Agent, stop: Stop) -> Self {
        Self {
            log,
            agent: Arc::new(agent),
            stop,
            sessions: Mutex::default(),
        }
    }

    /// Goes on with everything that was cut off when the gateway ended.
    ///
    /// # Errors
    ///
    /// [`LogError`] when the log cannot be read.
    pub(crate) async fn resume(&self) -> Result<(), LogError> {
        for session in self.log.read(sessions::unfinished).await? {
            self.wake(&session);
        }
        Ok(())
    }

    /// Lets a session look for something to run.
    pub(crate) fn wake(&self, session: &CloudSessionId) {
        self.tell(session, Command::Wake);
    }

    /// Stops what a session runs; what waits behind it is held until the next message.
    ///
    /// # Errors
    ///
    /// [`LogError`] when the log could not be written.
    pub(crate) async fn interrupt(
        &self,
        session: &CloudSessionId,
        reason: &'static str,
    ) -> Result<(), LogError> {
        let (done, answer) = oneshot::channel();
        self.tell(session, Command::Interrupt { reason, done });
        answer.await.map_err(|_| LogError::Closed)?
    }

    /// Gives the person's answer to what a session's agent has asked.
    ///
    /// # Errors
    ///
    /// [`AnswerError`] when the agent does not wait for it, or the log could not be written.
    pub(crate) async fn answer(
        &self,
        session: &CloudSessionId,
        request: RequestId,
        answer: Answer,
    ) -> Result<(), AnswerError> {
        let (done, answered) = oneshot::channel();
        let order = Command::Answer {
            request,
            answer,
            done,
        };
        self.tell(session, order);
        answered.await.map_err(|_| LogError::Closed)?
    }

    fn tell(&self, session: &CloudSessionId, command: Command) {
        let mut sessions = self.lock();
        let unheard = match sessions.get(session) {
            Some(worker) => worker.send(command).err().map(|unsent| unsent.0),
            None => Some(command),
        };
        if let Some(command) = unheard {
            let worker = self.spawn(session);
            if worker.send(command).is_err() {
                tracing::debug!("a session's task has ended because the gateway stops");
            }
            sessions.insert(session.clone(), worker);
        }
    }

    fn spawn(&self, session: &CloudSessionId) -> mpsc::UnboundedSender<Command> {
        let (commands, orders) = mpsc::unbounded_channel();
        let worker = session::Worker {
            session: session.clone(),
            log: self.log.clone(),
            agent: Arc::clone(&self.agent),
            stop: self.stop.clone(),
            orders,
        };
        tokio::spawn(self.stop.track(worker.work()));
        commands
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<CloudSessionId, mpsc::UnboundedSender<Command>>> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
