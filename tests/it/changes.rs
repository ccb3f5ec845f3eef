//! Whatever happens to a project: what looks different is named, what is named is there, what has
//! ended stays as it is, and nothing panics.

use std::time::Duration;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use session_model::{
    Answer, AnySession, CallError, CallErrorKind, Change, ConnectionState, Draft, Effect, History,
    Input, Life, Link, Project, Setting, Wake,
};
use session_wire::call::{Started, WorkerVersion};
use tests::frame;

use crate::peer::{Peer, SESSION, row};
use crate::picture::{Picture, differing, picture, picture_of};
use crate::streams::{any_stream, cases};

/// Checks what a step has named against what looks different after it.
fn check_named(before: &Project, peer: &Peer, of: &dyn std::fmt::Debug) {
    let (old, new) = (picture(before), picture(&peer.project));
    for key in differing(&old, &new) {
        // What comes or goes does so in a list, which is what its view reads.
        let is_listed = !old.contains_key(&key) || !new.contains_key(&key);
        assert!(
            is_listed || peer.changes.contains(&key),
            "{key:?} is not named: {of:?}\n{:?}\n{:?}",
            old.get(&key),
            new.get(&key)
        );
    }
    for (index, change) in peer.changes.iter().enumerate() {
        assert!(
            exists(before, *change) || exists(&peer.project, *change),
            "{change:?} is named and was never there: {of:?}"
        );
        assert!(
            !peer.changes[..index].contains(change),
            "{change:?} is named twice: {of:?}"
        );
    }
}

/// Whether what a change names is something.
fn exists(project: &Project, change: Change) -> bool {
    let key = match change {
        Change::Project | Change::Sessions => return true,
        Change::Session(key) | Change::Turns(key, _) => return project.session(key).is_some(),
        Change::Turn(key, _) | Change::Row(key, _) => key,
    };
    match (project.session(key), change) {
        (Some(AnySession::V1(session)), Change::Row(_, row)) => session.row(row).is_some(),
        (Some(AnySession::V2(session)), Change::Row(_, row)) => session.row(row).is_some(),
        (Some(AnySession::V1(session)), Change::Turn(_, turn)) => {
            session.transcript().turn(turn).is_some()
        }
        (Some(AnySession::V2(session)), Change::Turn(_, turn)) => {
            session.transcript().turn(turn).is_some()
        }
        _ => false,
    }
}

fn is_connected(session: &AnySession) -> bool {
    let connection = session.connection();
    connection.is_some_and(|connection| *connection.state() != ConnectionState::Closed)
}

/// Something that happens, by numbers that mean what is there at the time.
#[derive(Clone, Debug)]
enum Happening {
    Send(String),
    NewSession,
    CancelNewSession,
    Interrupt,
    Reconnect,
    Expand(Index),
    Set(String),
    WatchPreview,
    Deploy,
    TakeReturned,
    /// The person answers what is asked first.
    Answer,
    /// The person takes back a message that waits.
    CancelMessage,
    Reload,
    Wake(bool),
    /// The next events of the stream.
    Events(usize),
    /// A frame of the stream's own.
    Note(&'static str),
    Garbage(String),
    Close(u16),
    /// An effect that was asked for comes to its outcome, well or not.
    Outcome(Index, bool),
    Pass(u64),
}

fn happening() -> impl Strategy<Value = Happening> {
    const NOTES: [&str; 15] = [
        "started",
        "complete",
        "interrupted",
        "error",
        "heartbeat",
        "status",
        "wrapper_disconnected",
        "connected",
        "autocommit_started",
        "preparing",
        "cloud.status",
        "cloud.message.queued",
        "cloud.message.completed",
        "cloud.message.failed",
        "nobody.knows",
    ];
    prop_oneof![
        4 => "[a-c]{0,2}".prop_map(Happening::Send),
        1 => Just(Happening::NewSession),
        1 => Just(Happening::CancelNewSession),
        2 => Just(Happening::Interrupt),
        1 => Just(Happening::Reconnect),
        1 => any::<Index>().prop_map(Happening::Expand),
        1 => "[a-c]{0,2}".prop_map(Happening::Set),
        1 => Just(Happening::WatchPreview),
        1 => Just(Happening::Deploy),
        1 => Just(Happening::TakeReturned),
        1 => Just(Happening::Answer),
        1 => Just(Happening::CancelMessage),
        1 => Just(Happening::Reload),
        1 => any::<bool>().prop_map(Happening::Wake),
        16 => (1_usize..30).prop_map(Happening::Events),
        4 => select(&NOTES[..]).prop_map(Happening::Note),
        2 => any::<String>().prop_map(Happening::Garbage),
        2 => select(&[1000_u16, 1001, 1006, 1008, 4001][..]).prop_map(Happening::Close),
        12 => any::<(Index, bool)>().prop_map(|(which, well)| Happening::Outcome(which, well)),
        2 => (0_u64..100_000).prop_map(Happening::Pass),
    ]
}

fn failure(kind: CallErrorKind) -> CallError {
    CallError {
        kind,
        message: "no".to_owned(),
    }
}

/// What an effect comes to.
fn outcome(effect: Effect, well: bool, version: &WorkerVersion, next: usize) -> Option<Input> {
    let failed = || failure(CallErrorKind::Unavailable);
    let started = |id: String| Started {
        cloud_agent_session_id: id.as_str().into(),
        worker_version: Some(WorkerVersion::V2),
        message_id: None,
    };
    Some(match effect {
        Effect::LoadProject { .. } => {
            let mut rows = vec![row(SESSION, version, None)];
            if !well {
                rows.push(row("agent_orphan", &WorkerVersion::V2, None));
            }
            let project =
                json!({ "id": "p1", "title": "T", "session_id": SESSION, "sessions": rows });
            Input::Loaded(Ok(Box::new(serde_json::from_value(project).unwrap())))
        }
        Effect::StartSession { session, .. } => Input::Started {
            session,
            result: Err(failed()),
        },
        Effect::SendMessage { session, send, .. } => {
            // Some messages are answered in the session that is there, others in a new one.
            let id = if next.is_multiple_of(3) {
                format!("agent_{next}")
            } else {
                SESSION.to_owned()
            };
            let result = if well { Ok(started(id)) } else { Err(failed()) };
            Input::Sent {
                session,
                send,
                result,
            }
        }
        Effect::Interrupt { .. } => Input::InterruptDone(if well { Ok(()) } else { Err(failed()) }),
        Effect::LoadHistory {
            session, version, ..
        } => {
            let history = match version {
                WorkerVersion::V1 => History::V1(Vec::new()),
                _ => History::V2(Vec::new()),
            };
            let result = if well { Ok(history) } else { Err(failed()) };
            Input::HistoryLoaded { session, result }
        }
        Effect::OpenStream(request) => Input::Link {
            session: request.session,
            epoch: request.epoch,
            link: Link::NoTicket(if well {
                failed()
            } else {
                failure(CallErrorKind::NotAuthorized)
            }),
        },
        Effect::CloseStream { .. } => return None,
        Effect::GetPreview { poll, .. } => {
            let preview = serde_json::from_value(json!({ "status": "idle" })).unwrap();
            let result = if well { Ok(preview) } else { Err(failed()) };
            Input::PreviewAnswered { poll, result }
        }
        Effect::TriggerBuild { .. } => Input::BuildTriggered(Ok(())),
        Effect::Deploy { .. } => Input::Deployed(Err(failed())),
        Effect::SetTimer { timer, .. } => Input::Timer(timer),
        Effect::Answer {
            session, request, ..
        } => Input::Answered {
            session,
            request,
            result: if well { Ok(()) } else { Err(failed()) },
        },
        Effect::CancelMessage {
            session, message, ..
        } => Input::MessageCancelled {
            session,
            message,
            result: if well { Ok(()) } else { Err(failed()) },
        },
    })
}

/// A project, the events that its session will send, and the effects that have no outcome yet.
struct World {
    peer: Peer,
    version: WorkerVersion,
    events: std::vec::IntoIter<Value>,
    sent: u64,
    open: Vec<Effect>,
    count: usize,
}

impl World {
    fn new(version: WorkerVersion, events: Vec<Value>) -> Self {
        Self {
            peer: Peer::live(&version),
            version,
            events: events.into_iter(),
            sent: 0,
            open: Vec::new(),
            count: 0,
        }
    }

    fn inputs(&mut self, happening: Happening) -> Vec<Input> {
        self.count += 1;
        let link = |peer: &Peer, link: Link| {
            let (session, epoch) = peer.stream();
            Input::Link {
                session,
                epoch,
                link,
            }
        };
        let one = match happening {
            Happening::Send(text) => Input::Send(Draft {
                text,
                ..Draft::default()
            }),
            Happening::NewSession => Input::NewSession,
            Happening::CancelNewSession => Input::CancelNewSession,
            Happening::Interrupt => Input::Interrupt,
            Happening::Reconnect => match self.peer.project.active() {
                Some(session) => Input::Reconnect(session.key()),
                None => return Vec::new(),
            },
            Happening::Expand(which) => {
                let sessions = self.peer.project.sessions();
                Input::Expand(sessions[which.index(sessions.len())].key())
            }
            Happening::Set(name) => Input::Set(Setting::Model(name)),
            Happening::WatchPreview => Input::WatchPreview,
            Happening::Deploy => Input::Deploy,
            Happening::TakeReturned => Input::TakeReturned,
            Happening::Answer => {
                let session = self.peer.project.active();
                let prompt = session.and_then(|session| session.prompts().first());
                let (Some(session), Some(prompt)) = (session, prompt) else {
                    return Vec::new();
                };
                Input::Answer {
                    session: session.key(),
                    request: prompt.ask.id().clone(),
                    answer: Answer::AllowOnce,
                }
            }
            Happening::CancelMessage => match self.peer.project.active() {
                Some(session) => Input::CancelMessage {
                    session: session.key(),
                    message: "msg_queued".into(),
                },
                None => return Vec::new(),
            },
            Happening::Reload => Input::Reload,
            Happening::Wake(is_online) => Input::Wake(if is_online {
                Wake::Online
            } else {
                Wake::Visible
            }),
            Happening::Events(count) => {
                let events: Vec<Value> = self.events.by_ref().take(count).collect();
                return events
                    .iter()
                    .map(|event| {
                        self.sent += 1;
                        link(
                            &self.peer,
                            Link::Frame(frame(SESSION, self.sent, "kilocode", event)),
                        )
                    })
                    .collect();
            }
            Happening::Note(kind) => {
                self.sent += 1;
                let data = json!({ "message": "m", "fatal": self.count.is_multiple_of(2), "messageId": "msg_queued", "content": "a" });
                link(
                    &self.peer,
                    Link::Frame(frame(SESSION, self.sent, kind, &data)),
                )
            }
            Happening::Garbage(text) => link(&self.peer, Link::Frame(text)),
            Happening::Close(code) => link(
                &self.peer,
                Link::Closed {
                    code,
                    reason: String::new(),
                },
            ),
            Happening::Outcome(which, well) => {
                if self.open.is_empty() {
                    return Vec::new();
                }
                let effect = self.open.remove(which.index(self.open.len()));
                return outcome(effect, well, &self.version, self.count)
                    .into_iter()
                    .collect();
            }
            Happening::Pass(millis) => {
                self.peer.now = self.peer.now + Duration::from_millis(millis);
                return Vec::new();
            }
        };
        vec![one]
    }

    fn take(&mut self, input: Input) {
        let known = self.peer.effects.len();
        self.peer.input(input);
        let new = self.peer.effects[known..].iter().cloned();
        self.open.extend(new);
    }
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn every_change_is_named_and_every_named_change_exists(
        stream in any_stream(),
        happenings in prop::collection::vec(happening(), 0..60),
    ) {
        let mut world = World::new(stream.version, stream.events);
        for happening in happenings {
            for input in world.inputs(happening) {
                let before = world.peer.project.clone();
                let told = format!("{input:?}");
                world.take(input);
                check_named(&before, &world.peer, &told);
                let sessions = world.peer.project.sessions().iter();
                let connected = sessions.filter(|session| is_connected(session)).count();
                prop_assert!(connected <= 1, "{} sessions are connected after {}", connected, told);
            }
        }
    }

    #[test]
    fn a_token_is_named_as_one_row(stream in any_stream()) {
        let mut peer = Peer::live(&stream.version);
        for (event, frame) in stream.events.iter().zip(stream.frames()) {
            let before = picture(&peer.project);
            peer.frames([&frame]);
            let after = picture(&peer.project);
            let is_growth = event["type"] == "message.part.delta";
            if is_growth && differing(&before, &after).iter().all(|change| matches!(change, Change::Row(..))) {
                prop_assert!(peer.changes.len() <= 1, "{:?} for {}", peer.changes, event);
            }
        }
    }

    #[test]
    fn an_ended_session_never_changes(
        stream in any_stream(),
        happenings in prop::collection::vec(happening(), 0..60),
    ) {
        let mut world = World::new(stream.version.clone(), stream.events.clone());
        let frames = stream.frames();
        let (half, rest) = frames.split_at(frames.len() / 2);
        let stream = world.peer.stream();
        world.peer.frames(half);
        let ended = world.peer.active().key();
        world.peer.send("Go on elsewhere");
        let sent = world.peer.effects.iter().find_map(|effect| match effect {
            Effect::SendMessage { session, send, .. } => Some((*session, *send)),
            _ => None,
        });
        let (session, send) = sent.unwrap();
        let started = Started { cloud_agent_session_id: "agent_2".into(), worker_version: Some(WorkerVersion::V2), message_id: None };
        world.peer.input(Input::Sent { session, send, result: Ok(started) });
        let life = |peer: &Peer| matches!(peer.project.session(ended).map(AnySession::life), Some(Life::Ended(_)));
        prop_assert!(life(&world.peer));
        let before = picture_of(world.peer.project.session(ended).unwrap());
        for frame in rest {
            world.peer.link(stream, Link::Frame(frame.clone()));
            prop_assert!(world.peer.changes.is_empty());
        }
        for happening in happenings {
            for input in world.inputs(happening) {
                world.take(input);
            }
        }
        prop_assert!(life(&world.peer));
        let rows = |picture: Picture| -> Picture {
            picture.into_iter().filter(|(key, _)| !matches!(key, Change::Session(_))).collect()
        };
        prop_assert_eq!(rows(before), rows(picture_of(world.peer.project.session(ended).unwrap())));
    }
}

/// A real event with something of it replaced, or taken out.
fn broken(stream: &[Value], at: Index, path: &[Index], leaf: Value) -> Value {
    let mut event = stream[at.index(stream.len())].clone();
    let mut pointer = String::new();
    for step in path {
        let name = match event.pointer(&pointer) {
            Some(Value::Object(fields)) if !fields.is_empty() => {
                fields.keys().nth(step.index(fields.len())).cloned()
            }
            Some(Value::Array(items)) if !items.is_empty() => {
                Some(step.index(items.len()).to_string())
            }
            _ => None,
        };
        pointer.extend(name.map(|name| format!("/{name}")));
    }
    // A name with a `/` or `~` in it leads nowhere.
    if let Some(place) = event.pointer_mut(&pointer) {
        *place = leaf;
    }
    event
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({ "id": {} })),
    ]
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_frame_panics(
        stream in any_stream(),
        breaks in prop::collection::vec((any::<Index>(), prop::collection::vec(any::<Index>(), 1..6), leaf(), any::<u64>()), 1..40),
        bytes in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 0..8),
    ) {
        let mut peer = folded_half(&stream.version, &stream.frames());
        for (at, path, leaf, id) in breaks {
            let event = broken(&stream.events, at, &path, leaf);
            peer.frames([&frame(SESSION, id, "kilocode", &event)]);
            let envelope = serde_json::from_str::<Value>(&frame(SESSION, id, "kilocode", &event)).unwrap();
            let twice = broken(&[envelope], at, &path, json!("x"));
            peer.frames([&twice.to_string()]);
        }
        for bytes in bytes {
            peer.frames([&String::from_utf8_lossy(&bytes).into_owned()]);
        }
        // Whatever came, what stands can be drawn.
        let _drawn = picture(&peer.project);
    }

    #[test]
    fn what_cannot_be_read_takes_nothing_away(stream in any_stream(), garbage in prop::collection::vec(any::<(Index, String)>(), 0..8)) {
        let frames = stream.frames();
        let mut peer = Peer::live(&stream.version);
        for (index, frame) in frames.iter().enumerate() {
            for (_, text) in garbage.iter().filter(|(at, _)| at.index(frames.len()) == index) {
                peer.frames([text]);
            }
            peer.frames([frame]);
        }
        let mut undisturbed = Peer::live(&stream.version);
        undisturbed.frames(&frames);
        prop_assert_eq!(peer.messages(0), undisturbed.messages(0));
    }
}

fn folded_half(version: &WorkerVersion, frames: &[String]) -> Peer {
    let mut peer = Peer::live(version);
    peer.frames(&frames[..frames.len() / 2]);
    peer
}
