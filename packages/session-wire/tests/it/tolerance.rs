//! Messages and events: what is unknown is kept, what is wrong is dropped alone, nothing panics.

use proptest::prelude::*;
use serde_json::{Value, json};
use session_wire::frame::Frame;
use session_wire::v1::{CloudMessage, Line};
use session_wire::v2::{BusEvent, Info, Part, PartBody, StoredMessage};

/// Reads and writes; gives what came back.
fn round_trip<T: serde::de::DeserializeOwned + serde::Serialize>(value: &Value) -> Value {
    serde_json::to_value(serde_json::from_value::<T>(value.clone()).unwrap()).unwrap()
}

fn part(fields: Value) -> Value {
    let mut part = json!({ "id": "prt_1", "sessionID": "ses_1", "messageID": "msg_1" });
    let Value::Object(fields) = fields else {
        panic!("fields are an object")
    };
    part.as_object_mut().unwrap().extend(fields);
    part
}

#[test]
fn a_round_trip_keeps_what_nobody_knows() {
    for value in [
        part(
            json!({ "type": "text", "text": "a", "time": { "start": 1 }, "ignored": true, "new": [1] }),
        ),
        part(json!({ "type": "hologram", "depth": 3 })),
        part(
            json!({ "type": "tool", "callID": "c", "tool": "bash", "state": { "status": "paused", "input": { "b": 1 }, "x": 1 } }),
        ),
        part(json!({ "type": "step-start", "snapshot": "abc" })),
    ] {
        assert_eq!(round_trip::<Part>(&value), value);
    }
    let message = json!({
        "info": { "id": "msg_1", "sessionID": "ses_1", "role": "narrator", "mood": "calm" },
        "parts": [part(json!({ "type": "text", "text": "a" }))],
    });
    assert_eq!(round_trip::<StoredMessage>(&message), message);
    let v1 =
        json!({ "ts": 5, "type": "assistant", "say": "sing", "text": "la", "isAnswered": true });
    assert_eq!(round_trip::<CloudMessage>(&v1), v1);
    let line = json!({ "timestamp": 5, "type": "ask", "ask": "dance", "metadata": { "a": 1 }, "partial": false, "new": 1 });
    assert_eq!(round_trip::<Line>(&line), line);
}

#[test]
fn a_wrong_optional_field_is_dropped_alone() {
    let wrong = part(json!({ "type": "text", "text": "kept", "time": "noon", "synthetic": "yes" }));
    let PartBody::Text(text) = serde_json::from_value::<Part>(wrong).unwrap().body else {
        panic!("no text")
    };
    assert_eq!(
        (text.text.as_str(), text.time, text.synthetic),
        ("kept", None, None)
    );

    let wrong = json!({ "id": "msg_1", "sessionID": "ses_1", "role": "assistant", "time": { "created": "now", "completed": 7 }, "cost": "much", "tokens": 3 });
    let Info::Assistant(info) = serde_json::from_value::<Info>(wrong).unwrap() else {
        panic!("no answer")
    };
    assert_eq!(
        (info.cost, info.tokens, info.time.created),
        (None, None, None)
    );
    assert!(info.time.completed.is_some());

    let wrong: StoredMessage = serde_json::from_value(json!({
        "info": { "id": "msg_1", "sessionID": "ses_1", "role": "user" },
        "parts": [{ "type": "text" }, part(json!({ "type": "text" }))],
    }))
    .unwrap();
    assert_eq!(wrong.parts.len(), 1);
}

#[test]
fn only_an_unreadable_identity_rejects() {
    for (event, reason) in [
        (json!({ "properties": {} }), "no `type`"),
        (
            json!({ "type": "message.updated", "properties": { "info": { "role": "user" } } }),
            "`id` is missing",
        ),
        (
            json!({ "type": "message.part.delta", "properties": { "sessionID": "s", "messageID": "m" } }),
            "partID",
        ),
        (
            json!({ "type": "session.status", "properties": { "sessionID": "s" } }),
            "status",
        ),
        (
            json!({ "type": "question.replied", "properties": { "sessionID": "s" } }),
            "requestID",
        ),
    ] {
        let error = BusEvent::decode_text(&event.to_string())
            .unwrap_err()
            .to_string();
        assert!(error.contains(reason), "{error}");
    }
    let unknown = json!({ "type": "nobody.knows", "properties": { "a": 1 } }).to_string();
    assert!(
        matches!(BusEvent::decode_text(&unknown), Ok(BusEvent::Other { kind, .. }) if kind == "nobody.knows")
    );
}

/// Any JSON of a few levels.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z0-9_]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let names = prop::sample::select(
            &[
                "id",
                "type",
                "info",
                "part",
                "role",
                "state",
                "sessionID",
                "messageID",
                "properties",
                "text",
                "time",
                "data",
                "code",
            ][..],
        );
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(names.prop_map(str::to_owned), inner, 0..6)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_panics(text in ".{0,64}", kind in "[a-z.]{0,24}", value in any_json()) {
        let event = json!({ "type": kind, "properties": value }).to_string();
        let frame = json!({ "eventId": 1, "sessionId": "s", "streamEventType": kind, "timestamp": "t", "data": value }).to_string();
        drop(Frame::decode(&text));
        if let Ok(Frame::Event(envelope)) = Frame::decode(&frame) {
            let _event = envelope.event();
        }
        drop(BusEvent::decode_text(&event));
        drop(serde_json::from_value::<StoredMessage>(value.clone()));
        drop(serde_json::from_value::<CloudMessage>(value.clone()));
        drop(serde_json::from_value::<Line>(value));
    }
}
