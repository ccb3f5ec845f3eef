//! The sessions of the projects.

use rusqlite::{Connection, OptionalExtension, Row};
use session_wire::call::WorkerVersion;
use session_wire::{CloudSessionId, ProjectId, SessionId, Timestamp};

use super::{Result, Write};

/// A session that is not in the log yet.
#[derive(Clone, Debug)]
pub(crate) struct NewSession {
    pub(crate) id: CloudSessionId,
    pub(crate) row_id: String,
    pub(crate) project: ProjectId,
    pub(crate) version: WorkerVersion,
    /// The root session inside the agent.
    pub(crate) agent_session: SessionId,
    pub(crate) created_at: Timestamp,
    pub(crate) reason: &'static str,
    pub(crate) title: Option<String>,
    /// What it is to begin with, where it is prepared but not started.
    pub(crate) prompt: Option<String>,
}

/// A session.
#[derive(Clone, Debug)]
pub(crate) struct SessionRecord {
    pub(crate) id: CloudSessionId,
    pub(crate) row_id: String,
    pub(crate) project: ProjectId,
    pub(crate) version: WorkerVersion,
    pub(crate) agent_session: SessionId,
    pub(crate) created_at: Timestamp,
    pub(crate) ended_at: Option<Timestamp>,
    pub(crate) reason: String,
    pub(crate) title: Option<String>,
    /// What it is to begin with; none once it was started.
    pub(crate) prompt: Option<String>,
}

const COLUMNS: &str = "id, row_id, project_id, version, agent_session_id, created_at, ended_at, \
                       reason, title, prompt";

impl From<&NewSession> for SessionRecord {
    fn from(session: &NewSession) -> Self {
        Self {
            id: session.id.clone(),
            row_id: session.row_id.clone(),
            project: session.project.clone(),
            version: session.version.clone(),
            agent_session: session.agent_session.clone(),
            created_at: session.created_at,
            ended_at: None,
            reason: session.reason.to_owned(),
            title: session.title.clone(),
            prompt: session.prompt.clone(),
        }
    }
}

impl SessionRecord {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get::<_, String>(0)?.into(),
            row_id: row.get(1)?,
            project: row.get::<_, String>(2)?.into(),
            version: WorkerVersion::from(row.get::<_, String>(3)?.as_str()),
            agent_session: row.get::<_, String>(4)?.into(),
            created_at: Timestamp::from_millis(row.get(5)?),
            ended_at: row.get::<_, Option<i64>>(6)?.map(Timestamp::from_millis),
            reason: row.get(7)?,
            title: row.get(8)?,
            prompt: row.get(9)?,
        })
    }
}

/// One session.
pub(crate) fn find(connection: &Connection, id: &CloudSessionId) -> Result<Option<SessionRecord>> {
    Ok(connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM sessions WHERE id = ?1"))?
        .query_row([id.as_str()], SessionRecord::read)
        .optional()?)
}

/// A project's sessions, oldest first.
pub(crate) fn of_project(connection: &Connection, id: &ProjectId) -> Result<Vec<SessionRecord>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM sessions WHERE project_id = ?1 ORDER BY created_at, number"
    ))?;
    let rows = select.query_map([id.as_str()], SessionRecord::read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The sessions that have something to run: what was cut off, or what waits and is not held.
pub(crate) fn unfinished(connection: &Connection) -> Result<Vec<CloudSessionId>> {
    let mut select = connection.prepare(
        "SELECT DISTINCT sessions.id FROM sessions JOIN runs ON runs.session_id = sessions.id
         WHERE runs.state = 'running' OR (runs.state = 'queued' AND NOT sessions.held)",
    )?;
    let rows = select.query_map([], |row| row.get::<_, String>(0))?;
    Ok(rows
        .map(|row| row.map(CloudSessionId::from))
        .collect::<rusqlite::Result<_>>()?)
}

impl Write<'_> {
    pub(crate) fn insert_session(&self, session: &NewSession) -> Result<()> {
        self.connection.execute(
            "INSERT INTO sessions (id, row_id, project_id, version, agent_session_id, created_at,
                                   reason, title, prompt)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (
                session.id.as_str(),
                &session.row_id,
                session.project.as_str(),
                session.version.as_str(),
                session.agent_session.as_str(),
                session.created_at.as_millis(),
                session.reason,
                &session.title,
                &session.prompt,
            ),
        )?;
        Ok(())
    }

    pub(crate) fn end_session(&self, id: &CloudSessionId, now: Timestamp) -> Result<()> {
        self.connection.execute(
            "UPDATE sessions SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL",
            (id.as_str(), now.as_millis()),
        )?;
        Ok(())
    }

    /// Notes that a prepared session was started.
    pub(crate) fn initiate_session(&self, id: &CloudSessionId) -> Result<()> {
        self.connection.execute(
            "UPDATE sessions SET prompt = NULL WHERE id = ?1",
            [id.as_str()],
        )?;
        Ok(())
    }

    /// Keeps what waits in a session from being run, or lets it be run again.
    pub(crate) fn hold_session(&self, id: &CloudSessionId, held: bool) -> Result<()> {
        self.connection.execute(
            "UPDATE sessions SET held = ?2 WHERE id = ?1",
            (id.as_str(), held),
        )?;
        Ok(())
    }
}
