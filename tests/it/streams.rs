//! Cut, replayed, repeated and shuffled streams end in the same transcript as undisturbed ones.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;
use session_model::{AnySession, Effect, Input, Link};
use session_wire::call::WorkerVersion;
use tests::generate::{self, Stream};
use tests::{Recording, frame};

use crate::peer::{Peer, SESSION};
use crate::picture::shown;

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

/// The events of a session of a generation.
#[derive(Clone, Debug)]
pub(crate) struct Events {
    pub(crate) version: WorkerVersion,
    pub(crate) events: Vec<Value>,
}

impl Events {
    fn new(version: WorkerVersion, events: Vec<Value>) -> Self {
        Self { version, events }
    }

    pub(crate) fn frames(&self) -> Vec<String> {
        let events = self.events.iter().zip(1..);
        events
            .map(|(event, id)| frame(SESSION, id, "kilocode", event))
            .collect()
    }
}

/// How often a property is tried: `PROPTEST_CASES` times where that is set.
pub(crate) fn cases(usual: u32) -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = usual;
    }
    config
}

/// Captured and generated streams.
pub(crate) fn any_stream() -> impl Strategy<Value = Events> {
    prop_oneof![
        1 => select(&SMALL[..]).prop_map(|(version, name)| {
            let recording = Recording::read(version, name);
            Events::new(recording.version, recording.events)
        }),
        2 => rolls().prop_map(|rolls| Events::new(WorkerVersion::V1, generate::v1(&rolls))),
        3 => rolls().prop_map(|rolls| Events::new(WorkerVersion::V2, generate::v2(&rolls).events)),
    ]
}

/// Dice for a stream of up to some hundred events.
fn rolls() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(any::<u16>(), 0..400)
}

fn generated() -> impl Strategy<Value = Stream> {
    rolls().prop_map(|rolls| generate::v2(&rolls))
}

fn folded<'a>(version: &WorkerVersion, frames: impl IntoIterator<Item = &'a String>) -> Peer {
    let mut peer = Peer::live(version);
    peer.frames(frames);
    peer
}

fn folded_v2(events: &[Value]) -> Peer {
    folded(
        &WorkerVersion::V2,
        &Events::new(WorkerVersion::V2, events.to_vec()).frames(),
    )
}

fn assert_same(disturbed: &Peer, undisturbed: &Peer) {
    assert_eq!(disturbed.messages(0), undisturbed.messages(0));
    assert_eq!(shown(disturbed.active()), shown(undisturbed.active()));
}

/// The messages and rows of each of the agent's sessions, and what else it tells of them.
fn by_session(peer: &Peer) -> Vec<String> {
    let AnySession::V2(session) = peer.active() else {
        panic!("the session is V2")
    };
    let transcript = session.transcript();
    let mut sessions: Vec<String> = transcript
        .threads()
        .map(|id| {
            let thread = transcript.thread(id).unwrap();
            let rows = crate::drawn::v2_thread(session, id);
            let messages = serde_json::to_value(transcript.stored(id)).unwrap();
            let state = (
                thread.session(),
                thread.title(),
                thread.status(),
                thread.todos(),
            );
            format!("{state:?} {rows:#?} {messages:#}")
        })
        .collect();
    let prompts = transcript.prompts().iter();
    sessions.extend(prompts.map(|prompt| prompt.ask.id().to_string()));
    sessions.sort();
    sessions
}

/// The agent's session that an event belongs to; some events name it only inside.
fn agent_session(event: &Value) -> String {
    let properties = &event["properties"];
    let named = [
        &properties["sessionID"],
        &properties["part"]["sessionID"],
        &properties["info"]["sessionID"],
    ];
    let named = named.iter().find_map(|value| value.as_str());
    named.unwrap_or_default().to_owned()
}

/// The events of the sessions, each in its own order, in turns that the picks tell.
fn interleaved(events: &[Value], picks: &[Index]) -> Vec<Value> {
    let mut queues: Vec<(String, Vec<Value>)> = Vec::new();
    for event in events.iter().rev() {
        let session = agent_session(event);
        match queues.iter_mut().find(|(name, _)| *name == session) {
            Some((_, queue)) => queue.push(event.clone()),
            None => queues.push((session, vec![event.clone()])),
        }
    }
    // The root is known before its children, as their parent.
    let root = agent_session(&events[0]);
    queues.sort_by_key(|(name, _)| *name != root);
    let mut mixed = vec![queues[0].1.pop().unwrap()];
    let mut picks = picks.iter().cycle();
    while queues.iter().any(|(_, queue)| !queue.is_empty()) {
        queues.retain(|(_, queue)| !queue.is_empty());
        let pick = picks.next().unwrap().index(queues.len());
        mixed.extend(queues[pick].1.pop());
    }
    mixed
}

/// The message and the part that an event is about.
fn subject(event: &Value) -> [&Value; 2] {
    let properties = &event["properties"];
    match event["type"].as_str() {
        Some("message.updated") => [&properties["info"]["id"], &Value::Null],
        Some("message.part.updated") => {
            let part = &properties["part"];
            [&part["messageID"], &part["id"]]
        }
        _ => [&properties["messageID"], &properties["partID"]],
    }
}

/// Whether an event must not come before an earlier one that announces a message or a part.
fn must_follow(announcement: &Value, event: &Value) -> bool {
    let ([message, part], [its_message, its_part]) = (subject(announcement), subject(event));
    let of_same = message == its_message && (part == its_part || its_part.is_null());
    match event["type"].as_str().unwrap() {
        "message.part.delta" => false,
        "message.part.updated" | "message.part.removed" => !part.is_null() && of_same,
        "message.updated" => part.is_null() && of_same,
        "message.removed" => message == its_message,
        kind => kind == "session.updated",
    }
}

/// The same events, but messages come after their parts and parts after their deltas.
fn announced_late(events: &[Value], picks: &[(Index, Index)]) -> Vec<Value> {
    let mut events = events.to_vec();
    for (pick, wait) in picks {
        let at = pick.index(events.len());
        let kind = events[at]["type"].as_str().unwrap();
        let announces = matches!(kind, "message.updated" | "message.part.updated");
        let is_first = |event: &Value| {
            event["type"] != events[at]["type"] || subject(event) != subject(&events[at])
        };
        if !announces || !events[..at].iter().all(is_first) {
            continue;
        }
        let later = events[at + 1..].iter();
        let room = later
            .take_while(|event| !must_follow(&events[at], event))
            .count();
        let event = events.remove(at);
        events.insert(at + wait.index(room + 1), event);
    }
    events
}

/// The connection is lost and opened again; gives the event from which the stream goes on.
fn reconnect(peer: &mut Peer) -> u64 {
    let stream = peer.stream();
    let reason = String::new();
    peer.link(stream, Link::Closed { code: 1006, reason });
    let timer = peer.effects.iter().rev().find_map(|effect| match effect {
        Effect::SetTimer { timer, .. } => Some(*timer),
        _ => None,
    });
    peer.input(Input::Timer(timer.unwrap()));
    let from = peer.effects.iter().rev().find_map(|effect| match effect {
        Effect::OpenStream(request) => Some(request.from),
        _ => None,
    });
    from.unwrap().map_or(0, |id| id.0)
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn a_generated_stream_folds_to_what_its_agent_has_stored(stream in generated()) {
        let peer = folded_v2(&stream.events);
        let AnySession::V2(session) = peer.active() else { panic!("the session is V2") };
        prop_assert_eq!(session.dropped().unwrap().count, 0);
        let transcript = session.transcript();
        for (id, stored) in &stream.stored {
            let thread = transcript.thread_of(&id.as_str().into()).unwrap();
            let ours = serde_json::to_value(transcript.stored(thread)).unwrap();
            prop_assert_eq!(&ours, &Value::from(stored.clone()), "{}", id);
        }
    }

    #[test]
    fn cut_anywhere_and_resumed_from_the_cursor(stream in any_stream(), cuts in prop::collection::vec(any::<Index>(), 1..4)) {
        let frames = stream.frames();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(frames.len())).collect();
        cuts.sort_unstable();
        let mut peer = Peer::live(&stream.version);
        let mut from = 0;
        for cut in cuts {
            peer.frames(&frames[from..cut]);
            from = usize::try_from(reconnect(&mut peer)).unwrap();
            prop_assert_eq!(from, cut);
        }
        peer.frames(&frames[from..]);
        assert_same(&peer, &folded(&stream.version, &frames));
    }

    #[test]
    fn what_comes_again_from_the_beginning_changes_nothing(stream in any_stream(), cut in any::<Index>()) {
        let frames = stream.frames();
        let cut = cut.index(frames.len());
        let mut peer = folded(&stream.version, &frames[..cut]);
        reconnect(&mut peer);
        peer.frames(&frames);
        assert_same(&peer, &folded(&stream.version, &frames));
    }

    #[test]
    fn repeated_frames_change_nothing(stream in any_stream(), tail in any::<Index>(), repeats in prop::collection::vec(any::<(bool, Index)>(), 16)) {
        let frames = stream.frames();
        let mut peer = Peer::live(&stream.version);
        for (index, (frame, (twice, older))) in frames.iter().zip(repeats.iter().cycle()).enumerate() {
            // A frame may come twice in a row, and an older one once more.
            peer.frames([frame]);
            if *twice {
                peer.frames([frame, &frames[older.index(index + 1)]]);
            }
        }
        peer.frames(&frames[tail.index(frames.len())..]);
        assert_same(&peer, &folded(&stream.version, &frames));
    }

    #[test]
    fn children_and_root_may_come_interleaved_in_any_way(stream in generated(), picks in prop::collection::vec(any::<Index>(), 64)) {
        let mixed = interleaved(&stream.events, &picks);
        prop_assert_eq!(by_session(&folded_v2(&mixed)), by_session(&folded_v2(&stream.events)));
    }

    #[test]
    fn captured_children_may_come_interleaved_in_any_way(picks in prop::collection::vec(any::<Index>(), 300)) {
        let events = Recording::read(WorkerVersion::V2, "subagent").events;
        let mixed = interleaved(&events, &picks);
        prop_assert_eq!(by_session(&folded_v2(&mixed)), by_session(&folded_v2(&events)));
    }

    #[test]
    fn captured_parts_may_come_before_their_messages((_, name) in select(&SMALL[3..]), picks in prop::collection::vec(any::<(Index, Index)>(), 0..24)) {
        let events = Recording::read(WorkerVersion::V2, name).events;
        let late = announced_late(&events, &picks);
        prop_assert_eq!(by_session(&folded_v2(&late)), by_session(&folded_v2(&events)));
    }

    #[test]
    fn parts_may_come_before_messages_and_deltas_before_parts(stream in generated(), picks in prop::collection::vec(any::<(Index, Index)>(), 0..24)) {
        let late = announced_late(&stream.events, &picks);
        prop_assert_eq!(by_session(&folded_v2(&late)), by_session(&folded_v2(&stream.events)));
    }
}

/// Captured streams, cut before each of their events in turn.
#[test]
fn captured_streams_may_be_cut_at_every_event() {
    for (version, name) in &SMALL {
        let recording = Recording::read(version.clone(), name);
        if recording.events.len() > 250 {
            continue;
        }
        let frames = recording.frames(SESSION);
        let whole = folded(version, &frames);
        let mut until = Peer::live(version);
        for cut in 0..frames.len() {
            let mut peer = until.clone();
            assert_eq!(usize::try_from(reconnect(&mut peer)).unwrap(), cut);
            peer.frames(&frames[cut..]);
            assert_same(&peer, &whole);
            until.frames([&frames[cut]]);
        }
    }
}
