//! What the agents wait for the person to say, from the asking to the answer.

use proptest::prelude::*;
use serde_json::{Value, json};
use session_model::v2::{Ask, Prompt, Transcript};
use session_model::{
    Answer, AnySession, CallError, CallErrorKind, Change, Effect, Input, Link, PromptState, RowId,
    ThreadId,
};
use session_wire::call::WorkerVersion;
use tests::frame;

use crate::peer::{Peer, SESSION};
use crate::streams::cases;

const ROOT: &str = "ses_root";
const CHILD: &str = "ses_child";

fn bus(kind: &str, properties: Value) -> Value {
    json!({ "type": kind, "properties": properties })
}

fn question(id: &str, session: &str) -> Value {
    bus(
        "question.asked",
        json!({
            "id": id, "sessionID": session, "questions": [{ "question": "Which?", "options": [] }],
            "tool": { "messageID": "msg_a", "callID": "call_1" },
        }),
    )
}

fn permission(id: &str) -> Value {
    bus(
        "permission.asked",
        json!({
            "id": id, "sessionID": ROOT, "permission": "bash", "patterns": ["rm"],
            "always": ["rm *"], "metadata": {},
            "tool": { "messageID": "msg_a", "callID": "call_1" },
        }),
    )
}

fn settled(kind: &str, id: &str, mut fields: Value) -> Value {
    fields["sessionID"] = ROOT.into();
    fields["requestID"] = id.into();
    bus(kind, fields)
}

fn status(session: &str, kind: &str) -> Value {
    bus(
        "session.status",
        json!({ "sessionID": session, "status": { "type": kind } }),
    )
}

fn tool(status: &str) -> Value {
    bus(
        "message.part.updated",
        json!({ "part": {
            "id": "prt_001000000000a", "sessionID": ROOT, "messageID": "msg_a", "type": "tool",
            "tool": "bash", "callID": "call_1", "state": { "status": status, "input": {} },
        } }),
    )
}

fn answer_message() -> Value {
    let info =
        json!({ "id": "msg_a", "sessionID": ROOT, "role": "assistant", "time": { "created": 1 } });
    bus("message.updated", json!({ "info": info }))
}

/// A live session whose agent is busy, and has a child.
fn busy() -> Peer {
    let mut peer = Peer::live(&WorkerVersion::V2);
    let child = bus(
        "session.created",
        json!({ "info": { "id": CHILD, "parentID": ROOT, "title": "Child" } }),
    );
    hear(&mut peer, 1, &status(ROOT, "busy"));
    hear(&mut peer, 2, &child);
    peer
}

fn hear(peer: &mut Peer, id: u64, event: &Value) {
    peer.frames(&[frame(SESSION, id, "kilocode", event)]);
}

fn tell(peer: &mut Peer, id: u64, kind: &str, data: &Value) {
    peer.frames(&[frame(SESSION, id, kind, data)]);
}

fn transcript(peer: &Peer) -> &Transcript {
    match peer.active() {
        AnySession::V2(session) => session.transcript(),
        AnySession::V1(_) => panic!("the session is V2"),
    }
}

fn open(peer: &Peer) -> Vec<&str> {
    let prompts = peer.active().prompts().iter();
    prompts.map(|prompt| prompt.ask.id().as_str()).collect()
}

fn first(peer: &Peer) -> &Prompt {
    peer.active().prompts().first().unwrap()
}

/// What waits after the events, which are numbered from 3 on.
fn check(events: &[Value], expected: &[&str]) {
    let mut peer = busy();
    for (id, event) in (3..).zip(events) {
        hear(&mut peer, id, event);
    }
    assert_eq!(open(&peer), expected, "{events:?}");
}

fn say(peer: &mut Peer, request: &str, answer: Answer) -> Vec<Effect> {
    let session = peer.active().key();
    let before = peer.effects.len();
    peer.input(Input::Answer {
        session,
        request: request.into(),
        answer,
    });
    peer.effects[before..].to_vec()
}

fn reply(peer: &mut Peer, request: &str, result: Result<(), CallError>) {
    let session = peer.active().key();
    peer.input(Input::Answered {
        session,
        request: request.into(),
        result,
    });
}

fn refusal() -> CallError {
    CallError {
        kind: CallErrorKind::Conflict,
        message: "It is settled.".to_owned(),
    }
}

#[test]
fn prompts_wait_until_they_are_settled_or_their_session_idles() {
    let (asked, allowed) = (question("que_1", ROOT), permission("per_1"));
    let answered = settled("question.replied", "que_1", json!({ "answers": [["MIT"]] }));
    let both = [asked.clone(), allowed.clone()];
    let then = |event: Value| [both.to_vec(), vec![event]].concat();
    check(&both, &["que_1", "per_1"]);
    check(&[allowed, asked.clone()], &["per_1", "que_1"]);
    check(&then(asked.clone()), &["que_1", "per_1"]);
    check(&then(answered.clone()), &["per_1"]);
    check(
        &then(settled("question.rejected", "que_1", json!({}))),
        &["per_1"],
    );
    check(
        &then(settled(
            "permission.replied",
            "per_1",
            json!({ "reply": "once" }),
        )),
        &["que_1"],
    );
    check(&then(status(ROOT, "idle")), &[]);
    check(
        &then(bus("session.idle", json!({ "sessionID": ROOT }))),
        &[],
    );
    check(&then(status(CHILD, "idle")), &["que_1", "per_1"]);
    // An idle session that said so before it asked says it again.
    check(
        &[status(ROOT, "idle"), asked.clone(), status(ROOT, "idle")],
        &[],
    );
    // What is settled is not asked again, whatever number the event has.
    check(&[asked.clone(), answered, asked], &[]);
}

#[test]
fn a_childs_prompts_go_when_the_child_idles() {
    let mut peer = busy();
    hear(&mut peer, 3, &question("que_1", CHILD));
    let thread = transcript(&peer).thread_of(&CHILD.into()).unwrap();
    assert_eq!(first(&peer).thread, thread);
    assert_ne!(thread, ThreadId::ROOT);
    hear(&mut peer, 4, &status(CHILD, "idle"));
    assert_eq!(open(&peer), [""; 0]);
}

#[test]
fn the_end_of_a_run_ends_what_it_asked() {
    for (kind, data) in [
        ("complete", json!({})),
        ("interrupted", json!({})),
        ("wrapper_disconnected", json!({})),
        ("error", json!({ "error": "gone", "fatal": true })),
    ] {
        let mut peer = busy();
        hear(&mut peer, 3, &permission("per_1"));
        tell(&mut peer, 4, kind, &data);
        assert_eq!(open(&peer), [""; 0], "{kind}");
    }
    let mut peer = busy();
    hear(&mut peer, 3, &permission("per_1"));
    tell(&mut peer, 4, "error", &json!({ "error": "a hiccup" }));
    assert_eq!(open(&peer), ["per_1"]);
}

#[test]
fn what_the_server_does_not_ask_again_is_over() {
    let connected = |status: &str| json!({ "sessionStatus": { "type": status } });
    let asked = || {
        let mut peer = busy();
        hear(&mut peer, 3, &permission("per_1"));
        hear(&mut peer, 4, &question("que_1", ROOT));
        peer
    };
    let mut peer = asked();
    say(&mut peer, "que_1", Answer::DismissQuestion);
    tell(&mut peer, 0, "connected", &connected("busy"));
    // Nothing flickers while it asks again, and an answer on its way stays so.
    assert_eq!(open(&peer), ["per_1", "que_1"]);
    hear(&mut peer, 0, &question("que_1", ROOT));
    tell(&mut peer, 0, "heartbeat", &json!({}));
    assert_eq!(open(&peer), ["que_1"]);
    assert_eq!(first(&peer).state, PromptState::Answering);

    let mut peer = asked();
    tell(&mut peer, 0, "connected", &connected("idle"));
    assert_eq!(open(&peer), [""; 0]);
}

#[test]
fn prompts_belong_to_the_row_of_their_tool_call_whichever_comes_first() {
    for late in [false, true] {
        let mut peer = busy();
        let mut events = vec![answer_message(), tool("pending"), permission("per_1")];
        if late {
            events.rotate_right(1);
        }
        for (id, event) in (3..).zip(&events) {
            hear(&mut peer, id, event);
        }
        let prompt = first(&peer);
        let row = transcript(&peer).row_of_prompt(prompt).unwrap();
        assert_eq!(transcript(&peer).prompt_at(row), Some(prompt));
        let key = peer.active().key();
        assert!(peer.changes.contains(&Change::Session(key)), "late: {late}");
        assert!(
            peer.changes.contains(&Change::Row(key, row)),
            "late: {late}"
        );
    }
}

#[test]
fn an_answer_is_sent_once_and_settled_by_the_agent_alone() {
    let mut peer = busy();
    hear(&mut peer, 3, &question("que_1", ROOT));
    let chosen = Answer::Question(vec![vec!["MIT".to_owned()]]);
    let effects = say(&mut peer, "que_1", chosen.clone());
    let [
        Effect::Answer {
            cloud_session,
            request,
            answer,
            ..
        },
    ] = effects.as_slice()
    else {
        panic!("{effects:?}")
    };
    assert_eq!(cloud_session.as_str(), SESSION);
    assert_eq!((request.as_str(), answer), ("que_1", &chosen));
    assert_eq!(first(&peer).state, PromptState::Answering);
    // A second click.
    assert_eq!(say(&mut peer, "que_1", chosen), []);
    reply(&mut peer, "que_1", Ok(()));
    assert_eq!(first(&peer).state, PromptState::Answering);
    let replied = settled("question.replied", "que_1", json!({ "answers": [["MIT"]] }));
    hear(&mut peer, 4, &replied);
    assert_eq!(open(&peer), [""; 0]);
}

#[test]
fn an_answer_that_did_not_arrive_can_be_given_again() {
    let mut peer = busy();
    hear(&mut peer, 3, &permission("per_1"));
    say(&mut peer, "per_1", Answer::AllowOnce);
    reply(&mut peer, "per_1", Err(refusal()));
    assert_eq!(first(&peer).state, PromptState::Failed(refusal()));
    assert_eq!(say(&mut peer, "per_1", Answer::AllowAlways).len(), 1);
    assert_eq!(first(&peer).state, PromptState::Answering);
    // The failure of an answer to what is gone says nothing.
    hear(&mut peer, 4, &status(ROOT, "idle"));
    reply(&mut peer, "per_1", Err(refusal()));
    assert_eq!(open(&peer), [""; 0]);
}

#[test]
fn what_nobody_asked_is_not_answered() {
    let mut peer = busy();
    hear(&mut peer, 3, &permission("per_1"));
    for (request, answer) in [
        ("per_2", Answer::AllowOnce),
        ("per_1", Answer::DismissQuestion),
        ("per_1", Answer::Question(vec![Vec::new()])),
    ] {
        assert_eq!(say(&mut peer, request, answer), []);
    }
    assert_eq!(first(&peer).state, PromptState::Open);
}

#[test]
fn a_session_that_ends_asks_nothing() {
    let mut peer = busy();
    hear(&mut peer, 3, &permission("per_1"));
    let old = peer.active().key();
    peer.input(Input::Interrupt);
    tell(&mut peer, 4, "interrupted", &json!({}));
    hear(&mut peer, 0, &permission("per_1"));
    peer.input(Input::NewSession);
    peer.send("Afresh");
    let (session, send) = peer
        .effects
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::SendMessage { session, send, .. } => Some((*session, *send)),
            _ => None,
        })
        .unwrap();
    let started = json!({ "cloudAgentSessionId": "agent_2", "workerVersion": "v2" });
    let result = Ok(serde_json::from_value(started).unwrap());
    peer.input(Input::Sent {
        session,
        send,
        result,
    });
    assert_ne!(peer.active().key(), old);
    assert_eq!(peer.project.session(old).unwrap().prompts(), []);
}

#[test]
fn what_was_allowed_is_remembered_at_its_tool_call() {
    for reply in ["once", "always", "reject"] {
        let mut peer = busy();
        let replied = settled("permission.replied", "per_1", json!({ "reply": reply }));
        for (id, event) in (3..).zip([
            answer_message(),
            tool("running"),
            permission("per_1"),
            replied,
        ]) {
            hear(&mut peer, id, &event);
        }
        let [Change::Session(_), Change::Row(_, row)] = peer.changes[..] else {
            panic!("{:?}", peer.changes)
        };
        let known: Vec<(String, RowId)> = transcript(&peer)
            .permissions_at(row)
            .map(|settled| (settled.reply.as_str().to_owned(), row))
            .collect();
        assert_eq!(known, [(reply.to_owned(), row)]);
        assert_eq!(transcript(&peer).prompt_at(row), None);
    }
}

proptest! {
    #![proptest_config(cases(64))]

    /// Whatever is replayed from before the cursor, and however often the connection is lost, the
    /// same waits as without, and nothing else.
    #[test]
    fn a_replay_neither_opens_nor_settles(
        kinds in prop::collection::vec(0..7_usize, 1..12),
        cut in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
    ) {
        let events = [
            question("que_1", ROOT),
            permission("per_1"),
            settled("question.replied", "que_1", json!({ "answers": [] })),
            settled("permission.replied", "per_1", json!({ "reply": "once" })),
            status(ROOT, "idle"),
            status(ROOT, "busy"),
            question("que_2", CHILD),
        ];
        let stream: Vec<(u64, &Value)> = (3..).zip(kinds.iter().map(|kind| &events[*kind])).collect();
        let play = |peer: &mut Peer, some: &[(u64, &Value)]| {
            for (id, event) in some {
                hear(peer, *id, event);
            }
        };
        let mut whole = busy();
        play(&mut whole, &stream);

        let cut = cut.index(stream.len() + 1);
        let from = from.index(cut + 1);
        let mut cut_off = busy();
        play(&mut cut_off, &stream[..cut]);
        let before: Vec<Ask> = cut_off.active().prompts().iter().map(|prompt| prompt.ask.clone()).collect();
        let lost = cut_off.stream();
        cut_off.link(lost, Link::Closed { code: 1006, reason: String::new() });
        let session = cut_off.active().key();
        cut_off.input(Input::Reconnect(session));
        play(&mut cut_off, &stream[from..cut]);
        let after: Vec<Ask> = cut_off.active().prompts().iter().map(|prompt| prompt.ask.clone()).collect();
        prop_assert_eq!(after, before);
        play(&mut cut_off, &stream[cut..]);
        prop_assert_eq!(open(&cut_off), open(&whole));
    }
}
