//! What agents ask the person, as far as the log tells.

use rusqlite::Connection;
use serde_json::Value;
use session_wire::{CloudSessionId, ExecutionId, RequestId};

use super::Result;
use super::events::{self, StoredEvent};

const ASKED: [&str; 2] = ["question.asked", "permission.asked"];
const SETTLED: [&str; 3] = [
    "question.replied",
    "question.rejected",
    "permission.replied",
];

/// Something that an agent has asked.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The event that asked, as the agent sent it.
    pub(crate) event: Value,
    /// Whether it was answered or dismissed.
    pub(crate) is_settled: bool,
}

impl Asked {
    /// Whether it is a question, not a request for permission.
    pub(crate) fn is_question(&self) -> bool {
        self.event["type"] == ASKED[0]
    }
}

/// What a session's agent has asked under a name; none where it has not.
pub(crate) fn find(
    connection: &Connection,
    session: &CloudSessionId,
    request: &RequestId,
) -> Result<Option<Asked>> {
    let mut found = None;
    for event in events::of_types(connection, session, None, &all())? {
        let Ok(event) = serde_json::from_str::<Value>(event.data.get()) else {
            continue;
        };
        let properties = &event["properties"];
        if properties["id"] == request.as_str() {
            found = Some(Asked {
                event,
                is_settled: false,
            });
        } else if properties["requestID"] == request.as_str()
            && let Some(asked) = &mut found
        {
            asked.is_settled = true;
        }
    }
    Ok(found)
}

fn all() -> Vec<&'static str> {
    [ASKED.as_slice(), &SETTLED].concat()
}

/// The questions and permissions of a run that are not settled up to an event, oldest first.
pub(crate) fn pending(
    connection: &Connection,
    session: &CloudSessionId,
    execution: &ExecutionId,
    last: u64,
) -> Result<Vec<StoredEvent>> {
    let events = events::of_types(connection, session, Some(execution), &all())?;
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
