//! The task of one session: runs what waits, one run after the other.

use std::sync::Arc;

use serde_json::json;
use session_wire::CloudSessionId;
use tokio::sync::{mpsc, oneshot};

use super::{AnswerError, Command};
use crate::agent::{Agent, AgentError, Answered, Ending, Past, Plan, Step, Task, Turn};
use crate::log::runs::{self, Run, RunState};
use crate::log::{Log, LogError, NewEvent, Progress, SessionRecord, Write, events, sessions};
use crate::stop::Stop;
use crate::{clock, delivery};

pub(super) struct Worker {
    pub(super) session: CloudSessionId,
    pub(super) log: Log,
    pub(super) agent: Arc<Agent>,
    pub(super) stop: Stop,
    pub(super) orders: mpsc::UnboundedReceiver<Command>,
}

/// Why a worker leaves a run where it is.
enum Left {
    /// The gateway stops; the run goes on when it starts again.
    Stopped,
    /// The log cannot be written; the run goes on at the next order.
    Log(LogError),
    /// The same, and whoever gave an order was told.
    Told,
}

impl From<LogError> for Left {
    fn from(error: LogError) -> Self {
        Self::Log(error)
    }
}

type Reply<E> = oneshot::Sender<Result<(), E>>;

impl Worker {
    /// Works until the gateway stops.
    pub(super) async fn work(mut self) {
        loop {
            match self.run_next().await {
                Ok(true) => continue,
                Ok(false) | Err(Left::Told) => {}
                Err(Left::Stopped | Left::Log(LogError::Closed)) => return,
                Err(Left::Log(error)) => {
                    tracing::error!("session {} cannot go on: {error}", self.session);
                }
            }
            let order = tokio::select! {
                _ = self.stop.stopped() => return,
                order = self.orders.recv() => order,
            };
            match order {
                Some(Command::Wake) => {}
                // Nothing runs, so there is nothing to stop.
                Some(Command::Interrupt { done, .. }) => reply(done, Ok(())),
                Some(Command::Answer { done, .. }) => reply(done, Err(AnswerError::NotAwaited)),
                None => return,
            }
        }
    }

    /// Runs what comes next; false when nothing waits.
    async fn run_next(&mut self) -> Result<bool, Left> {
        let id = self.session.clone();
        let found = self
            .log
            .read(move |db| {
                let run = runs::next(db, &id)?;
                let (count, until) = runs::history(db, &id)?;
                let session = sessions::find(db, &id)?;
                Ok(run.zip(session).map(|(run, session)| {
                    let past = Past { runs: count, until };
                    (run, session, past)
                }))
            })
            .await?;
        let Some((run, session, past)) = found else {
            return Ok(false);
        };
        let Some(begun) = self.begin(&run, &session, past).await? else {
            // The person has taken it back.
            return Ok(true);
        };
        match begun {
            Ok(turn) => self.play(&run, turn).await?,
            Err(error) => self.fail(&run, &error).await?,
        }
        Ok(true)
    }

    /// Begins a run that waited, or takes up one that was cut off; none when it waits no more.
    async fn begin(
        &self,
        run: &Run,
        session: &SessionRecord,
        past: Past,
    ) -> Result<Option<Result<Turn, AgentError>>, LogError> {
        let task = Task {
            session,
            execution: &run.id,
            prompt: &run.prompt,
        };
        let progress = match &run.progress {
            Some(progress) => progress.clone(),
            None => match self.agent.plan(task, past, clock::now()) {
                Err(error) => return Ok(Some(Err(error))),
                Ok(plan) => {
                    let progress = Progress {
                        plan: plan.note.clone(),
                        position: 0,
                    };
                    let run = run.clone();
                    let begun = self.log.write(move |write| begin_in(write, &run, &plan));
                    if !begun.await? {
                        return Ok(None);
                    }
                    progress
                }
            },
        };
        Ok(Some(self.agent.turn(task, &progress)))
    }

    async fn play(&mut self, run: &Run, mut turn: Turn) -> Result<(), Left> {
        loop {
            let step = tokio::select! {
                biased;
                _ = self.stop.stopped() => return Err(Left::Stopped),
                order = self.orders.recv() => match order {
                    Some(Command::Wake) => continue,
                    Some(Command::Interrupt { reason, done }) => {
                        return self.interrupt(run, &turn, reason, done).await;
                    }
                    Some(Command::Answer { request, answer, done }) => {
                        let answered = turn.answer(&request, answer);
                        self.take_answer(run, answered, done).await?;
                        continue;
                    }
                    None => return Err(Left::Stopped),
                },
                step = turn.next() => step,
            };
            let Some(step) = step else {
                return Ok(self.finish(run, turn.ending()).await?);
            };
            self.store(run, step).await?;
        }
    }

    async fn store(&self, run: &Run, step: Step) -> Result<(), LogError> {
        let run = run.clone();
        self.log
            .write(move |write| {
                write.advance_run(&run.id, step.position)?;
                write.append(&run.session, &run.id, clock::now(), &step.events)
            })
            .await
    }

    /// Stores what an answer comes to, in one transaction with the answer itself.
    async fn take_answer(
        &self,
        run: &Run,
        answered: Option<Answered>,
        done: Reply<AnswerError>,
    ) -> Result<(), Left> {
        let Some(Answered { note, step }) = answered else {
            reply(done, Err(AnswerError::NotAwaited));
            return Ok(());
        };
        let run = run.clone();
        let stored = self.log.write(move |write| {
            write.replan_run(&run.id, &note)?;
            write.advance_run(&run.id, step.position)?;
            write.append(&run.session, &run.id, clock::now(), &step.events)
        });
        let stored = stored.await;
        let failed = stored.is_err();
        reply(done, stored.map_err(AnswerError::Log));
        // The run goes on from the log, which does not hold the answer.
        if failed { Err(Left::Told) } else { Ok(()) }
    }

    async fn finish(&self, run: &Run, ending: Ending) -> Result<(), LogError> {
        let (event, state) = match ending {
            Ending::Complete => (
                NewEvent::stream("complete", &json!({"exitCode": 0})),
                RunState::Complete,
            ),
            Ending::Interrupted => (interrupted("Session stopped"), RunState::Interrupted),
        };
        self.end(run, vec![event], state).await
    }

    async fn fail(&self, run: &Run, error: &AgentError) -> Result<(), LogError> {
        tracing::error!("run {} has failed: {error}", run.id);
        let data = json!({"error": error.to_string(), "fatal": true});
        let event = NewEvent::stream("error", &data);
        self.end(run, vec![event], RunState::Failed).await
    }

    /// Stops a run, in one transaction with what the agent says to that.
    async fn interrupt(
        &self,
        run: &Run,
        turn: &Turn,
        reason: &str,
        done: Reply<LogError>,
    ) -> Result<(), Left> {
        let mut events = turn.interrupt().await;
        events.push(interrupted(reason));
        let run = run.clone();
        let stored = self
            .log
            .write(move |write| {
                write.finish_run(&run.id, RunState::Interrupted)?;
                write.hold_session(&run.session, true)?;
                write.append(&run.session, &run.id, clock::now(), &events)
            })
            .await;
        let failed = stored.is_err();
        reply(done, stored);
        if failed { Err(Left::Told) } else { Ok(()) }
    }

    async fn end(&self, run: &Run, events: Vec<NewEvent>, state: RunState) -> Result<(), LogError> {
        let run = run.clone();
        self.log
            .write(move |write| {
                write.finish_run(&run.id, state)?;
                write.append(&run.session, &run.id, clock::now(), &events)
            })
            .await
    }
}

fn interrupted(reason: &str) -> NewEvent {
    NewEvent::stream("interrupted", &json!({"reason": reason}))
}

/// Notes that a run begins, and says so; false when it does not wait any more.
fn begin_in(write: &Write<'_>, run: &Run, plan: &Plan) -> Result<bool, LogError> {
    if !write.begin_run(&run.id, &plan.note, plan.ends_at)? {
        return Ok(false);
    }
    let mut events = vec![NewEvent::stream("started", &json!({}))];
    if events::is_told(write.reader(), &run.session, &run.id, delivery::QUEUED)? {
        events.push(delivery::sent(&run.id));
    }
    write.append(&run.session, &run.id, clock::now(), &events)?;
    Ok(true)
}

fn reply<E>(done: Reply<E>, outcome: Result<(), E>) {
    // Whoever asked may have gone away.
    let _ = done.send(outcome);
}
