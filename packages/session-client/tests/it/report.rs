//! What a host's diagnostics are told, and what they never are.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use session_client::report;
use session_model::input::Link;
use session_model::{
    AnySession, CallError, CallErrorKind, DropReason, Effect, Input, Project, Timestamp,
};
use tracing_subscriber::fmt::MakeWriter;

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Written {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A word that stands for everything that must not be told.
const SECRET: &str = "hush";

#[test]
fn facts_and_events_hold_no_ticket_and_no_words() {
    let now = Timestamp::from_millis(1_795_300_000_000);
    let mut project = Project::new("p1".into(), 7);
    project.handle(Input::Open, now);
    let loaded = serde_json::from_value(serde_json::json!({
        "id": "p1", "title": SECRET, "session_id": "agent_1", "sessions": [{
            "id": "1", "cloud_agent_session_id": "agent_1", "worker_version": "v2",
            "created_at": "2026-02-19T10:00:00Z", "ended_at": null, "reason": "initial",
            "title": SECRET,
        }],
    }));
    let step = project.handle(Input::Loaded(Ok(Box::new(loaded.unwrap()))), now);
    let stream = step.effects.into_iter().find_map(|effect| match effect {
        Effect::OpenStream(request) => Some((request.session, request.epoch)),
        _ => None,
    });
    let (session, epoch) = stream.unwrap();

    let event = |data: &str| {
        format!(
            r#"{{"eventId":1,"sessionId":"agent_1","streamEventType":"kilocode","timestamp":"t","data":{data}}}"#
        )
    };
    let news = [
        Link::Frame(format!("not JSON, but {SECRET}")),
        Link::Frame(event(
            r#"{"type":"message.updated","properties":{"info":{"id":"m","sessionID":"s","role":"user","time":{"created":1}}}}"#,
        )),
        Link::Frame(event(
            r#"{"type":"message.part.updated","properties":{"part":{"id":"p","sessionID":"s","messageID":"m","type":"text","text":"hush"}}}"#,
        )),
        Link::Frame(event(r#"{"type":"message.updated","properties":"hush"}"#)),
        Link::Frame(event("{}").replace("agent_1", SECRET)),
        Link::Frame(format!(
            r#"{{"type":"error","code":"WS_{SECRET}","message":"{SECRET}"}}"#
        )),
        Link::Closed {
            code: 1011,
            reason: SECRET.to_owned(),
        },
        Link::NoTicket(CallError {
            kind: CallErrorKind::Unavailable,
            message: SECRET.to_owned(),
        }),
    ];
    let written = Written::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_ansi(false)
        .with_writer(written.clone())
        .finish();
    let mut told = Vec::new();
    tracing::subscriber::with_default(subscriber, || {
        for link in news {
            project.handle(
                Input::Link {
                    session,
                    epoch,
                    link,
                },
                now,
            );
            let facts = project.active().and_then(AnySession::facts).unwrap();
            report(&facts);
            told.push(format!("{facts:?}"));
        }
    });
    let facts = project.active().and_then(AnySession::facts).unwrap();
    assert_eq!((facts.frames, facts.dropped, facts.attempts), (6, 3, 1));
    assert_eq!(facts.last_dropped, Some(DropReason::OtherSession));
    let events = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    assert_eq!(events.lines().count(), 8, "{events}");
    for text in [told.concat(), events] {
        assert!(text.contains("Waiting"), "{text}");
        assert!(!text.contains(SECRET), "{text}");
    }
}
