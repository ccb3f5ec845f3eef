//! The tables of the log.

use rusqlite::Connection;

use super::{LogError, Result};

const VERSION: i64 = 1;

/// Times are milliseconds since the Unix epoch, payloads are JSON texts.
const TABLES: &str = "
CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE projects (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    model_id TEXT,
    session_id TEXT,
    created_at INTEGER NOT NULL,
    last_message_at INTEGER NOT NULL
) STRICT;

-- A session whose prompt is set was prepared, but never run.
CREATE TABLE sessions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    row_id TEXT NOT NULL,
    project_id TEXT NOT NULL REFERENCES projects (id),
    version TEXT NOT NULL,
    agent_session_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    reason TEXT NOT NULL,
    title TEXT,
    prompt TEXT,
    held INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX sessions_of_project ON sessions (project_id);

-- The plan is the agent's own note of what it plays, position how much of it is in the log.
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    prompt TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'complete', 'interrupted', 'failed')),
    plan TEXT,
    position INTEGER NOT NULL DEFAULT 0,
    ends_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_of_session ON runs (session_id);

CREATE TABLE events (
    session_id TEXT NOT NULL,
    id INTEGER NOT NULL,
    execution_id TEXT,
    kind TEXT NOT NULL,
    timestamp INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (session_id, id)
) STRICT, WITHOUT ROWID;
";

/// Makes a connection ready to write, and the tables when there are none.
pub(super) fn prepare(connection: &Connection) -> Result<()> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // A commit survives the end of the process; only the loss of power may take the last ones.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    match connection.pragma_query_value(None, "user_version", |row| row.get(0))? {
        0 => {
            let transaction = connection.unchecked_transaction()?;
            transaction.execute_batch(TABLES)?;
            transaction.pragma_update(None, "user_version", VERSION)?;
            transaction.commit()?;
            Ok(())
        }
        VERSION => Ok(()),
        newer => Err(LogError::TooNew(newer)),
    }
}
