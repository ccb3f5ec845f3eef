//! The runs: what the person asked for, and how much of the answer is stored.

use rusqlite::{Connection, OptionalExtension, Row};
use session_wire::{CloudSessionId, ExecutionId, Timestamp};

use super::{LogError, Result, Write};

/// A run that is not in the log yet.
#[derive(Clone, Debug)]
pub(crate) struct NewRun {
    pub(crate) id: ExecutionId,
    pub(crate) session: CloudSessionId,
    /// What the person typed.
    pub(crate) prompt: String,
}

/// A run that waits or goes on.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub(crate) id: ExecutionId,
    pub(crate) session: CloudSessionId,
    pub(crate) prompt: String,
    /// How far it is; none while it waits.
    pub(crate) progress: Option<Progress>,
}

/// How far a run is.
#[derive(Clone, Debug)]
pub(crate) struct Progress {
    /// The agent's note of what it does, JSON.
    pub(crate) plan: String,
    /// How much of it is stored, in the agent's own count.
    pub(crate) position: u64,
}

/// What became of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RunState {
    /// It came to its end.
    Complete,
    /// Somebody stopped it.
    Interrupted,
    /// The agent could not do it.
    Failed,
}

impl RunState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Interrupted => "interrupted",
            Self::Failed => "failed",
        }
    }
}

impl Run {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let position = row.get(4)?;
        Ok(Self {
            id: row.get::<_, String>(0)?.into(),
            session: row.get::<_, String>(1)?.into(),
            prompt: row.get(2)?,
            progress: row
                .get::<_, Option<String>>(3)?
                .map(|plan| Progress { plan, position }),
        })
    }
}

/// What a session has to do next: what was begun, else what waits longest and is not held.
pub(crate) fn next(connection: &Connection, session: &CloudSessionId) -> Result<Option<Run>> {
    Ok(connection
        .prepare_cached(
            "SELECT runs.id, runs.session_id, runs.prompt, runs.plan, runs.position
             FROM runs JOIN sessions ON sessions.id = runs.session_id
             WHERE runs.session_id = ?1
               AND (runs.state = 'running' OR (runs.state = 'queued' AND NOT sessions.held))
             ORDER BY runs.state = 'running' DESC, runs.number LIMIT 1",
        )?
        .query_row([session.as_str()], Run::read)
        .optional()?)
}

/// How many runs of a session were begun, and the latest moment that they name.
pub(crate) fn history(
    connection: &Connection,
    session: &CloudSessionId,
) -> Result<(u64, Timestamp)> {
    Ok(connection
        .prepare_cached(
            "SELECT COUNT(*), COALESCE(MAX(ends_at), 0) FROM runs
             WHERE session_id = ?1 AND plan IS NOT NULL",
        )?
        .query_row([session.as_str()], |row| {
            Ok((row.get(0)?, Timestamp::from_millis(row.get(1)?)))
        })?)
}

/// Whether something runs in a session or waits in it.
pub(crate) fn is_busy(connection: &Connection, session: &CloudSessionId) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM runs
                            WHERE session_id = ?1 AND state IN ('queued', 'running'))",
        )?
        .query_row([session.as_str()], |row| row.get(0))?)
}

/// The runs of a session, oldest first, each with whether it still waits.
pub(crate) fn of_session(
    connection: &Connection,
    session: &CloudSessionId,
) -> Result<Vec<(ExecutionId, bool)>> {
    let mut select = connection.prepare_cached(
        "SELECT id, state = 'queued' FROM runs WHERE session_id = ?1 ORDER BY number",
    )?;
    let rows = select.query_map([session.as_str()], |row| {
        Ok((ExecutionId::from(row.get::<_, String>(0)?), row.get(1)?))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Write<'_> {
    /// Puts a run at the end of its session's queue and lets the queue go on.
    pub(crate) fn enqueue(&self, run: &NewRun) -> Result<()> {
        self.connection.execute(
            "INSERT INTO runs (id, session_id, prompt, state) VALUES (?1, ?2, ?3, 'queued')",
            (run.id.as_str(), run.session.as_str(), &run.prompt),
        )?;
        self.hold_session(&run.session, false)
    }

    /// Takes what waits in one session over into another; gives what was taken, in order.
    pub(crate) fn move_queue(
        &self,
        from: &CloudSessionId,
        to: &CloudSessionId,
    ) -> Result<Vec<NewRun>> {
        let mut select = self.connection.prepare_cached(
            "SELECT id, prompt FROM runs WHERE session_id = ?1 AND state = 'queued' ORDER BY number",
        )?;
        let moved = select.query_map([from.as_str()], |row| {
            Ok(NewRun {
                id: row.get::<_, String>(0)?.into(),
                session: to.clone(),
                prompt: row.get(1)?,
            })
        })?;
        let moved = moved.collect::<rusqlite::Result<_>>()?;
        self.connection.execute(
            "UPDATE runs SET session_id = ?2 WHERE session_id = ?1 AND state = 'queued'",
            (from.as_str(), to.as_str()),
        )?;
        Ok(moved)
    }

    /// Notes that a run begins; false when it does not wait any more.
    pub(crate) fn begin_run(
        &self,
        id: &ExecutionId,
        plan: &str,
        ends_at: Timestamp,
    ) -> Result<bool> {
        let changed = self.connection.execute(
            "UPDATE runs SET state = 'running', plan = ?2, ends_at = ?3
             WHERE id = ?1 AND state = 'queued'",
            (id.as_str(), plan, ends_at.as_millis()),
        )?;
        Ok(changed == 1)
    }

    /// Notes what the agent means to do for a run from now on.
    pub(crate) fn replan_run(&self, id: &ExecutionId, plan: &str) -> Result<()> {
        self.change_one(
            "UPDATE runs SET plan = ?2 WHERE id = ?1 AND state = 'running'",
            (id.as_str(), plan),
        )
    }

    /// Notes how much of a run is stored.
    pub(crate) fn advance_run(&self, id: &ExecutionId, position: u64) -> Result<()> {
        self.change_one(
            "UPDATE runs SET position = ?2 WHERE id = ?1 AND state = 'running'",
            (id.as_str(), position),
        )
    }

    /// Notes that a run is over.
    pub(crate) fn finish_run(&self, id: &ExecutionId, state: RunState) -> Result<()> {
        self.change_one(
            "UPDATE runs SET state = ?2 WHERE id = ?1 AND state IN ('queued', 'running')",
            (id.as_str(), state.as_str()),
        )
    }

    fn change_one(&self, statement: &str, parameters: impl rusqlite::Params) -> Result<()> {
        match self
            .connection
            .prepare_cached(statement)?
            .execute(parameters)?
        {
            1 => Ok(()),
            _ => Err(LogError::Damaged(
                "a run is not in the state it should be".to_owned(),
            )),
        }
    }
}
