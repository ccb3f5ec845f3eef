//! The projects.

use rusqlite::{Connection, OptionalExtension, Row};
use session_wire::{CloudSessionId, ProjectId, Timestamp};

use super::{Result, Write};

/// A project without its sessions.
#[derive(Clone, Debug)]
pub(crate) struct ProjectRecord {
    pub(crate) id: ProjectId,
    pub(crate) title: String,
    pub(crate) model_id: Option<String>,
    /// The current session.
    pub(crate) session_id: Option<CloudSessionId>,
    pub(crate) created_at: Timestamp,
    pub(crate) last_message_at: Timestamp,
}

const COLUMNS: &str = "id, title, model_id, session_id, created_at, last_message_at";

impl ProjectRecord {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get::<_, String>(0)?.into(),
            title: row.get(1)?,
            model_id: row.get(2)?,
            session_id: row.get::<_, Option<String>>(3)?.map(CloudSessionId::from),
            created_at: Timestamp::from_millis(row.get(4)?),
            last_message_at: Timestamp::from_millis(row.get(5)?),
        })
    }
}

/// All projects, the one that was used last first.
pub(crate) fn list(connection: &Connection) -> Result<Vec<ProjectRecord>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM projects ORDER BY last_message_at DESC, id"
    ))?;
    let rows = select.query_map([], ProjectRecord::read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One project.
pub(crate) fn find(connection: &Connection, id: &ProjectId) -> Result<Option<ProjectRecord>> {
    Ok(connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM projects WHERE id = ?1"))?
        .query_row([id.as_str()], ProjectRecord::read)
        .optional()?)
}

impl Write<'_> {
    /// The same connection, to read what this transaction sees.
    pub(crate) fn reader(&self) -> &Connection {
        self.connection
    }

    pub(crate) fn insert_project(&self, project: &ProjectRecord) -> Result<()> {
        self.connection.execute(
            "INSERT INTO projects (id, title, model_id, session_id, created_at, last_message_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                project.id.as_str(),
                &project.title,
                &project.model_id,
                project.session_id.as_ref().map(CloudSessionId::as_str),
                project.created_at.as_millis(),
                project.last_message_at.as_millis(),
            ),
        )?;
        Ok(())
    }

    /// Notes that the person wrote, and which model is to answer from now on.
    pub(crate) fn touch_project(
        &self,
        id: &ProjectId,
        now: Timestamp,
        model: Option<&str>,
    ) -> Result<()> {
        self.connection.execute(
            "UPDATE projects SET last_message_at = ?2, model_id = COALESCE(?3, model_id)
             WHERE id = ?1",
            (id.as_str(), now.as_millis(), model),
        )?;
        Ok(())
    }

    /// Makes a session the current one.
    pub(crate) fn switch_session(&self, id: &ProjectId, session: &CloudSessionId) -> Result<()> {
        self.connection.execute(
            "UPDATE projects SET session_id = ?2 WHERE id = ?1",
            (id.as_str(), session.as_str()),
        )?;
        Ok(())
    }

    /// A setting, made by `initial` when it is not there yet.
    pub(crate) fn setting(
        &self,
        name: &str,
        initial: impl FnOnce() -> Result<Vec<u8>>,
    ) -> Result<Vec<u8>> {
        let stored = self
            .connection
            .query_row(
                "SELECT value FROM settings WHERE name = ?1",
                [name],
                |row| row.get(0),
            )
            .optional()?;
        if let Some(value) = stored {
            return Ok(value);
        }
        let value = initial()?;
        self.connection.execute(
            "INSERT INTO settings (name, value) VALUES (?1, ?2)",
            (name, &value),
        )?;
        Ok(value)
    }
}
