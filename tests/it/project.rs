//! What a project does: starting, sending, stopping, upgrading, losing its connection.

use serde_json::json;
use session_model::{
    AnySession, CallError, CallErrorKind, ConnectionState, Effect, Input, Life, Link, Load,
    LostReason, NewSession, ReturnReason, SendId, SessionKey, Wake,
};
use session_wire::call::{Started, WorkerVersion};
use session_wire::v1;
use tests::frame;

use crate::drawn::drawn;
use crate::peer::{Peer, SESSION, row};

fn started(id: &str, version: Option<WorkerVersion>) -> Started {
    Started {
        cloud_agent_session_id: id.into(),
        worker_version: version,
        message_id: None,
    }
}

/// The message that was last sent.
fn last_send(peer: &Peer) -> (SessionKey, SendId) {
    let sent = peer.effects.iter().rev().find_map(|effect| match effect {
        Effect::SendMessage { session, send, .. } => Some((*session, *send)),
        _ => None,
    });
    sent.expect("nothing was sent")
}

fn answer(peer: &mut Peer, result: Result<Started, CallError>) {
    let (session, send) = last_send(peer);
    peer.input(Input::Sent {
        session,
        send,
        result,
    });
}

fn error(kind: CallErrorKind) -> CallError {
    CallError {
        kind,
        message: "no".to_owned(),
    }
}

fn versions(peer: &Peer) -> Vec<(WorkerVersion, bool)> {
    let sessions = peer.project.sessions().iter();
    sessions
        .map(|session| (session.version(), matches!(session.life(), Life::Ended(_))))
        .collect()
}

#[test]
fn nothing_starts_before_the_first_look() {
    let mut peer = Peer::new();
    assert!(peer.take_effects().is_empty());
    peer.input(Input::Open);
    peer.input(Input::Open);
    assert_eq!(
        peer.take_effects(),
        [Effect::LoadProject {
            project: "p1".into()
        }]
    );
}

#[test]
fn a_project_that_cannot_be_loaded_can_be_asked_for_again() {
    let mut peer = Peer::new();
    peer.input(Input::Open);
    peer.input(Input::Loaded(Err(error(CallErrorKind::Network))));
    assert_eq!(
        peer.project.load(),
        &Load::Failed(error(CallErrorKind::Network))
    );
    peer.take_effects();
    peer.input(Input::Reload);
    assert_eq!(peer.project.load(), &Load::Loading);
    assert_eq!(
        peer.take_effects(),
        [Effect::LoadProject {
            project: "p1".into()
        }]
    );
}

#[test]
fn the_current_session_is_the_one_that_the_project_points_at() {
    let mut peer = Peer::new();
    peer.input(Input::Open);
    peer.load(json!({
        "id": "p1",
        "session_id": "agent_current",
        "sessions": [
            row("agent_old", &WorkerVersion::V1, Some("2026-11-20T10:00:00Z")),
            row("agent_current", &WorkerVersion::V2, None),
            row("agent_orphan", &WorkerVersion::V2, None),
        ],
    }));
    let active = peer.active().info().cloud_session.clone().unwrap();
    assert_eq!(active.as_str(), "agent_current");
    let ended: Vec<bool> = peer
        .project
        .sessions()
        .iter()
        .map(|session| matches!(session.life(), Life::Ended(_)))
        .collect();
    assert_eq!(ended, [true, true, false]);
    let (session, _) = peer.stream();
    assert_eq!(session, peer.active().key());
}

#[test]
fn a_prepared_session_is_started_and_then_connected() {
    let mut peer = Peer::new();
    peer.input(Input::Open);
    let mut prepared = row(SESSION, &WorkerVersion::V2, None);
    prepared["initiated"] = json!(false);
    prepared["prepared"] = json!(true);
    peer.load(json!({ "id": "p1", "session_id": SESSION, "sessions": [prepared] }));
    let session = peer.active().key();
    let effects = peer.take_effects();
    assert!(
        matches!(effects[..], [_, Effect::StartSession { .. }]),
        "{effects:?}"
    );
    peer.input(Input::Started {
        session,
        result: Err(error(CallErrorKind::Conflict)),
    });
    assert!(matches!(
        peer.take_effects()[..],
        [Effect::OpenStream(_), ..]
    ));
}

#[test]
fn a_sent_message_keeps_its_row_from_the_first_moment() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.send("Hello");
    assert_eq!(drawn(peer.active()), ["user (sending): Hello"]);
    assert!(peer.active().is_streaming());
    answer(&mut peer, Ok(started(SESSION, Some(WorkerVersion::V2))));
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    let before: Vec<_> = session
        .transcript()
        .turns(session_model::ThreadId::ROOT)
        .collect();
    let info =
        json!({ "id": "msg_1", "sessionID": "ses_1", "role": "user", "time": { "created": 5 } });
    let part = json!({ "id": "prt_1", "sessionID": "ses_1", "messageID": "msg_1", "type": "text", "text": "Hello" });
    peer.frames(&[
        frame(
            SESSION,
            1,
            "kilocode",
            &json!({ "type": "message.updated", "properties": { "info": info } }),
        ),
        frame(
            SESSION,
            2,
            "kilocode",
            &json!({ "type": "message.part.updated", "properties": { "part": part } }),
        ),
    ]);
    assert_eq!(drawn(peer.active()), ["user: Hello"]);
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    let after: Vec<_> = session
        .transcript()
        .turns(session_model::ThreadId::ROOT)
        .collect();
    assert_eq!(before, after);
}

#[test]
fn a_message_that_cannot_be_sent_comes_back() {
    for version in [WorkerVersion::V1, WorkerVersion::V2] {
        let mut peer = Peer::live(&version);
        peer.send("Hello");
        answer(&mut peer, Err(error(CallErrorKind::PaymentRequired)));
        assert!(drawn(peer.active()).is_empty());
        let returned = peer.project.returned().unwrap();
        assert_eq!(returned.draft.text, "Hello");
        let ReturnReason::NotSent(error) = &returned.reason else {
            panic!("{returned:?}")
        };
        assert_eq!(error.kind, CallErrorKind::PaymentRequired);
        assert!(!peer.active().is_streaming());
        peer.input(Input::TakeReturned);
        assert_eq!(peer.project.returned(), None);
    }
}

#[test]
fn a_message_before_the_project_is_loaded_comes_back() {
    let mut peer = Peer::new();
    peer.send("Hello");
    assert_eq!(peer.project.returned().unwrap().draft.text, "Hello");
}

#[test]
fn sending_in_a_v1_session_upgrades_it() {
    let mut peer = Peer::live(&WorkerVersion::V1);
    let line = json!({ "timestamp": 1, "type": "say", "say": "text", "content": "Old task", "partial": false });
    peer.frames(&[frame(SESSION, 1, "kilocode", &line)]);
    peer.send("New task");
    peer.take_effects();
    let (session, send) = (peer.active().key(), peer_send(&peer));
    peer.input(Input::Sent {
        session,
        send,
        result: Ok(started("agent_2", Some(WorkerVersion::V2))),
    });
    assert_eq!(
        versions(&peer),
        [(WorkerVersion::V1, true), (WorkerVersion::V2, false)]
    );
    assert_eq!(drawn(&peer.project.sessions()[0]), ["user: Old task"]);
    assert_eq!(
        drawn(&peer.project.sessions()[1]),
        ["user (sending): New task"]
    );
    assert_eq!(peer.project.sessions()[0].info().ended_at, Some(peer.now));
    assert!(matches!(
        peer.take_effects()[..],
        [Effect::CloseStream { session: closed, .. }, Effect::OpenStream(ref opened), ..]
            if closed == session && opened.cloud_session.as_str() == "agent_2" && opened.version == WorkerVersion::V2
    ));
}

/// The id of the only message that waits.
fn peer_send(peer: &Peer) -> SendId {
    match peer.active() {
        AnySession::V1(session) => session.outbox().unwrap().waiting()[0].id,
        AnySession::V2(session) => session.outbox().unwrap().waiting()[0].id,
    }
}

#[test]
fn another_id_does_not_tell_another_generation() {
    let mut peer = Peer::live(&WorkerVersion::V1);
    peer.send("Hello");
    answer(&mut peer, Ok(started("agent_2", None)));
    assert!(matches!(
        peer.effects.last(),
        Some(Effect::LoadProject { .. })
    ));
    peer.load(json!({
        "id": "p1",
        "session_id": "agent_2",
        "sessions": [
            row(SESSION, &WorkerVersion::V1, Some("2026-11-22T11:00:00Z")),
            row("agent_2", &WorkerVersion::V1, None),
        ],
    }));
    assert_eq!(
        versions(&peer),
        [(WorkerVersion::V1, true), (WorkerVersion::V1, false)]
    );
    assert_eq!(drawn(peer.active()), ["user (sending): Hello"]);
}

#[test]
fn a_project_without_sessions_takes_a_message() {
    let mut peer = Peer::new();
    peer.input(Input::Open);
    peer.load(json!({ "id": "p1", "sessions": [] }));
    peer.send("Hello");
    assert_eq!(drawn(peer.active()), ["user (sending): Hello"]);
    answer(&mut peer, Ok(started("agent_1", Some(WorkerVersion::V2))));
    let opened = matches!(
        peer.effects[..],
        [.., Effect::OpenStream(_), Effect::SetTimer { .. }]
    );
    assert!(opened);
    assert_eq!(peer.project.sessions().len(), 1);
}

#[test]
fn stopping_asks_once() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.input(Input::Interrupt);
    assert!(
        !peer
            .effects
            .iter()
            .any(|effect| matches!(effect, Effect::Interrupt { .. }))
    );
    peer.send("Hello");
    peer.input(Input::Interrupt);
    peer.input(Input::Interrupt);
    let asked = peer
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Interrupt { .. }));
    assert_eq!(asked.count(), 1);
    assert!(peer.project.is_interrupting());
    peer.input(Input::InterruptDone(Ok(())));
    assert!(!peer.project.is_interrupting());
}

#[test]
fn a_run_ends_at_complete_and_not_at_idle() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    let bus = |kind: &str, status: &str| json!({ "type": kind, "properties": { "sessionID": "ses_1", "status": { "type": status } } });
    for (number, kind, data, streams) in [
        (1, "started", json!({}), true),
        (2, "kilocode", bus("session.status", "busy"), true),
        (3, "kilocode", bus("session.idle", ""), true),
        (4, "complete", json!({ "exitCode": 0 }), false),
        (5, "kilocode", bus("session.idle", ""), false),
    ] {
        peer.frames(&[frame(SESSION, number, kind, &data)]);
        assert_eq!(peer.active().is_streaming(), streams, "{kind} {data}");
    }
}

#[test]
fn events_of_other_sessions_and_garbage_are_counted_and_skipped() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    let bad = json!({ "type": "message.updated", "properties": { "info": { "role": "user" } } });
    peer.frames(&[
        "no json".to_owned(),
        "{}".to_owned(),
        frame("agent_other", 1, "kilocode", &json!({})),
        frame(SESSION, 1, "kilocode", &bad),
        frame(
            SESSION,
            2,
            "kilocode",
            &json!({ "type": "nobody.knows", "properties": {} }),
        ),
    ]);
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    assert_eq!(session.dropped().unwrap().count, 4);
    assert!(
        session
            .transcript()
            .turns(session_model::ThreadId::ROOT)
            .next()
            .is_none()
    );
}

#[test]
fn an_ended_session_loads_once_when_it_is_unfolded() {
    let mut peer = Peer::new();
    peer.input(Input::Open);
    peer.load(json!({
        "id": "p1",
        "session_id": SESSION,
        "sessions": [row("agent_old", &WorkerVersion::V1, Some("2026-11-20T10:00:00Z")), row(SESSION, &WorkerVersion::V2, None)],
    }));
    let ended = peer.project.sessions()[0].key();
    peer.take_effects();
    peer.input(Input::Expand(ended));
    peer.input(Input::Expand(ended));
    let effects = peer.take_effects();
    assert!(
        matches!(
            &effects[..],
            [Effect::LoadHistory {
                version: WorkerVersion::V1,
                ..
            }]
        ),
        "{effects:?}"
    );
    let message: v1::CloudMessage = serde_json::from_value(
        json!({ "ts": 1, "type": "user", "say": "user_feedback", "text": "Before" }),
    )
    .unwrap();
    peer.input(Input::HistoryLoaded {
        session: ended,
        result: Ok(session_model::History::V1(vec![message])),
    });
    assert_eq!(drawn(&peer.project.sessions()[0]), ["user: Before"]);
}

#[test]
fn nothing_happens_after_the_end() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    let stream = peer.stream();
    peer.take_effects();
    peer.input(Input::Close);
    assert!(matches!(
        peer.take_effects()[..],
        [Effect::CloseStream { .. }]
    ));
    peer.link(
        stream,
        Link::Closed {
            code: 1006,
            reason: String::new(),
        },
    );
    peer.send("Hello");
    assert!(peer.take_effects().is_empty());
    assert!(peer.changes.is_empty());
}

fn new_sessions_asked_for(peer: &Peer) -> Vec<bool> {
    let effects = peer.effects.iter();
    effects
        .filter_map(|effect| match effect {
            Effect::SendMessage { in_new_session, .. } => Some(*in_new_session),
            _ => None,
        })
        .collect()
}

#[test]
fn a_new_session_begins_with_the_next_message() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.input(Input::NewSession);
    assert_eq!(peer.project.new_session(), NewSession::Wanted);
    peer.input(Input::CancelNewSession);
    assert_eq!(peer.project.new_session(), NewSession::No);
    peer.input(Input::NewSession);
    peer.send("Fresh");
    assert_eq!(new_sessions_asked_for(&peer), [true]);
    assert_eq!(drawn(peer.active()), ["user (sending): Fresh"]);
    answer(&mut peer, Ok(started("agent_2", Some(WorkerVersion::V2))));
    assert_eq!(
        versions(&peer),
        [(WorkerVersion::V2, true), (WorkerVersion::V2, false)]
    );
    assert_eq!(peer.project.new_session(), NewSession::No);
}

#[test]
fn a_new_session_that_cannot_begin_is_still_wanted() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.input(Input::NewSession);
    peer.send("Fresh");
    answer(&mut peer, Err(error(CallErrorKind::Unavailable)));
    assert_eq!(peer.project.new_session(), NewSession::Wanted);
    assert_eq!(peer.project.returned().unwrap().draft.text, "Fresh");
    assert_eq!(versions(&peer), [(WorkerVersion::V2, false)]);
}

#[test]
fn no_new_session_begins_under_an_answer() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.send("Hello");
    peer.input(Input::NewSession);
    assert_eq!(peer.project.new_session(), NewSession::No);
}

#[test]
fn a_session_that_is_gone_must_be_replaced() {
    let mut peer = Peer::new();
    peer.input(Input::Open);
    peer.load(json!({
        "id": "p1",
        "session_id": "agent_gone",
        "sessions": [row("agent_old", &WorkerVersion::V1, Some("2026-11-20T10:00:00Z"))],
    }));
    assert_eq!(peer.project.new_session(), NewSession::Required);
    peer.input(Input::CancelNewSession);
    assert_eq!(peer.project.new_session(), NewSession::Required);
    peer.send("Anew");
    assert_eq!(new_sessions_asked_for(&peer), [true]);
    answer(&mut peer, Err(error(CallErrorKind::Network)));
    assert_eq!(peer.project.new_session(), NewSession::Required);
    peer.send("Anew");
    answer(&mut peer, Ok(started("agent_2", Some(WorkerVersion::V2))));
    assert_eq!(
        versions(&peer),
        [(WorkerVersion::V1, true), (WorkerVersion::V2, false)]
    );
    assert_eq!(peer.project.new_session(), NewSession::No);
}

fn opened(peer: &mut Peer) -> usize {
    let effects = peer.take_effects();
    effects
        .iter()
        .filter(|effect| matches!(effect, Effect::OpenStream(_)))
        .count()
}

/// Loses the connection until it is not tried again by itself.
fn exhaust(peer: &mut Peer) {
    loop {
        let stream = peer.stream();
        peer.take_effects();
        peer.link(
            stream,
            Link::Closed {
                code: 1006,
                reason: String::new(),
            },
        );
        let timer = peer
            .take_effects()
            .into_iter()
            .find_map(|effect| match effect {
                Effect::SetTimer { timer, .. } => Some(timer),
                _ => None,
            });
        let Some(timer) = timer else { break };
        peer.input(Input::Timer(timer));
    }
    let state = peer.active().connection().unwrap().state();
    assert_eq!(state, &ConnectionState::Lost(LostReason::Exhausted));
}

#[test]
fn a_reconnect_to_an_idle_session_never_shows_streaming() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    assert!(!peer.active().is_streaming());
    let stream = peer.stream();
    peer.link(
        stream,
        Link::Closed {
            code: 1006,
            reason: String::new(),
        },
    );
    assert!(peer.active().connection().unwrap().is_connecting());
    peer.input(Input::Reconnect(peer.active().key()));
    assert!(!peer.active().is_streaming());
    peer.frames(&[frame(SESSION, 1, "heartbeat", &json!({}))]);
    assert!(!peer.active().is_streaming());
}

#[test]
fn streaming_ends_with_the_run_however_it_ends() {
    for (kind, data) in [
        ("complete", json!({})),
        ("interrupted", json!({})),
        ("error", json!({ "error": "boom", "fatal": true })),
        ("wrapper_disconnected", json!({})),
    ] {
        let mut peer = Peer::live(&WorkerVersion::V2);
        peer.frames(&[frame(SESSION, 1, "started", &json!({}))]);
        assert!(peer.active().is_streaming());
        peer.frames(&[frame(SESSION, 2, kind, &data)]);
        assert!(!peer.active().is_streaming(), "{kind}");
    }
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.frames(&[frame(SESSION, 1, "started", &json!({}))]);
    let stream = peer.stream();
    peer.link(
        stream,
        Link::Closed {
            code: 1006,
            reason: String::new(),
        },
    );
    assert!(!peer.active().is_streaming());
}

#[test]
fn an_outage_ends_in_nothing_final() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    exhaust(&mut peer);
    peer.input(Input::Wake(Wake::Online));
    assert_eq!(opened(&mut peer), 1);
    peer.input(Input::Wake(Wake::Visible));
    assert_eq!(opened(&mut peer), 0);
}

#[test]
fn a_sent_message_reopens_an_exhausted_connection_once() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    exhaust(&mut peer);
    peer.send("Hello");
    answer(&mut peer, Err(error(CallErrorKind::Unavailable)));
    assert_eq!(opened(&mut peer), 0);
    for _ in 0..2 {
        peer.send("Hello");
        answer(&mut peer, Ok(started(SESSION, None)));
    }
    assert_eq!(opened(&mut peer), 1);
}

#[test]
fn who_is_refused_twice_is_not_tried_again_by_a_message() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    for _ in 0..2 {
        let stream = peer.stream();
        peer.link(
            stream,
            Link::Closed {
                code: 4001,
                reason: String::new(),
            },
        );
    }
    let state = peer.active().connection().unwrap().state().clone();
    assert_eq!(state, ConnectionState::Lost(LostReason::NotAuthorized));
    peer.take_effects();
    peer.send("Hello");
    answer(&mut peer, Ok(started(SESSION, None)));
    assert_eq!(opened(&mut peer), 0);
    peer.input(Input::Reconnect(peer.active().key()));
    assert_eq!(opened(&mut peer), 1);
}

#[test]
fn a_send_that_settles_after_stop_opens_nothing_and_stops_nothing_more() {
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.frames(&[frame(SESSION, 1, "heartbeat", &json!({}))]);
    peer.send("Hello");
    peer.input(Input::Interrupt);
    answer(&mut peer, Ok(started(SESSION, None)));
    peer.input(Input::InterruptDone(Ok(())));
    let effects = peer.take_effects();
    let stops = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Interrupt { .. }));
    assert_eq!(stops.count(), 1);
    let streams = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::OpenStream(_)));
    assert_eq!(streams.count(), 1, "only the first one");
}

#[test]
fn messages_answered_in_sessions_of_their_own_leave_one_live() {
    let mut peer = Peer::live(&WorkerVersion::V1);
    let said_in = peer.active().key();
    for (id, text) in [("agent_2", "One"), ("agent_3", "Two")] {
        peer.send(text);
        let (_, send) = last_send(&peer);
        // Both count as said in the session that ended with the first answer.
        peer.input(Input::Sent {
            session: said_in,
            send,
            result: Ok(started(id, Some(WorkerVersion::V2))),
        });
    }
    let ended: Vec<bool> = versions(&peer).iter().map(|(_, ended)| *ended).collect();
    assert_eq!(ended, [true, true, false]);
}
