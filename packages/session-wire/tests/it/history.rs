//! Stored V1 messages of every age, and their dates.

use serde_json::{Value, json};
use session_wire::Timestamp;
use session_wire::v1::{Author, SYSTEM_CONTEXT_UNTIL, from_history, without_system_context};

/// A stored message as author, time, words and payload.
fn check_history(raw: Value, expected: (&str, i64, Option<&str>, Option<Value>)) {
    let read = from_history(raw.clone(), Timestamp::from_millis(99)).unwrap();
    let (author, ts, words, metadata) = expected;
    assert_eq!(
        (
            read.author.as_str(),
            read.ts.as_millis(),
            read.text.as_deref(),
            read.metadata.clone()
        ),
        (author, ts, words, metadata),
        "{raw}"
    );
    assert_eq!(
        (read.partial, &read.text),
        (Some(false), &read.content),
        "{raw}"
    );
}

#[test]
fn stored_messages_of_every_age() {
    let tool = json!({ "tool": "readFile" });
    for (raw, expected) in [
        (
            json!({ "ts": 5, "type": "say", "say": "text", "text": "a", "partial": true }),
            ("assistant", 5, Some("a"), None),
        ),
        (
            json!({ "timestamp": "1970-01-01T00:00:01Z", "type": "say", "say": "user_feedback", "content": "a" }),
            ("user", 1000, Some("a"), None),
        ),
        (
            json!({ "timestamp": 7, "role": "user" }),
            ("user", 7, None, None),
        ),
        (
            json!({ "timestamp": "soon", "type": "system", "text": "a" }),
            ("system", 99, Some("a"), None),
        ),
        (
            json!({ "ts": "5", "type": "robot", "role": "assistant" }),
            ("assistant", 99, None, None),
        ),
        (json!({}), ("assistant", 99, None, None)),
        (
            json!({ "ts": 5, "type": "ask", "ask": "tool", "text": tool.to_string() }),
            (
                "assistant",
                5,
                Some("{\"tool\":\"readFile\"}"),
                Some(tool.clone()),
            ),
        ),
        (
            json!({ "ts": 5, "type": "ask", "ask": "tool", "metadata": tool, "text": "{}" }),
            ("assistant", 5, Some("{}"), Some(tool.clone())),
        ),
        (
            json!({ "ts": 5, "type": "say", "say": "text", "text": "{}", "metadata": "x" }),
            ("assistant", 5, Some("{}"), None),
        ),
        (
            json!({ "ts": 5, "type": "ask", "ask": "command", "text": "[1]" }),
            ("assistant", 5, Some("[1]"), None),
        ),
    ] {
        check_history(raw, expected);
    }
    assert_eq!(from_history(json!("text"), Timestamp::default()), None);
}

#[test]
fn the_systems_context_is_taken_off_old_words() {
    let words = "## Project Context\nsecret\n\nUser Request:\n\n---\n\n  Hi\n";
    let until = SYSTEM_CONTEXT_UNTIL;
    assert_eq!(Timestamp::parse("2026-02-01T00:00:00Z"), Some(until));
    let before = Timestamp::from_millis(until.as_millis() - 1);
    for (text, made, expected) in [
        (words, Some(before), "Hi\n"),
        (words, None, "Hi\n"),
        (words, Some(until), words),
        ("Hi", None, "Hi"),
        ("## Project Context\nHi", None, "## Project Context\nHi"),
        (
            " ## Project Context\n\nUser Request:\n\n---x",
            None,
            " ## Project Context\n\nUser Request:\n\n---x",
        ),
    ] {
        assert_eq!(without_system_context(text, made), expected);
    }
    for (raw, author, expected) in [
        (
            json!({ "ts": 5, "type": "say", "say": "text", "text": words }),
            Author::User,
            "Hi\n",
        ),
        (
            json!({ "type": "say", "say": "user_feedback", "text": words }),
            Author::User,
            "Hi\n",
        ),
        (
            json!({ "ts": until, "role": "user", "text": words }),
            Author::User,
            words,
        ),
        (
            json!({ "ts": 5, "role": "assistant", "text": words }),
            Author::Assistant,
            words,
        ),
    ] {
        let read = from_history(raw, Timestamp::from_millis(i64::MAX)).unwrap();
        assert_eq!(
            (read.author, read.text.as_deref()),
            (author, Some(expected))
        );
    }
}

#[test]
fn dates() {
    for (date, millis) in [
        ("1970-01-01T00:00:01.250Z", Some(1_250)),
        ("1970-01-01t01:00:00+01:00", Some(0)),
        ("1969-12-31 23:59:59.9999Z", Some(-1)),
        ("2000-02-29T00:00:00-00:30", Some(951_784_200_000)),
        ("2026-02-19T10:00:00.000Z", Some(1_771_495_200_000)),
        ("1900-02-29T00:00:00Z", None),
        ("2026-13-01T00:00:00Z", None),
        ("2026-00-10T00:00:00Z", None),
        ("2026-02-00T00:00:00Z", None),
        ("2026-02-19T24:00:00Z", None),
        ("2026-02-19T10:00:00", None),
        ("2026-02-19T10:00:00.Z", None),
        ("2026-02-19T10:00:00Zulu", None),
        ("2026-02-19", None),
        ("éééééééééé", None),
        ("", None),
    ] {
        assert_eq!(
            Timestamp::parse(date).map(Timestamp::as_millis),
            millis,
            "{date}"
        );
    }
}
