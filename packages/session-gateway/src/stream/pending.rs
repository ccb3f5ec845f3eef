//! What the agent of a running session waits for.

use rusqlite::Connection;
use serde_json::Value;
use session_wire::{CloudSessionId, ExecutionId};

use crate::log::LogError;
use crate::log::events::{self, StoredEvent};

const ASKED: [&str; 2] = ["question.asked", "permission.asked"];
const SETTLED: [&str; 3] = [
    "question.replied",
    "question.rejected",
    "permission.replied",
];

/// The questions and permissions of a run that are not settled up to an event, oldest first.
pub(super) fn requests(
    connection: &Connection,
    session: &CloudSessionId,
    execution: &ExecutionId,
    last: u64,
) -> Result<Vec<StoredEvent>, LogError> {
    let types = [ASKED.as_slice(), &SETTLED].concat();
    let events = events::of_types(connection, session, execution, &types)?;
    let known = events.into_iter().filter(|event| event.id <= last);
    Ok(unsettled(known))
}

fn unsettled(events: impl Iterator<Item = StoredEvent>) -> Vec<StoredEvent> {
    let mut waiting: Vec<(Value, StoredEvent)> = Vec::new();
    for event in events {
        let Ok(data) = serde_json::from_str::<Value>(event.data.get()) else {
            continue;
        };
        let properties = &data["properties"];
        if data["type"]
            .as_str()
            .is_some_and(|kind| ASKED.contains(&kind))
        {
            waiting.push((properties["id"].clone(), event));
        } else {
            waiting.retain(|(id, _)| *id != properties["requestID"]);
        }
    }
    waiting.into_iter().map(|(_, event)| event).collect()
}
