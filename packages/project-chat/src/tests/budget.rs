//! How often components run: one for a token, few for a row, once for a batch.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use session_model::Input;

use super::fixture::{Live, events};
use super::screen::Screen;
use crate::renders;

/// A screen, and the stream that feeds it.
struct Fed {
    screen: Screen,
    live: Live,
}

impl Fed {
    fn new(live: Live) -> Self {
        let screen = Screen::of(live.project.clone());
        renders::take();
        Self { screen, live }
    }

    /// What runs because of these events, taken in as one batch.
    fn say(&mut self, events: &[Value]) -> BTreeMap<&'static str, usize> {
        let inputs: Vec<Input> = events.iter().map(|event| self.live.input(event)).collect();
        self.screen.act(|project| project.dispatch(inputs));
        renders::take()
    }
}

fn check(runs: &BTreeMap<&'static str, usize>, expected: &[(&'static str, usize)]) {
    assert_eq!(*runs, expected.iter().copied().collect());
}

/// A conversation in the middle of an answer, and a delta for it.
fn answering() -> (Fed, Value) {
    let all = events("v2/chat");
    let is_delta = |event: &Value| event["type"] == "message.part.delta";
    let at = all.iter().rposition(is_delta).unwrap();
    let mut live = Live::new("v2");
    for event in &all[..at] {
        live.say(event);
    }
    (Fed::new(live), all[at].clone())
}

#[test]
fn a_token_reruns_one_row() {
    let (mut screen, delta) = answering();
    check(&screen.say(&[delta]), &[("block", 1), ("row", 1)]);
}

/// What runs for a word at the end of an answer that begins with `text`.
fn for_a_word_behind(text: &str) -> BTreeMap<&'static str, usize> {
    let (mut screen, mut delta) = answering();
    delta["properties"]["delta"] = json!(format!("\n\n{text}"));
    screen.say(std::slice::from_ref(&delta));
    delta["properties"]["delta"] = json!(" and");
    screen.say(std::slice::from_ref(&delta));
    delta["properties"]["delta"] = json!(" more");
    screen.say(&[delta])
}

#[test]
fn a_token_reruns_one_item_one_row_or_one_piece() {
    let list = for_a_word_behind(&"- an item\n".repeat(200));
    check(&list, &[("block", 2), ("item", 1), ("row", 1)]);
    let table = format!("| a |\n|---|\n{}| b", "| b |\n".repeat(200));
    let table = for_a_word_behind(&table);
    check(&table, &[("block", 1), ("row", 1), ("table row", 1)]);
    let paragraph = for_a_word_behind(&"Some words. ".repeat(400));
    check(&paragraph, &[("block", 1), ("piece", 1), ("row", 1)]);
}

#[test]
fn a_batch_of_tokens_reruns_one_row_once() {
    let (mut screen, delta) = answering();
    let batch = vec![delta; session_client::MAX_BATCH];
    check(&screen.say(&batch), &[("block", 1), ("row", 1)]);
}

#[test]
fn a_row_that_comes_reruns_its_turn_and_itself() {
    let (mut screen, delta) = answering();
    let properties = &delta["properties"];
    let part = json!({
        "id": "prt_fffffffff001", "type": "tool", "tool": "bash", "callID": "c9",
        "sessionID": properties["sessionID"], "messageID": properties["messageID"],
        "state": { "status": "running", "input": { "command": "ls" } },
    });
    let added =
        json!({ "id": "e", "type": "message.part.updated", "properties": { "part": part } });
    check(
        &screen.say(&[added]),
        &[("footer", 1), ("row", 1), ("turn", 1)],
    );
}

#[test]
fn a_turn_that_comes_reruns_the_list_and_itself() {
    let mut screen = Fed::new(Live::played("v2/chat"));
    let session = Live::first_session("v2/chat");
    let info = json!({ "id": "msg_next", "sessionID": session, "role": "user",
        "time": { "created": 1_795_369_000_000_u64 } });
    let part = json!({ "id": "prt_next", "sessionID": session, "messageID": "msg_next",
        "type": "text", "text": "And now?" });
    let runs = screen.say(&[
        json!({ "id": "e", "type": "message.updated", "properties": { "info": info } }),
        json!({ "id": "e", "type": "message.part.updated", "properties": { "part": part } }),
    ]);
    check(
        &runs,
        &[("footer", 1), ("row", 1), ("thread", 1), ("turn", 1)],
    );
}

/// A conversation of so many turns.
fn conversation(turns: u64) -> Live {
    let mut live = Live::new("v2");
    for number in 0..turns {
        for (id, role) in [("a", "user"), ("b", "assistant")] {
            let message = format!("msg_{number}_{id}");
            let info = json!({ "id": message, "sessionID": "ses_1", "role": role,
                "parentID": (role == "assistant").then(|| format!("msg_{number}_a")),
                "time": { "created": 1_000_000 + number, "completed": 1_000_000 + number } });
            let part = json!({ "id": format!("prt_{number}_{id}"), "sessionID": "ses_1",
                "messageID": message, "type": "text", "text": "Some **words**." });
            live.say(
                &json!({ "id": "e", "type": "message.updated", "properties": { "info": info } }),
            );
            live.say(&json!({ "id": "e", "type": "message.part.updated",
                "properties": { "part": part } }));
        }
    }
    live
}

#[test]
fn however_long_a_conversation_is_as_much_is_drawn_and_redrawn() {
    let drawn = |turns: u64| {
        let live = conversation(turns);
        renders::take();
        let mut screen = Fed {
            screen: Screen::of(live.project.clone()),
            live,
        };
        let at_first = renders::take();
        let last = turns - 1;
        let delta = json!({ "id": "e", "type": "message.part.delta", "properties": {
            "sessionID": "ses_1", "messageID": format!("msg_{last}_b"),
            "partID": format!("prt_{last}_b"), "field": "text", "delta": " More." } });
        let for_a_word = screen.say(&[delta]);
        let elements = screen.screen.html().matches('<').count();
        (at_first, for_a_word, elements)
    };
    let (short, long) = (drawn(100), drawn(2_000));
    assert!(short.0["turn"] < 50, "{short:?}");
    assert_eq!(short, long);
}

#[test]
fn a_change_of_state_reruns_no_row() {
    let (mut screen, delta) = answering();
    let session = &delta["properties"]["sessionID"];
    let runs = screen.say(&[json!({ "id": "e", "type": "session.status",
            "properties": { "sessionID": session, "status": { "type": "idle" } } })]);
    assert_eq!(runs.get("row"), None);
    assert_eq!(runs.get("turn"), None);
    assert_eq!(runs.get("session"), Some(&1));
}

#[test]
fn whoever_leaves_the_screen_is_forgotten() {
    let mut screen = Screen::of(Live::played("v2/edit").project);
    let store = screen.act(|project| project.store());
    let watched = store.watched();
    assert!(watched > 10, "{watched} changes are watched");
    drop(screen);
    assert_eq!(store.watched(), 0);
}
