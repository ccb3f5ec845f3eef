//! Cut, replayed, repeated and shuffled streams end in the same transcript as undisturbed ones.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use session_model::{AnySession, Change, Effect, Input, Link, ThreadId};
use session_wire::call::WorkerVersion;
use tests::{Recording, frame};

use crate::peer::{Peer, SESSION};

/// Recordings that are small enough to be folded some hundred times.
const SMALL: [(WorkerVersion, &str); 9] = [
    (WorkerVersion::V1, "chat"),
    (WorkerVersion::V1, "tools"),
    (WorkerVersion::V1, "followup"),
    (WorkerVersion::V2, "reasoning"),
    (WorkerVersion::V2, "question"),
    (WorkerVersion::V2, "permission"),
    (WorkerVersion::V2, "subagent"),
    (WorkerVersion::V2, "error"),
    (WorkerVersion::V2, "abort"),
];

fn small() -> impl Strategy<Value = Recording> {
    select(&SMALL[..]).prop_map(|(version, name)| Recording::read(version, name))
}

fn folded<'a>(recording: &Recording, frames: impl IntoIterator<Item = &'a String>) -> Peer {
    let mut peer = Peer::live(&recording.version);
    peer.frames(frames);
    peer
}

/// What is drawn, by the key under which a view reads it.
fn drawn(peer: &Peer) -> BTreeMap<Change, String> {
    let session = peer.active();
    let key = session.key();
    let mut drawn = BTreeMap::new();
    macro_rules! draw {
        ($transcript:expr, $threads:expr, $around:expr) => {
            for thread in $threads {
                let turns: Vec<_> = $transcript.turns(thread).collect();
                drawn.insert(Change::Turns(key, thread), format!("{turns:?}"));
                for turn in turns {
                    let rows = &$transcript.turn(turn).unwrap().rows;
                    drawn.insert(Change::Turn(key, turn), format!("{rows:?}"));
                    for row in rows {
                        drawn.insert(
                            Change::Row(key, *row),
                            format!("{:?}{}", $transcript.row(*row), $around(*row)),
                        );
                    }
                }
            }
        };
    }
    let state = match session {
        AnySession::V1(session) => {
            draw!(session.transcript(), [ThreadId::ROOT], |_| "");
            String::new()
        }
        AnySession::V2(session) => {
            let transcript = session.transcript();
            let around = |row| {
                let permissions: Vec<_> = transcript.permissions_at(row).collect();
                let prompt = transcript.prompt_at(row);
                format!(
                    " {prompt:?} {permissions:?} {:?}",
                    transcript.queued_at(row)
                )
            };
            draw!(transcript, transcript.threads(), around);
            let root = transcript.root();
            format!(
                "{} {:?} {:?} {:?} {:?}",
                root.title(),
                root.status(),
                root.error(),
                root.todos(),
                transcript.prompts()
            )
        }
    };
    let connection = session.connection().map(session_model::Connection::is_open);
    drawn.insert(
        Change::Session(key),
        format!("{state} {connection:?} {}", session.is_streaming()),
    );
    drawn
}

/// What is shown to a person, whatever the rows are called.
fn shown(peer: &Peer) -> String {
    let mut shown = String::new();
    for (change, text) in drawn(peer) {
        if matches!(change, Change::Row(..)) {
            writeln!(shown, "{text}").unwrap();
        }
    }
    shown
}

fn assert_same(disturbed: &Peer, undisturbed: &Peer) {
    assert_eq!(disturbed.messages(0), undisturbed.messages(0));
    assert_eq!(shown(disturbed), shown(undisturbed));
}

/// The agent's session that an event belongs to; some events name it only inside.
fn agent_session(event: &Value) -> String {
    let properties = &event["properties"];
    let named = [
        &properties["sessionID"],
        &properties["part"]["sessionID"],
        &properties["info"]["sessionID"],
    ];
    named
        .iter()
        .find_map(|value| value.as_str())
        .unwrap_or_default()
        .to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn cut_anywhere_and_resumed_from_the_cursor(recording in small(), cut in any::<Index>()) {
        let frames = recording.frames(SESSION);
        let cut = cut.index(frames.len());
        let mut peer = folded(&recording, &frames[..cut]);
        let stream = peer.stream();
        peer.link(stream, Link::Closed { code: 1006, reason: String::new() });
        let timer = peer.effects.iter().rev().find_map(|effect| match effect {
            Effect::SetTimer { timer, .. } => Some(*timer),
            _ => None,
        });
        peer.input(Input::Timer(timer.unwrap()));
        let from = peer.effects.iter().rev().find_map(|effect| match effect {
            Effect::OpenStream(request) => Some(request.from),
            _ => None,
        });
        prop_assert_eq!(from.unwrap().map_or(0, |id| id.0), cut as u64);
        peer.frames(&frames[cut..]);
        assert_same(&peer, &folded(&recording, &frames));
    }

    #[test]
    fn repeated_frames_change_nothing(recording in small(), tail in any::<Index>(), seed in any::<u64>()) {
        let frames = recording.frames(SESSION);
        let mut peer = Peer::live(&recording.version);
        for (index, frame) in frames.iter().enumerate() {
            // A frame may come twice in a row, and an older one once more.
            let twice = (seed >> (index % 64)) & 1 == 1;
            let older = usize::try_from(seed).unwrap_or(0).wrapping_mul(index) % (index + 1);
            peer.frames([frame]);
            if twice {
                peer.frames([frame, &frames[older]]);
            }
        }
        peer.frames(&frames[tail.index(frames.len())..]);
        assert_same(&peer, &folded(&recording, &frames));
    }

    #[test]
    fn children_and_root_may_come_interleaved_in_any_way(seed in prop::collection::vec(any::<Index>(), 300)) {
        let recording = Recording::read(WorkerVersion::V2, "subagent");
        let mut queues: Vec<(String, Vec<Value>)> = Vec::new();
        for event in recording.events.iter().rev() {
            let session = agent_session(event);
            match queues.iter_mut().find(|(name, _)| *name == session) {
                Some((_, queue)) => queue.push(event.clone()),
                None => queues.push((session, vec![event.clone()])),
            }
        }
        // The root is known before its children, as their parent.
        let root = agent_session(&recording.events[0]);
        queues.sort_by_key(|(name, _)| *name != root);
        let mut shuffled = vec![queues[0].1.pop().unwrap()];
        let mut picks = seed.iter().cycle();
        while queues.iter().any(|(_, queue)| !queue.is_empty()) {
            let pick = picks.next().unwrap().index(queues.len());
            shuffled.extend(queues[pick].1.pop());
            queues.retain(|(_, queue)| !queue.is_empty());
        }
        let frames = |events: &[Value]| -> Vec<String> {
            events.iter().zip(1..).map(|(event, id)| frame(SESSION, id, "kilocode", event)).collect()
        };
        let threads = |peer: &Peer| -> Vec<Value> {
            let AnySession::V2(session) = peer.active() else { panic!("the session is V2") };
            let transcript = session.transcript();
            let mut stored: Vec<Value> =
                transcript.threads().map(|thread| serde_json::to_value(transcript.stored(thread)).unwrap()).collect();
            stored.sort_by_key(|messages| messages[0]["info"]["sessionID"].as_str().unwrap_or_default().to_owned());
            stored
        };
        let shuffled = folded(&recording, &frames(&shuffled));
        let in_order = folded(&recording, &frames(&recording.events));
        prop_assert_eq!(threads(&shuffled), threads(&in_order));
    }

    #[test]
    fn every_change_is_named_and_every_named_change_exists(recording in small(), cut in any::<Index>()) {
        let mut frames = recording.frames(SESSION);
        frames.insert(cut.index(frames.len()), frame(SESSION, 0, "status", &serde_json::json!({ "message": "Committing" })));
        let mut peer = Peer::live(&recording.version);
        let mut before = drawn(&peer);
        for frame in &frames {
            peer.frames([frame]);
            let after = drawn(&peer);
            for (key, value) in &after {
                let changed = before.get(key) != Some(value);
                prop_assert!(!changed || peer.changes.contains(key) || is_new_in_its_list(*key, &before), "{key:?} is not named: {frame}");
            }
            before = after;
        }
    }
}

/// A row or turn that was not there is drawn because its list changed.
fn is_new_in_its_list(key: Change, before: &BTreeMap<Change, String>) -> bool {
    !before.contains_key(&key)
}
