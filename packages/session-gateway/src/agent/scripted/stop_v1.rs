//! What a V1 agent says when it is stopped.

use serde_json::{Value, json};
use session_wire::Timestamp;

/// The last word on everything that was unfinished, and the offer to go on.
pub(super) fn stop(played: &[Value], now: Timestamp) -> Vec<Value> {
    let mut open: Vec<Value> = Vec::new();
    for line in played {
        let is_same = |other: &Value| {
            ["timestamp", "type", "say", "ask"]
                .iter()
                .all(|field| other.get(field) == line.get(field))
        };
        let known = open.iter().position(is_same);
        let partial = line.get("partial") == Some(&Value::Bool(true));
        match (known, partial) {
            (Some(index), true) => open[index] = line.clone(),
            (Some(index), false) => drop(open.remove(index)),
            (None, true) => open.push(line.clone()),
            (None, false) => {}
        }
    }
    for line in &mut open {
        line["partial"] = false.into();
    }
    // One that no other line has: a line's time is its identity.
    let after = played
        .iter()
        .filter_map(|line| line.get("timestamp").and_then(Value::as_i64))
        .max()
        .map_or(now.as_millis(), |last| now.as_millis().max(last + 1));
    open.push(json!({
        "timestamp": after,
        "source": "extension",
        "type": "ask",
        "ask": "resume_task",
    }));
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partials_are_closed_and_a_resume_is_offered() {
        let line = |timestamp: i64, say: &str, partial: bool| json!({"timestamp": timestamp, "type": "say", "say": say, "content": "x", "partial": partial});
        let said = stop(
            &[
                json!({"timestamp": 1, "type": "say", "say": "text", "content": "prompt"}),
                line(2, "reasoning", true),
                line(2, "reasoning", false),
                line(3, "text", true),
            ],
            Timestamp::from_millis(2),
        );
        assert_eq!(
            said,
            [
                line(3, "text", false),
                json!({"timestamp": 4, "source": "extension", "type": "ask", "ask": "resume_task"}),
            ]
        );
    }
}
