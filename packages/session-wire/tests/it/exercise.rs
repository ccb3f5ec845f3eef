//! Everything that a text from outside goes through; shared with the fuzzer.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use session_wire::Timestamp;
use session_wire::call::{DeployOutput, Failure, MigrateOutput, Project, Success};
use session_wire::frame::Frame;
use session_wire::stream::{AgentEvent, StreamEvent};
use session_wire::v1::{CloudMessage, CommandExecution, Line, McpExecution, from_history};
use session_wire::v2::{BusEvent, Info, Part, QuestionRequest, Session, StoredMessage, Todo};

/// Reads a text as each thing that travels.
pub(crate) fn exercise(text: &str) {
    if let Ok(Frame::Event(envelope)) = Frame::decode(text) {
        let event = envelope.event();
        let _written = format!("{event:?}");
        if let StreamEvent::Agent(event) = event {
            drop(BusEvent::decode(event));
            if let AgentEvent::Wrapped(data) = event {
                drop(Line::decode(data));
            }
        }
    }
    drop(BusEvent::decode_text(text));
    let _date = Timestamp::parse(text);
    let Ok(value) = session_wire::json::from_str::<Value>(text) else {
        return;
    };
    again::<StoredMessage>(&value);
    again::<Info>(&value);
    again::<Part>(&value);
    again::<Session>(&value);
    again::<Todo>(&value);
    again::<QuestionRequest>(&value);
    again::<Line>(&value);
    again::<CommandExecution>(&value);
    again::<McpExecution>(&value);
    again::<Project>(&value);
    again::<Success<DeployOutput>>(&value);
    again::<Success<MigrateOutput>>(&value);
    again::<Failure>(&value);
    if let Some(message) = again::<CloudMessage>(&value) {
        payloads(&message);
    }
    if let Some(message) = from_history(value, Timestamp::default()) {
        payloads(&message);
    }
}

fn payloads(message: &CloudMessage) {
    drop(message.tool());
    drop(message.request());
    drop(message.failure());
    drop(message.retry().and_then(|retry| retry.failure()));
    let _delay = message.retry_delay();
    drop(message.followup());
    drop(message.plan());
    drop(message.mcp());
    drop(message.todos());
    drop(message.tool_executions());
    drop(message.context_condense());
    drop(message.stored_images());
    assert!(message.inline_images().count() < usize::MAX);
}

/// What can be read can be written and read again, and is the same then.
fn again<T: DeserializeOwned + Serialize>(value: &Value) -> Option<T> {
    let read: T = serde_json::from_value(value.clone()).ok()?;
    let Ok(written) = serde_json::to_value(&read) else {
        panic!("{value} cannot be written");
    };
    let Ok(same) = serde_json::from_value::<T>(written.clone()) else {
        panic!("{written} cannot be read again");
    };
    assert_eq!(serde_json::to_value(&same).ok(), Some(written), "{value}");
    Some(read)
}
