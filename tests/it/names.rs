//! Rows are called the same in every copy of a session.

use std::collections::HashSet;

use session_model::{AnySession, ThreadId};
use session_wire::call::WorkerVersion;
use tests::Recording;

use crate::peer::{Peer, SESSION};

/// The names of everything that is drawn in a session of either generation, from top to bottom.
macro_rules! names_in {
    ($session:expr) => {{
        let transcript = $session.transcript();
        let turns = transcript.turns(ThreadId::ROOT);
        let rows = turns.flat_map(|turn| transcript.turn(turn).unwrap().rows.clone());
        rows.flat_map(|row| [&[row], transcript.members(row)].concat())
            .map(|row| transcript.name(row))
            .collect()
    }};
}

fn names(peer: &Peer) -> Vec<Option<String>> {
    match peer.active() {
        AnySession::V1(session) => names_in!(session),
        AnySession::V2(session) => names_in!(session),
    }
}

fn check(version: &WorkerVersion) {
    for recording in tests::names(version) {
        let frames = Recording::read(version.clone(), &recording).frames(SESSION);
        let mut first = Peer::live(version);
        first.frames(&frames);
        // What the person has sent and what has come to nothing takes numbers.
        let mut second = Peer::live(version);
        second.send("Something else");
        second.frames(&frames);
        second.frames(&frames);
        let expected = names(&first);
        let found = names(&second);
        let lost: Vec<_> = expected
            .iter()
            .filter(|name| !found.contains(name))
            .collect();
        assert!(lost.is_empty(), "{recording}: {lost:?} of {found:?}");
        let known: Vec<_> = expected.iter().flatten().collect();
        let different: HashSet<_> = known.iter().collect();
        assert_eq!(different.len(), known.len(), "{recording}: {known:?}");
        // A note behind a message is the only thing that the agent gives no name.
        let unnamed = expected.len() - known.len();
        assert!(unnamed <= 1, "{recording}: {expected:?}");
    }
}

#[test]
fn in_the_first_generation() {
    check(&WorkerVersion::V1);
}

#[test]
fn in_the_second_generation() {
    check(&WorkerVersion::V2);
}
