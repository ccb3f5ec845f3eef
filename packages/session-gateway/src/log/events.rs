//! The stored streams: append, and read from a cursor on.

use std::borrow::Cow;

use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::value::RawValue;
use session_wire::frame::Envelope;
use session_wire::{CloudSessionId, EventId, ExecutionId, Timestamp};

use super::{Result, Write};
use crate::{clock, json};

/// How much of a stream is read at once: whichever comes first.
const PAGE_EVENTS: usize = 512;
const PAGE_BYTES: usize = 1 << 20;

/// An event that is not in the log yet.
#[derive(Clone, Debug)]
pub(crate) struct NewEvent {
    /// The `streamEventType`.
    pub(crate) kind: Cow<'static, str>,
    /// The payload.
    pub(crate) data: Box<RawValue>,
}

/// An event of a session's stream.
#[derive(Clone, Debug)]
pub(crate) struct StoredEvent {
    pub(crate) id: u64,
    pub(crate) execution: Option<ExecutionId>,
    pub(crate) kind: String,
    pub(crate) timestamp: Timestamp,
    pub(crate) data: Box<RawValue>,
}

/// Where a stream stood at one moment.
#[derive(Clone, Debug)]
pub(crate) struct StreamStart {
    /// The id of the last stored event.
    pub(crate) last: u64,
    /// The run that was going on, or was about to.
    pub(crate) active: Option<ExecutionId>,
}

impl NewEvent {
    /// An agent's own event.
    pub(crate) fn agent(data: Box<RawValue>) -> Self {
        Self {
            kind: "kilocode".into(),
            data,
        }
    }

    /// An event of the stream itself.
    pub(crate) fn stream(kind: &'static str, data: &serde_json::Value) -> Self {
        Self {
            kind: kind.into(),
            data: json::raw(data),
        }
    }
}

impl StoredEvent {
    /// The event as it travels.
    pub(crate) fn into_envelope(self, session: &CloudSessionId) -> Envelope {
        Envelope {
            event_id: EventId(self.id),
            execution_id: self.execution,
            session_id: session.clone(),
            stream_event_type: self.kind,
            timestamp: clock::rfc3339(self.timestamp),
            data: self.data,
        }
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let data: String = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            execution: row.get::<_, Option<String>>(1)?.map(ExecutionId::from),
            kind: row.get(2)?,
            timestamp: Timestamp::from_millis(row.get(3)?),
            data: RawValue::from_string(data).map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(4, Type::Text, error.into())
            })?,
        })
    }
}

const COLUMNS: &str = "id, execution_id, kind, timestamp, data";

impl Write<'_> {
    /// Appends events to a session's stream; ids go on where the stream ends.
    pub(crate) fn append(
        &self,
        session: &CloudSessionId,
        execution: &ExecutionId,
        now: Timestamp,
        events: &[NewEvent],
    ) -> Result<()> {
        let mut last = last_id(self.connection, session)?;
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO events (session_id, id, execution_id, kind, timestamp, data)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for event in events {
            last += 1;
            insert.execute((
                session.as_str(),
                last,
                execution.as_str(),
                event.kind.as_ref(),
                now.as_millis(),
                event.data.get(),
            ))?;
        }
        self.grown.borrow_mut().insert(session.clone(), last);
        Ok(())
    }
}

/// The id of a stream's last event, zero when it has none.
pub(crate) fn last_id(connection: &Connection, session: &CloudSessionId) -> Result<u64> {
    Ok(connection
        .prepare_cached("SELECT COALESCE(MAX(id), 0) FROM events WHERE session_id = ?1")?
        .query_row([session.as_str()], |row| row.get(0))?)
}

/// Where a stream stands.
pub(crate) fn start(connection: &Connection, session: &CloudSessionId) -> Result<StreamStart> {
    let active = connection
        .prepare_cached(
            "SELECT runs.id FROM runs JOIN sessions ON sessions.id = runs.session_id
             WHERE runs.session_id = ?1
               AND (runs.state = 'running' OR (runs.state = 'queued' AND NOT sessions.held))
             ORDER BY runs.state = 'running' DESC, runs.number LIMIT 1",
        )?
        .query_row([session.as_str()], |row| row.get::<_, String>(0))
        .optional()?;
    Ok(StreamStart {
        last: last_id(connection, session)?,
        active: active.map(ExecutionId::from),
    })
}

/// Whether a run has an event of a kind in its session's stream.
pub(crate) fn is_told(
    connection: &Connection,
    session: &CloudSessionId,
    execution: &ExecutionId,
    kind: &str,
) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM events
                            WHERE session_id = ?1 AND execution_id = ?2 AND kind = ?3)",
        )?
        .query_row((session.as_str(), execution.as_str(), kind), |row| {
            row.get(0)
        })?)
}

/// The next events after a cursor, in order; none when the stream ends there.
pub(crate) fn page(
    connection: &Connection,
    session: &CloudSessionId,
    after: u64,
) -> Result<Vec<StoredEvent>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM events WHERE session_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3"
    ))?;
    let rows = select.query_map((session.as_str(), after, PAGE_EVENTS), StoredEvent::read)?;
    let mut page = Vec::new();
    let mut bytes = 0;
    for event in rows {
        let event = event?;
        bytes += event.data.get().len();
        page.push(event);
        if bytes >= PAGE_BYTES {
            break;
        }
    }
    Ok(page)
}

/// The agent's events of a session, or of one run of it, whose type is one of `types`, in order.
pub(crate) fn of_types(
    connection: &Connection,
    session: &CloudSessionId,
    execution: Option<&ExecutionId>,
    types: &[&str],
) -> Result<Vec<StoredEvent>> {
    let mut select = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM events
         WHERE session_id = ?1 AND (?2 IS NULL OR execution_id = ?2) AND kind = 'kilocode'
           AND data ->> '$.type' IN (SELECT value FROM json_each(?3)) ORDER BY id"
    ))?;
    let types = serde_json::json!(types).to_string();
    let rows = select.query_map(
        (session.as_str(), execution.map(ExecutionId::as_str), types),
        StoredEvent::read,
    )?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
