//! Nothing that an agent says becomes mark-up or an address that can do harm.

use serde_json::{Map, Value, json};

use super::allowed;
use super::fixture::{Live, NOW};
use super::html::chat;
use super::unfolded::unfolded;

/// The texts that attack, and the places that take a text.
fn corpus() -> Value {
    let path = "../../tests/attacks/fields.json";
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().unwrap().iter()
}

fn attacks(corpus: &Value) -> Vec<&str> {
    each(&corpus["strings"])
        .map(|text| text.as_str().unwrap())
        .collect()
}

/// A place with the attack in it.
fn filled(place: &Value, attack: &str) -> Value {
    let fill = |text: &str| text.replace("{n}", "1").replace("{attack}", attack);
    match place {
        Value::String(text) => Value::String(fill(text)),
        Value::Array(list) => list.iter().map(|value| filled(value, attack)).collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| (fill(name), filled(value, attack)))
            .collect::<Map<_, _>>()
            .into(),
        other => other.clone(),
    }
}

/// A session whose person has said nothing yet, and whose agent has.
fn begun() -> Live {
    let mut live = Live::new("v2");
    for (id, role) in [("msg_1_a", "user"), ("msg_1_b", "assistant")] {
        let info = json!({ "id": id, "sessionID": "ses_1", "role": role,
            "parentID": (role == "assistant").then_some("msg_1_a"), "time": { "created": 1 } });
        live.say(&json!({ "id": "e", "type": "message.updated", "properties": { "info": info } }));
    }
    live
}

fn say_part(live: &mut Live, id: usize, message: &str, mut part: Value) {
    part["id"] = json!(format!("prt_{id}"));
    part["sessionID"] = json!("ses_1");
    part["messageID"] = json!(message);
    live.say(&json!({ "id": "e", "type": "message.part.updated", "properties": { "part": part } }));
}

#[test]
fn tools_of_the_second_generation() {
    let corpus = corpus();
    for attack in attacks(&corpus) {
        let mut live = begun();
        let mut id = 0;
        for tool in each(&corpus["v2"]["tools"]) {
            for state in each(&corpus["v2"]["states"]) {
                id += 1;
                let part = json!({ "type": "tool", "callID": "{attack}", "tool": tool,
                    "state": state });
                say_part(&mut live, id, "msg_1_b", filled(&part, attack));
            }
        }
        // Unfolded cards have their lines as well.
        allowed::check(&unfolded(live.project));
    }
}

#[test]
fn other_parts_and_events_of_the_second_generation() {
    let corpus = corpus();
    for attack in attacks(&corpus) {
        let mut live = begun();
        for (id, place) in each(&corpus["v2"]["parts"]).enumerate() {
            let message = if place["by"] == "person" {
                "msg_1_a"
            } else {
                "msg_1_b"
            };
            say_part(&mut live, id, message, filled(&place["part"], attack));
        }
        for place in each(&corpus["v2"]["events"]) {
            live.say(&filled(&place["event"], attack));
        }
        for place in each(&corpus["v2"]["stream"]) {
            let kind = filled(&place["kind"], attack);
            let input = live.stream_input(kind.as_str().unwrap(), &filled(&place["data"], attack));
            live.project.handle(input, NOW);
        }
        allowed::check(&chat(live.project.clone()));
        allowed::check(&unfolded(live.project));
    }
}

#[test]
fn messages_of_the_first_generation() {
    let corpus = corpus();
    let v1 = &corpus["v1"];
    for attack in attacks(&corpus) {
        let mut live = Live::new("v1");
        let mut timestamp = 1_795_362_501_797_u64;
        let mut say = |way: &str, kind: &Value, body: Value| {
            timestamp += 1;
            let mut message = filled(&body, attack);
            message["timestamp"] = json!(timestamp);
            message["type"] = json!(way);
            message[way] = filled(kind, attack);
            message["source"] = json!("extension");
            message["images"] = json!([attack]);
            live.say(&message);
        };
        for (way, kinds) in [("say", &v1["says"]), ("ask", &v1["asks"])] {
            for kind in each(kinds) {
                say(way, kind, json!({ "content": "{attack}" }));
                say(way, kind, json!({ "metadata": v1["payload"] }));
            }
            for tool in each(&v1["tools"]) {
                let mut payload = v1["payload"].clone();
                payload["tool"] = tool.clone();
                say(way, &json!("tool"), json!({ "metadata": payload }));
            }
        }
        allowed::check(&unfolded(live.project));
    }
}

#[test]
fn there_are_enough_places() {
    let corpus = corpus();
    let count = |list: &Value| each(list).count();
    let (v1, v2) = (&corpus["v1"], &corpus["v2"]);
    let tools = count(&v2["tools"]) * count(&v2["states"]);
    let second = tools + count(&v2["parts"]) + count(&v2["events"]);
    let first = 2 * (count(&v1["says"]) + count(&v1["asks"]) + count(&v1["tools"]));
    assert!(first >= 100 && second >= 100, "{first} and {second}");
}
