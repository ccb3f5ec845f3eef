//! What a session's stream says of the person's messages on their way to the agent.

use serde_json::json;
use session_wire::ExecutionId;

use crate::ids;
use crate::log::NewEvent;
use crate::log::runs::NewRun;

/// The kind of [`queued`].
pub(crate) const QUEUED: &str = "cloud.message.queued";

/// A message waits until what runs is over.
pub(crate) fn queued(run: &NewRun) -> NewEvent {
    let message = ids::message(&run.id);
    let data = json!({"messageId": message, "content": run.prompt, "delivery": "queue"});
    NewEvent::stream(QUEUED, &data)
}

/// The agent has a message that waited.
pub(crate) fn sent(run: &ExecutionId) -> NewEvent {
    about("cloud.message.sent", run)
}

/// The person took a message back.
pub(crate) fn canceled(run: &ExecutionId) -> NewEvent {
    about("cloud.message.canceled", run)
}

fn about(kind: &'static str, run: &ExecutionId) -> NewEvent {
    NewEvent::stream(
        kind,
        &json!({"messageId": ids::message(run), "delivery": "queue"}),
    )
}
