//! Frames: which texts are events, which are errors, and what is refused.

use session_wire::frame::{ErrorCode, Frame, Place};
use session_wire::stream::StreamEvent;
use session_wire::{EventId, Timestamp};

const EVENT: &str = r#"{"eventId":42,"executionId":"exc_1","sessionId":"agent_1","streamEventType":"status","timestamp":"2026-02-19T10:00:00.000Z","data":{"message":"Auto-commit completed"}}"#;

fn refused(text: &str) -> String {
    Frame::decode(text).unwrap_err().to_string()
}

fn event(kind: &str, data: &str) -> String {
    EVENT
        .replace("\"status\"", &format!("{kind:?}"))
        .replace(r#"{"message":"Auto-commit completed"}"#, data)
}

#[test]
fn an_envelope_is_read_and_written_back() {
    let Frame::Event(envelope) = Frame::decode(EVENT).unwrap() else {
        panic!("no event")
    };
    assert_eq!(envelope.event_id, EventId(42));
    assert!(
        matches!(envelope.event(), StreamEvent::Status { message } if message == "Auto-commit completed")
    );
    assert_eq!(serde_json::to_string(&envelope).unwrap(), EVENT);
}

#[test]
fn an_execution_may_be_null_or_missing_and_data_null() {
    for text in [
        EVENT.replace(r#""exc_1""#, "null"),
        EVENT.replace(r#""executionId":"exc_1","#, ""),
        event("complete", "null"),
    ] {
        assert!(
            matches!(Frame::decode(&text), Ok(Frame::Event(_))),
            "{text}"
        );
    }
}

#[test]
fn what_misses_its_identity_names_it() {
    for (field, value) in [
        ("eventId", "42"),
        ("sessionId", r#""agent_1""#),
        ("streamEventType", r#""status""#),
        ("timestamp", r#""2026-02-19T10:00:00.000Z""#),
    ] {
        let pair = format!("\"{field}\":{value}");
        let wrong = EVENT.replace(&pair, &format!("\"{field}\":[]"));
        let missing = EVENT.replace(&pair, "\"x\":0");
        assert!(refused(&wrong).contains(field), "{wrong}");
        assert!(refused(&missing).contains(field), "{missing}");
    }
    assert!(refused(&EVENT.replace("\"data\"", "\"date\"")).contains("data"));
    for text in ["", "no", "[]", "3", "{\"eventId\":"] {
        assert!(refused(text).contains("no JSON object"), "{text}");
    }
}

#[test]
fn an_error_frame_keeps_codes_that_nobody_knows() {
    let text = r#"{"type":"error","code":"WS_AUTH_ERROR","message":"expired"}"#;
    let Frame::Error(error) = Frame::decode(text).unwrap() else {
        panic!("no error")
    };
    assert_eq!(
        (&error.code, error.message.as_str()),
        (&ErrorCode::Auth, "expired")
    );
    assert_eq!(serde_json::to_string(&error).unwrap(), text);
    let Frame::Error(error) = Frame::decode(r#"{"type":"error","code":"WS_NEW"}"#).unwrap() else {
        panic!("no error")
    };
    assert_eq!(error.code, ErrorCode::Other("WS_NEW".to_owned()));
}

/// What a frame's beginning tells of it, wherever it breaks off.
#[test]
fn the_place_of_an_event_is_in_its_beginning() {
    let place = Place {
        event_id: EventId(42),
        session_id: "agent_1".into(),
    };
    let behind = EVENT.find("streamEventType").unwrap();
    for end in 0..=EVENT.len() {
        let read = Place::read(&EVENT[..end]);
        assert!(read.is_none() || read.as_ref() == Some(&place), "{end}");
        assert!(read.is_some() || end < behind + 20, "{end}");
    }
    let last = r#"{"data":{"a":[1]},"sessionId":"agent_1","eventId":42"#;
    assert_eq!(Place::read(last), None, "the number may go on");
    assert_eq!(Place::read(&format!("{last},\"x\"")), Some(place));
    for text in [
        "",
        "null",
        "[1,2]",
        "x",
        r#"{"type":"error","code":"WS_INTERNAL_ERROR","#,
        r#"{"eventId":-1,"sessionId":"agent_1","data":"#,
        r#"{"eventId":1,"sessionId":1,"data":"#,
    ] {
        assert_eq!(Place::read(text), None, "{text}");
    }
}

#[test]
fn moments_count_milliseconds() {
    let earlier = Timestamp::from_millis(1_000);
    let later: Timestamp = serde_json::from_str("2500.7").unwrap();
    assert_eq!(later.since(earlier).as_millis(), 1_500);
    assert_eq!(earlier.since(later).as_millis(), 0);
}
