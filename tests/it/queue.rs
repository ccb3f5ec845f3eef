//! Messages that wait for the agent: how they are shown, delivered, taken back.

use serde_json::{Value, json};
use session_model::v2::{Queued, Transcript};
use session_model::{
    AnySession, CallError, CallErrorKind, Effect, Input, ReturnReason, RowId, SendId, SessionKey,
    ThreadId,
};
use session_wire::call::WorkerVersion;
use tests::frame;

use crate::drawn::drawn;
use crate::peer::{Peer, SESSION};

const ROOT: &str = "ses_root";

fn bus(kind: &str, properties: Value) -> Value {
    json!({ "type": kind, "properties": properties })
}

fn message(id: &str, created: u64, role: &str, parent: &str) -> Value {
    let info = json!({
        "id": id, "sessionID": ROOT, "role": role, "parentID": parent,
        "time": { "created": created },
    });
    bus("message.updated", json!({ "info": info }))
}

fn words(part: &str, message: &str, text: &str) -> Value {
    let part = json!({
        "id": part, "sessionID": ROOT, "messageID": message, "type": "text", "text": text,
        "time": { "start": 1, "end": 2 },
    });
    bus("message.part.updated", json!({ "part": part }))
}

/// A conversation with its stream, whose events are numbered as they come.
struct Talk {
    peer: Peer,
    next: u64,
}

impl Talk {
    /// An agent at work on the person's first message.
    fn working() -> Self {
        let mut talk = Self {
            peer: Peer::live(&WorkerVersion::V2),
            next: 1,
        };
        talk.hear("started", &json!({}));
        talk.agent(&message("msg_1", 10, "user", ""));
        talk.agent(&words("prt_001000000000a", "msg_1", "First"));
        talk.agent(&message("msg_2", 20, "assistant", "msg_1"));
        talk.agent(&words("prt_002000000000a", "msg_2", "One"));
        talk
    }

    fn hear(&mut self, kind: &str, data: &Value) {
        self.peer.frames(&[frame(SESSION, self.next, kind, data)]);
        self.next += 1;
    }

    fn agent(&mut self, event: &Value) {
        self.hear("kilocode", event);
    }

    fn stage(&mut self, stage: &str, data: Value) {
        self.hear(&format!("cloud.message.{stage}"), &data);
    }

    fn queued(&mut self, id: &str, content: Option<&str>) {
        self.stage(
            "queued",
            json!({ "messageId": id, "content": content, "delivery": "queue" }),
        );
    }

    fn last_send(&self) -> (SessionKey, SendId) {
        let sent = self.peer.effects.iter().rev();
        let mut sent = sent.filter_map(|effect| match effect {
            Effect::SendMessage { session, send, .. } => Some((*session, *send)),
            _ => None,
        });
        sent.next().unwrap()
    }

    fn accepted(&mut self, id: &str) {
        let (session, send) = self.last_send();
        let started =
            json!({ "cloudAgentSessionId": SESSION, "workerVersion": "v2", "messageId": id });
        let result = Ok(serde_json::from_value(started).unwrap());
        self.peer.input(Input::Sent {
            session,
            send,
            result,
        });
    }

    fn cancel(&mut self, id: &str) -> bool {
        let session = self.peer.active().key();
        let before = self.peer.effects.len();
        self.peer.input(Input::CancelMessage {
            session,
            message: id.into(),
        });
        self.peer.effects.len() > before
    }

    fn cancelled(&mut self, id: &str, result: Result<(), CallError>) {
        let session = self.peer.active().key();
        self.peer.input(Input::MessageCancelled {
            session,
            message: id.into(),
            result,
        });
    }

    fn transcript(&self) -> &Transcript {
        match self.peer.active() {
            AnySession::V2(session) => session.transcript(),
            AnySession::V1(_) => panic!("the session is V2"),
        }
    }

    fn rows(&self) -> Vec<RowId> {
        let transcript = self.transcript();
        let turns = transcript.turns(ThreadId::ROOT);
        turns
            .flat_map(|turn| transcript.turn(turn).unwrap().rows.clone())
            .collect()
    }

    fn last_queued(&self) -> Option<Queued<'_>> {
        self.transcript().queued_at(*self.rows().last().unwrap())
    }

    fn check(&self, expected: &[&str]) {
        let rows = drawn(self.peer.active());
        assert_eq!(rows[..2], ["user: First", "text: One"]);
        assert_eq!(rows[2..], *expected);
    }

    fn given_back(&self) -> Option<&str> {
        let returned = self.peer.project.returned()?;
        assert_eq!(returned.reason, ReturnReason::TakenBack);
        Some(&returned.draft.text)
    }
}

fn conflict() -> CallError {
    CallError {
        kind: CallErrorKind::Conflict,
        message: "The agent has it.".to_owned(),
    }
}

#[test]
fn a_message_waits_at_the_end_and_keeps_its_row_when_the_agent_shows_it() {
    // The stream may say that it waits before or after the call is answered, with or without words.
    for (answer_first, content) in [
        (false, Some("Second")),
        (true, Some("Second")),
        (true, None),
        (false, None),
    ] {
        let mut talk = Talk::working();
        talk.peer.send("Second");
        talk.check(&["user (sending): Second"]);
        let row = *talk.rows().last().unwrap();
        if answer_first {
            talk.accepted("msg_3");
        }
        talk.queued("msg_3", content);
        if !answer_first {
            talk.accepted("msg_3");
        }
        talk.check(&["user (queued): Second"]);
        assert_eq!(talk.last_queued().unwrap().message.as_str(), "msg_3");

        // The running turn goes on above it.
        talk.agent(&words("prt_003000000000a", "msg_2", "Two"));
        talk.agent(&message("msg_2b", 30, "assistant", "msg_1"));
        talk.agent(&words("prt_004000000000a", "msg_2b", "Three"));
        talk.check(&["text: Two", "text: Three", "user (queued): Second"]);
        talk.hear("complete", &json!({}));
        talk.stage("sent", json!({ "messageId": "msg_3" }));
        talk.check(&["text: Two", "text: Three", "user: Second"]);
        assert_eq!(talk.last_queued(), None);

        talk.agent(&message("msg_3", 40, "user", ""));
        talk.agent(&words("prt_005000000000a", "msg_3", "Second"));
        talk.agent(&message("msg_4", 50, "assistant", "msg_3"));
        talk.agent(&words("prt_006000000000a", "msg_4", "Four"));
        talk.check(&["text: Two", "text: Three", "user: Second", "text: Four"]);
        assert_eq!(talk.rows()[4], row);
        let AnySession::V2(session) = talk.peer.active() else {
            panic!("the session is V2")
        };
        assert!(session.outbox().unwrap().waiting().is_empty());
    }
}

#[test]
fn two_messages_of_the_same_words_are_told_apart() {
    let mut talk = Talk::working();
    for id in ["msg_3", "msg_4"] {
        talk.peer.send("Go on");
        talk.queued(id, Some("Go on"));
        talk.accepted(id);
    }
    let [.., first, second] = talk.rows()[..] else {
        panic!("there are two")
    };
    talk.agent(&message("msg_3", 40, "user", ""));
    talk.agent(&words("prt_005000000000a", "msg_3", "Go on"));
    talk.check(&["user: Go on", "user (queued): Go on"]);
    assert_eq!(talk.rows()[2..], [first, second]);
}

#[test]
fn messages_of_another_window_wait_too() {
    let mut talk = Talk::working();
    talk.queued("msg_3", Some("From elsewhere"));
    talk.check(&["user (queued): From elsewhere"]);
    talk.stage("canceled", json!({ "messageId": "msg_3" }));
    talk.check(&[]);
    // It does not come back, even under another number.
    talk.queued("msg_3", Some("From elsewhere"));
    talk.check(&[]);
    assert_eq!(talk.given_back(), None);
}

#[test]
fn a_message_that_is_taken_back_is_given_to_the_composer() {
    // The stream and the call's answer may come in either order.
    for event_first in [true, false] {
        let mut talk = Talk::working();
        talk.peer.send("Second");
        talk.queued("msg_3", Some("Second"));
        assert!(talk.cancel("msg_3"));
        assert!(talk.last_queued().unwrap().is_cancelling);
        assert!(!talk.cancel("msg_3"), "a second click");
        if event_first {
            talk.stage("canceled", json!({ "messageId": "msg_3" }));
        }
        talk.cancelled("msg_3", Ok(()));
        talk.check(&[]);
        assert_eq!(talk.given_back(), Some("Second"));
        if !event_first {
            talk.stage("canceled", json!({ "messageId": "msg_3" }));
        }
        talk.check(&[]);
    }
}

#[test]
fn a_message_that_cannot_be_taken_back_says_why_unless_the_agent_has_begun_with_it() {
    let mut talk = Talk::working();
    talk.peer.send("Second");
    talk.queued("msg_3", Some("Second"));
    talk.cancel("msg_3");
    talk.cancelled("msg_3", Err(conflict()));
    let queued = talk.last_queued().unwrap();
    assert_eq!(queued.cancel_error, Some(&conflict()));
    assert!(!queued.is_cancelling);
    assert!(talk.cancel("msg_3"), "again");
    talk.stage("sent", json!({ "messageId": "msg_3" }));
    talk.cancelled("msg_3", Err(conflict()));
    talk.check(&["user: Second"]);
    assert_eq!(talk.given_back(), None);
    assert!(!talk.cancel("msg_3"));
    assert!(!talk.cancel("msg_9"), "nobody knows it");
}

#[test]
fn a_message_that_did_not_get_to_the_agent_can_be_taken_back_without_asking() {
    let mut talk = Talk::working();
    talk.peer.send("Second");
    talk.queued("msg_3", Some("Second"));
    let failed = json!({ "messageId": "msg_3", "error": "Too often", "reason": "exhausted", "accepted": false });
    talk.stage("failed", failed.clone());
    talk.check(&["user (failed): Second"]);
    assert_eq!(talk.last_queued().unwrap().failure, Some("Too often"));
    assert!(!talk.cancel("msg_3"));
    talk.check(&[]);
    assert_eq!(talk.given_back(), Some("Second"));
    // The server tells of failures again whenever a stream is opened.
    talk.stage("failed", failed);
    talk.check(&[]);

    // The agent has it all the same.
    let mut talk = Talk::working();
    talk.queued("msg_3", Some("Second"));
    talk.stage(
        "failed",
        json!({ "messageId": "msg_3", "error": "Too late", "accepted": true }),
    );
    talk.check(&["user: Second"]);
}

#[test]
fn an_agent_that_keeps_the_queue_itself_names_what_waits() {
    let mut talk = Talk::working();
    talk.agent(&message("msg_3", 30, "user", ""));
    talk.agent(&words("prt_005000000000a", "msg_3", "Second"));
    let queue = |ids: &[&str]| {
        bus(
            "session.queue.changed",
            json!({ "sessionID": ROOT, "queued": ids }),
        )
    };
    talk.agent(&queue(&["msg_3"]));
    talk.check(&["user (queued): Second"]);
    assert!(talk.cancel("msg_3"));
    talk.cancelled("msg_3", Ok(()));
    assert_eq!(talk.given_back(), Some("Second"));
    talk.agent(&queue(&[]));
    talk.check(&["user: Second"]);
    let removed = json!({ "sessionID": ROOT, "messageID": "msg_3" });
    talk.agent(&bus("message.removed", removed));
    talk.check(&[]);
}

#[test]
fn a_new_session_takes_along_what_waits() {
    let mut talk = Talk::working();
    talk.peer.send("Second");
    talk.queued("msg_3", Some("Second"));
    talk.queued("msg_4", Some("From elsewhere"));
    let old = talk.peer.active().key();
    talk.hear("complete", &json!({}));
    talk.peer.input(Input::NewSession);
    talk.peer.send("Third");
    let (session, send) = talk.last_send();
    let started = json!({ "cloudAgentSessionId": "agent_2", "workerVersion": "v2" });
    let result = Ok(serde_json::from_value(started).unwrap());
    talk.peer.input(Input::Sent {
        session,
        send,
        result,
    });
    assert_ne!(talk.peer.active().key(), old);
    let left = drawn(talk.peer.project.session(old).unwrap());
    assert_eq!(left, ["user: First", "text: One"]);
    let mut moved = drawn(talk.peer.active());
    moved.sort();
    assert_eq!(moved, ["user (sending): Second", "user (sending): Third"]);
}
