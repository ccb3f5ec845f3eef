//! What a V2 agent says when the person refuses what it asked for.

use serde_json::{Value, json};
use session_wire::{SessionId, Timestamp};

use super::stop_v2::{Said, Unfinished};
use crate::agent::Answer;
use crate::ids;

/// The events that end the turn, in opencode's order: the tool fails and its message is over; an
/// agent that was told what to do instead says that it heard it.
pub(super) fn refuse(
    played: &[Value],
    root: &SessionId,
    call: Option<&str>,
    answer: &Answer,
    now: Timestamp,
    seed: u64,
) -> Vec<Value> {
    let unfinished = Unfinished::after(played);
    let mut said = Said::new(now, seed);
    let parts = unfinished.parts.iter();
    for part in parts.filter(|part| part["type"] == "tool" && part["callID"].as_str() == call) {
        let mut part = part.clone();
        part["state"] = json!({
            "status": "error", "input": part["state"]["input"], "error": error(answer),
            "time": {
                "start": part["state"]["time"]["start"].as_i64().unwrap_or(now.as_millis()),
                "end": now.as_millis(),
            },
        });
        said.part_updated(&part);
    }
    let mut last = None;
    for message in &unfinished.messages {
        let mut info = message.clone();
        info["finish"] = "tool-calls".into();
        info["time"]["completed"] = now.as_millis().into();
        said.message_updated(&info);
        last = Some(info);
    }
    if let (Answer::Refuse(Some(instead)), Some(before)) = (answer, last) {
        hear(&mut said, before, instead, now, seed);
    }
    said.idle(root.as_str());
    said.events
}

fn error(answer: &Answer) -> String {
    let rejected = "The user rejected permission to use this specific tool call";
    match answer {
        Answer::Refuse(Some(instead)) => {
            format!("{rejected} with the following feedback: {instead}")
        }
        Answer::Refuse(None) => format!("{rejected}."),
        _ => "The user dismissed this question".to_owned(),
    }
}

/// One more message of the agent's, which repeats what it was told.
fn hear(said: &mut Said, before: Value, instead: &str, now: Timestamp, seed: u64) {
    let mut info = before;
    let moment = now + std::time::Duration::from_millis(1);
    info["id"] = ids::ascending("msg", moment, 1, seed).into();
    info["time"] = json!({"created": moment.as_millis()});
    if let Some(fields) = info.as_object_mut() {
        fields.remove("finish");
    }
    said.message_updated(&info);
    let time = json!({"start": moment.as_millis(), "end": moment.as_millis()});
    said.part_updated(&json!({
        "id": ids::ascending("prt", moment, 1, seed), "sessionID": info["sessionID"],
        "messageID": info["id"], "type": "text", "time": time,
        "text": format!("Understood, I leave that out. You said: {instead}"),
    }));
    info["finish"] = "stop".into();
    info["time"]["completed"] = moment.as_millis().into();
    said.message_updated(&info);
}
