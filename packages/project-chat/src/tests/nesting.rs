//! Agents that work inside of agents.

use serde_json::{Value, json};

use super::fixture::Live;
use super::unfolded::unfolded;

/// How many conversations are drawn inside of each other at most.
pub(super) const MAX_DEPTH: usize = 5;

fn session(depth: usize) -> String {
    format!("ses_{depth}")
}

/// Agents that each hand their work to another, so many below the first.
pub(super) fn nested(below: usize) -> Live {
    let mut live = Live::new("v2");
    let mut say = |kind: &str, properties: Value| {
        live.say(&json!({ "id": "e", "type": kind, "properties": properties }));
    };
    for depth in 0..=below {
        if depth > 0 {
            say(
                "session.created",
                json!({ "info": {
                "id": session(depth), "parentID": session(depth - 1), "title": "Look" } }),
            );
        }
        let message = format!("msg_{depth}");
        say(
            "message.updated",
            json!({ "info": { "id": message, "sessionID": session(depth),
            "role": "assistant", "time": { "created": 1_000 + depth } } }),
        );
        let mut part = |id: &str, mut fields: Value| {
            fields["id"] = json!(format!("prt_{depth}_{id}"));
            fields["sessionID"] = json!(session(depth));
            fields["messageID"] = json!(message);
            say("message.part.updated", json!({ "part": fields }));
        };
        part(
            "a",
            json!({ "type": "text", "text": format!("Words of {depth}.") }),
        );
        if depth < below {
            part(
                "b",
                json!({ "type": "tool", "tool": "task", "callID": format!("c{depth}"),
                "state": { "status": "running", "input": { "description": "Look" },
                    "metadata": { "sessionId": session(depth + 1) }, "time": { "start": 1 } } }),
            );
        }
    }
    live
}

fn check(below: usize, drawn: usize, is_cut: bool) {
    let html = unfolded(nested(below).project);
    for depth in 0..=below {
        let words = format!("Words of {depth}.");
        assert_eq!(html.contains(&words), depth <= drawn, "{words} in {html}");
    }
    assert_eq!(
        html.contains("More agents work inside of this one."),
        is_cut
    );
}

#[test]
fn agents_are_drawn_inside_of_each_other_up_to_a_depth() {
    check(1, 1, false);
    check(MAX_DEPTH, MAX_DEPTH, false);
    check(MAX_DEPTH + 1, MAX_DEPTH, true);
    check(40, MAX_DEPTH, true);
}
