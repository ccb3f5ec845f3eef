//! Every recording folds to the messages that the agent itself ended with.

use session_model::{AnySession, ThreadId};
use session_wire::call::WorkerVersion;
use tests::{Recording, plain_numbers};

use crate::peer::{Peer, SESSION};

fn check(version: &WorkerVersion) {
    for name in tests::names(version) {
        let recording = Recording::read(version.clone(), &name);
        let mut peer = Peer::live(version);
        peer.frames(&recording.frames(SESSION));
        assert_eq!(
            plain_numbers(&peer.messages(0)),
            plain_numbers(&recording.messages),
            "{name}"
        );
        let dropped = match peer.active() {
            AnySession::V1(session) => session.dropped(),
            AnySession::V2(session) => session.dropped(),
        };
        assert_eq!(dropped.unwrap().count, 0, "{name}: {dropped:?}");
    }
}

#[test]
fn v1_recordings() {
    check(&WorkerVersion::V1);
}

#[test]
fn v2_recordings() {
    check(&WorkerVersion::V2);
}

#[test]
fn children_keep_to_their_own_threads() {
    let recording = Recording::read(WorkerVersion::V2, "subagent");
    let mut peer = Peer::live(&WorkerVersion::V2);
    peer.frames(&recording.frames(SESSION));
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    let transcript = session.transcript();
    let children: Vec<ThreadId> = transcript
        .turns(ThreadId::ROOT)
        .flat_map(|turn| transcript.turn(turn).unwrap().rows.clone())
        .filter_map(|row| match session.row(row) {
            Some(session_model::v2::Row::Tool { child, .. }) => Some(child?.thread),
            _ => None,
        })
        .collect();
    assert_eq!(children.len(), 2);
    for (child, number) in children.into_iter().zip(1..) {
        let path = format!(
            "{}/transcripts/v2/subagent.child.{number}.messages.json",
            env!("CARGO_MANIFEST_DIR")
        );
        let expected = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let stored = serde_json::to_value(transcript.stored(child)).unwrap();
        assert_eq!(
            plain_numbers(&stored),
            plain_numbers(&expected),
            "child {number}"
        );
    }
}
