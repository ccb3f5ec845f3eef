//! The loop between a model and a scripted world.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake as TaskWake, Waker};
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use futures_util::stream::unfold;
use session_client::testing::{Call, Peer, Scripted};
use session_client::{Effects, MAX_BATCH, Secret, drive};
use session_model::input::{History, Link};
use session_model::session::{ConnectionState, Epoch};
use session_model::{
    Answer, CallError, CallErrorKind, Draft, Effect, Input, Project, SessionKey, StreamRequest,
    Timer, Timestamp, Wake,
};
use session_wire::call::{self, Started};

#[test]
fn calls_are_made_and_their_answers_given() {
    let mut rig = Rig::new();
    let requests = requests(1);
    let session = requests[0].session;
    let project = || "p1".into();
    rig.effects.perform([
        Effect::LoadProject { project: project() },
        Effect::StartSession {
            project: project(),
            session,
        },
        Effect::Interrupt { project: project() },
        Effect::LoadHistory {
            project: project(),
            session,
            cloud_session: "agent_1".into(),
            version: call::WorkerVersion::V2,
        },
    ]);
    rig.settle();
    assert_eq!(
        rig.script.backend.calls(),
        [
            Call::LoadProject(project()),
            Call::StartSession(project()),
            Call::Interrupt(project()),
            Call::LoadHistory("agent_1".into(), call::WorkerVersion::V2),
        ]
    );
    assert_eq!(rig.given(), Vec::<String>::new());

    rig.script
        .backend
        .histories
        .answer(Ok(History::V2(Vec::new())));
    rig.settle();
    assert_eq!(rig.given(), ["history Ok(V2([]))"]);
    rig.script.backend.projects.answer(Err(failure()));
    rig.settle();
    rig.script.backend.starts.answer(Ok(started()));
    rig.settle();
    rig.script.backend.interrupts.answer(Ok(()));
    rig.settle();
    assert_eq!(
        rig.given(),
        [
            "loaded Unavailable",
            "started agent_1",
            "interrupted Ok(())"
        ]
    );
}

#[test]
fn answers_and_cancels_are_given_to_the_backend() {
    let mut rig = Rig::new();
    let session = requests(1)[0].session;
    let answers = [
        Answer::Question(vec![vec!["MIT".to_owned()]]),
        Answer::Refuse { message: None },
    ];
    rig.effects
        .perform(answers.clone().map(|answer| Effect::Answer {
            project: "p1".into(),
            session,
            cloud_session: "agent_1".into(),
            request: "req_1".into(),
            answer,
        }));
    rig.effects.perform([Effect::CancelMessage {
        project: "p1".into(),
        session,
        cloud_session: "agent_1".into(),
        message: "msg_1".into(),
    }]);
    rig.settle();
    let [chosen, refused] =
        answers.map(|answer| Call::Answer("agent_1".into(), "req_1".into(), answer));
    let cancel = Call::CancelMessage("agent_1".into(), "msg_1".into());
    assert_eq!(rig.script.backend.calls(), [chosen, refused, cancel]);

    rig.script.backend.answers.answer(Ok(()));
    rig.settle();
    rig.script.backend.answers.answer(Err(failure()));
    rig.settle();
    rig.script.backend.cancels.answer(Ok(()));
    rig.settle();
    assert_eq!(
        rig.given(),
        [
            "answered req_1 Ok(())",
            "answered req_1 Err(Unavailable)",
            "cancelled msg_1 Ok(())"
        ]
    );
}

#[test]
fn messages_are_sent() {
    let mut rig = Rig::new();
    let (mut project, _) = live_project(1);
    let draft = Draft {
        text: "Hello".to_owned(),
        ..Draft::default()
    };
    let step = project.handle(Input::Send(draft.clone()), START);
    rig.effects.perform(step.effects);
    rig.script.backend.sends.answer(Ok(started()));
    rig.settle();
    assert_eq!(
        rig.script.backend.calls(),
        [Call::SendMessage("p1".into(), draft, false)]
    );
    assert_eq!(rig.given(), ["sent agent_1"]);
}

#[test]
fn a_stream_is_opened_with_a_ticket_and_told_to_its_end() {
    let mut rig = Rig::new();
    rig.effects
        .perform([Effect::OpenStream(requests(1).remove(0))]);
    rig.settle();
    let peer = rig.script.transport.peers().remove(0);
    assert_eq!(peer.url(), "scripted:agent_1?ticket=ticket");
    peer.send("a");
    peer.send("b");
    peer.close(1012, "restart");
    peer.send("late");
    rig.settle();
    assert_eq!(rig.given(), ["0/1 a", "0/1 b", "0/1 closed 1012 restart"]);
    assert!(peer.is_gone());
}

#[test]
fn without_a_ticket_nothing_is_opened() {
    let mut rig = Rig::new();
    rig.script.backend.tickets.answer(Err(failure()));
    rig.effects
        .perform([Effect::OpenStream(requests(1).remove(0))]);
    rig.settle();
    assert_eq!(rig.given(), ["0/1 no ticket Unavailable"]);
    assert!(rig.script.transport.peers().is_empty());
}

#[test]
fn an_opening_that_takes_too_long_is_given_up() {
    let mut rig = Rig::new();
    rig.script.transport.hold();
    rig.effects
        .perform([Effect::OpenStream(requests(1).remove(0))]);
    rig.settle();
    rig.script.timers.elapse(Duration::from_secs(20));
    rig.settle();
    assert_eq!(
        rig.given(),
        ["0/1 closed 1006 The connection could not be opened in 20 seconds."]
    );
    assert!(rig.script.transport.peers()[0].is_gone());
}

/// A moment like any other.
const START: Timestamp = Timestamp::from_millis(1);

/// How far a stream has come when it is closed or replaced.
#[derive(Clone, Copy, Debug)]
enum Moment {
    Ticket,
    Opening,
    Open,
    /// Frames came, but the interface still draws.
    Undelivered,
}

#[test]
fn a_closed_stream_says_nothing_more_at_any_moment() {
    for moment in [
        Moment::Ticket,
        Moment::Opening,
        Moment::Open,
        Moment::Undelivered,
    ] {
        let mut rig = Rig::new();
        let request = requests(1).remove(0);
        rig.reach(moment, request.clone());
        rig.effects.perform([Effect::CloseStream {
            session: request.session,
            epoch: request.epoch,
        }]);
        rig.release();
        assert_eq!(rig.given(), Vec::<String>::new(), "{moment:?}");
        assert!(
            rig.script.transport.peers().iter().all(Peer::is_gone),
            "{moment:?}"
        );
        let left = rig.script.transport.peers().iter().any(Peer::is_left);
        assert_eq!(
            left,
            matches!(moment, Moment::Open | Moment::Undelivered),
            "{moment:?}"
        );
    }
}

#[test]
fn a_newer_stream_replaces_the_old_at_any_moment() {
    for moment in [
        Moment::Ticket,
        Moment::Opening,
        Moment::Open,
        Moment::Undelivered,
    ] {
        let mut rig = Rig::new();
        let mut requests = requests(2);
        let (newer, older) = (requests.remove(1), requests.remove(0));
        rig.reach(moment, older.clone());
        rig.effects.perform([Effect::OpenStream(newer)]);
        rig.release();
        let peers = rig.script.transport.peers();
        let (newest, replaced) = peers.split_last().unwrap();
        assert!(replaced.iter().all(Peer::is_gone), "{moment:?}");
        newest.send("new");
        // Closing the old one once more does nothing to the new one.
        rig.effects.perform([Effect::CloseStream {
            session: older.session,
            epoch: older.epoch,
        }]);
        rig.settle();
        newest.send("newer");
        rig.settle();
        assert_eq!(rig.given(), ["0/2 new", "0/2 newer"], "{moment:?}");
    }
}

#[test]
fn what_happens_alone_comes_at_once_and_what_happens_meanwhile_comes_together() {
    let mut rig = Rig::new();
    rig.script.timers.hold_drawing();
    rig.effects
        .perform([Effect::OpenStream(requests(1).remove(0))]);
    rig.settle();
    let peer = rig.script.transport.peers().remove(0);
    peer.send("first");
    rig.settle();
    assert_eq!(rig.sizes(), [1]);
    for _ in 0..100 {
        peer.send("more");
        rig.settle();
    }
    assert_eq!(rig.sizes(), [1]);
    rig.script.timers.draw();
    rig.settle();
    assert_eq!(rig.sizes(), [1, 100]);
    rig.script.timers.draw();
    rig.settle();
    assert_eq!(rig.sizes(), [1, 100]);
}

#[test]
fn a_flood_comes_in_bounded_batches_in_order() {
    let mut rig = Rig::new();
    rig.effects
        .perform([Effect::OpenStream(requests(1).remove(0))]);
    rig.settle();
    let peer = rig.script.transport.peers().remove(0);
    for number in 0..=2 * MAX_BATCH {
        peer.send(number.to_string());
    }
    rig.settle();
    assert_eq!(rig.sizes(), [MAX_BATCH, MAX_BATCH, 1]);
    let expected: Vec<_> = (0..=2 * MAX_BATCH)
        .map(|number| format!("0/1 {number}"))
        .collect();
    assert_eq!(rig.given(), expected);
}

#[test]
fn a_burst_after_a_loss_lets_the_interface_draw_between_its_batches() {
    const BURST: usize = 50_000;
    let mut rig = Rig::new();
    rig.script.timers.hold_drawing();
    rig.effects
        .perform([Effect::OpenStream(requests(1).remove(0))]);
    rig.settle();
    let peer = rig.script.transport.peers().remove(0);
    for number in 0..BURST {
        peer.send(number.to_string());
    }
    for batches in 1..=BURST.div_ceil(MAX_BATCH) {
        rig.settle();
        // However often it is asked, nothing more comes before the last batch is drawn.
        rig.settle();
        let sizes = rig.sizes();
        assert_eq!(sizes.len(), batches);
        assert!(sizes.iter().all(|size| *size <= MAX_BATCH), "{sizes:?}");
        rig.script.timers.draw();
    }
    assert_eq!(rig.sizes().iter().sum::<usize>(), BURST);
    let last = format!("0/1 {}", BURST - 1);
    assert_eq!(
        show(rig.batches.borrow().last().unwrap().last().unwrap()),
        last
    );
}

#[test]
fn a_flood_holds_no_other_session_back() {
    let mut rig = Rig::new();
    let second = streams_of(2, 1).remove(0);
    assert_ne!(second.session, requests(1)[0].session);
    rig.effects
        .perform([requests(1).remove(0), second].map(Effect::OpenStream));
    rig.settle();
    let peers = rig.script.transport.peers();
    for _ in 0..2 * MAX_BATCH {
        peers[0].send("flood");
    }
    peers[1].send("drop");
    rig.settle();
    assert!(
        rig.batches.borrow()[0]
            .iter()
            .any(|input| show(input) == "1/1 drop")
    );
}

#[test]
fn timers_come_back_with_what_they_were_set_for() {
    let mut rig = Rig::new();
    let request = requests(1).remove(0);
    let (reconnect, liveness) = (
        Timer::Reconnect(request.session, request.epoch),
        Timer::Liveness(request.session, request.epoch),
    );
    rig.effects.perform([
        Effect::SetTimer {
            timer: liveness,
            after: Duration::from_secs(45),
        },
        Effect::SetTimer {
            timer: reconnect,
            after: Duration::from_secs(1),
        },
    ]);
    rig.settle();
    rig.script.timers.elapse(Duration::from_secs(1));
    rig.settle();
    assert_eq!(rig.given(), [format!("timer {reconnect:?}")]);
    rig.script.timers.elapse(Duration::from_secs(44));
    rig.settle();
    assert_eq!(rig.given(), [format!("timer {liveness:?}")]);
}

#[test]
fn the_world_coming_back_is_told() {
    let mut rig = Rig::new();
    rig.script.wake(Wake::Online);
    rig.script.wake(Wake::Visible);
    rig.settle();
    assert_eq!(rig.given(), ["wake Online", "wake Visible"]);
    assert_eq!(rig.sizes(), [2]);
}

#[test]
fn a_world_that_never_comes_back_again_is_no_end() {
    let script = Scripted::new();
    let mut world = script.world();
    world.wakes = Box::pin(unfold(true, async |is_first| {
        is_first.then_some((Wake::Online, false))
    }));
    let (driver, _effects) = drive(world);
    let given = Rc::new(RefCell::new(0));
    let counted = Rc::clone(&given);
    let mut run: LocalBoxFuture<'_, ()> =
        Box::pin(driver.run(move |inputs| *counted.borrow_mut() += inputs.len()));
    assert!(!settle(&mut run));
    assert!(!settle(&mut run));
    assert_eq!(*given.borrow(), 1);
}

#[test]
fn dropping_the_driver_stops_everything() {
    let mut rig = Rig::new();
    let request = requests(1).remove(0);
    rig.effects.perform([
        Effect::OpenStream(request.clone()),
        Effect::LoadProject {
            project: "p1".into(),
        },
        Effect::SetTimer {
            timer: Timer::Liveness(request.session, request.epoch),
            after: Duration::from_secs(45),
        },
    ]);
    rig.settle();
    let script = rig.script.clone();
    let effects = rig.effects.clone();
    assert_eq!(script.backend.projects.waiting(), 1);
    assert_eq!(script.timers.running(), [Duration::from_secs(45)]);
    drop(rig);
    assert_eq!(script.backend.projects.waiting(), 0);
    assert!(script.timers.running().is_empty());
    assert!(script.transport.peers()[0].is_gone());
    // Nobody is there to do it, and nothing happens.
    effects.perform([Effect::OpenStream(request)]);
    assert_eq!(script.transport.peers().len(), 1);
}

#[test]
fn the_driver_ends_when_nobody_can_ask_it_for_anything() {
    let script = Scripted::new();
    let (driver, effects) = drive(script.world());
    effects.perform([Effect::OpenStream(requests(1).remove(0))]);
    let mut run: LocalBoxFuture<'_, ()> = Box::pin(driver.run(|_| ()));
    assert!(!settle(&mut run));
    drop(effects);
    assert!(settle(&mut run));
    drop(run);
    assert!(script.transport.peers()[0].is_gone());
}

/// The model and the loop together: a lost connection is opened again after the last event.
#[test]
fn a_project_follows_its_session_through_a_loss() {
    let script = Scripted::new();
    let (driver, effects) = drive(script.world());
    let project = Rc::new(RefCell::new(Project::new("p1".into(), 7)));
    effects.perform(project.borrow_mut().handle(Input::Open, START).effects);
    let handled = Rc::clone(&project);
    let mut run: LocalBoxFuture<'_, ()> = Box::pin(driver.run(move |inputs| {
        for input in inputs {
            let step = handled.borrow_mut().handle(input, START);
            effects.perform(step.effects);
        }
    }));
    script.backend.projects.answer(Ok(loaded(1)));
    settle(&mut run);
    let first = script.transport.peers().remove(0);
    first.send(
        r#"{"eventId":42,"executionId":"e","sessionId":"agent_1","streamEventType":"started","timestamp":"2026-02-19T10:00:00.000Z","data":{}}"#,
    );
    settle(&mut run);
    let state = |project: &Project| {
        project
            .active()
            .unwrap()
            .connection()
            .unwrap()
            .state()
            .clone()
    };
    assert!(matches!(
        state(&project.borrow()),
        ConnectionState::Open { .. }
    ));
    first.close(1012, "restart");
    settle(&mut run);
    assert!(matches!(
        state(&project.borrow()),
        ConnectionState::Waiting { .. }
    ));
    script.timers.elapse(Duration::from_secs(2));
    settle(&mut run);
    assert_eq!(
        script.transport.peers()[1].url(),
        "scripted:agent_1?from=42&ticket=ticket"
    );
}

/// A driver in a scripted world, and what it gave.
struct Rig {
    script: Scripted,
    effects: Effects,
    batches: Rc<RefCell<Vec<Vec<Input>>>>,
    seen: usize,
    run: LocalBoxFuture<'static, ()>,
}

impl Rig {
    fn new() -> Self {
        let script = Scripted::new();
        let (driver, effects) = drive(script.world());
        let batches = Rc::new(RefCell::new(Vec::new()));
        let given = Rc::clone(&batches);
        let run = Box::pin(driver.run(move |inputs| given.borrow_mut().push(inputs)));
        Self {
            script,
            effects,
            batches,
            seen: 0,
            run,
        }
    }

    fn settle(&mut self) {
        assert!(!settle(&mut self.run), "the driver goes on");
    }

    /// What was given since the last time.
    fn given(&mut self) -> Vec<String> {
        let given: Vec<_> = self.batches.borrow().iter().flatten().map(show).collect();
        let new = given[self.seen..].to_vec();
        self.seen = given.len();
        new
    }

    fn sizes(&self) -> Vec<usize> {
        self.batches.borrow().iter().map(Vec::len).collect()
    }

    /// Opens a stream, and lets it come as far as a moment.
    fn reach(&mut self, moment: Moment, request: StreamRequest) {
        match moment {
            Moment::Ticket => self.script.backend.tickets.hold(),
            Moment::Opening => self.script.transport.hold(),
            Moment::Open => {}
            Moment::Undelivered => self.script.timers.hold_drawing(),
        }
        self.effects.perform([Effect::OpenStream(request)]);
        self.settle();
        if let Moment::Undelivered = moment {
            let peer = self.script.transport.peers().remove(0);
            peer.send("drawn");
            self.settle();
            assert_eq!(self.given(), ["0/1 drawn"]);
            peer.send("undelivered");
            self.settle();
        }
    }

    /// Lets everything happen that was held.
    fn release(&mut self) {
        self.settle();
        self.script
            .backend
            .tickets
            .always(|| Ok(Secret::new("ticket")));
        self.script.transport.release();
        for peer in self.script.transport.peers() {
            if peer.is_gone() {
                peer.send("too late");
            }
        }
        self.settle();
        self.script.timers.release_drawing();
        self.settle();
    }
}

/// Polls a future until nothing can happen to it any more; gives whether it is done.
fn settle(future: &mut LocalBoxFuture<'_, ()>) -> bool {
    struct Flag(AtomicBool);
    impl TaskWake for Flag {
        fn wake(self: Arc<Self>) {
            self.0.store(true, Ordering::Relaxed);
        }
    }
    let flag = Arc::new(Flag(AtomicBool::new(true)));
    let waker = Waker::from(Arc::clone(&flag));
    while flag.0.swap(false, Ordering::Relaxed) {
        if let Poll::Ready(()) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return true;
        }
    }
    false
}

/// Shows sessions by their place and epochs by their order of opening.
fn show(input: &Input) -> String {
    match input {
        Input::Link {
            session,
            epoch,
            link,
        } => {
            let (at, epochs) = names_of(*session);
            let epoch = epochs.iter().position(|other| other == epoch).unwrap() + 1;
            let news = match link {
                Link::Frame(text) => text.clone(),
                Link::NoTicket(error) => format!("no ticket {:?}", error.kind),
                Link::Closed { code, reason } => format!("closed {code} {reason}"),
            };
            format!("{at}/{epoch} {news}")
        }
        Input::Loaded(Err(error)) => format!("loaded {:?}", error.kind),
        Input::Started {
            result: Ok(started),
            ..
        } => {
            format!("started {}", started.cloud_agent_session_id)
        }
        Input::Sent {
            result: Ok(started),
            ..
        } => {
            format!("sent {}", started.cloud_agent_session_id)
        }
        Input::HistoryLoaded { result, .. } => format!("history {result:?}"),
        Input::Answered {
            request, result, ..
        } => format!("answered {request} {:?}", kind(result)),
        Input::MessageCancelled {
            message, result, ..
        } => format!("cancelled {message} {:?}", kind(result)),
        Input::InterruptDone(result) => format!("interrupted {result:?}"),
        Input::Timer(timer) => format!("timer {timer:?}"),
        Input::Wake(wake) => format!("wake {wake:?}"),
        other => format!("{other:?}"),
    }
}

/// Which of the test's sessions a key is, and its epochs in order.
fn names_of(session: SessionKey) -> (usize, Vec<Epoch>) {
    for sessions in 1..3 {
        let requests = streams_of(sessions, 2);
        if requests[0].session == session {
            let epochs = requests.iter().map(|request| request.epoch).collect();
            return (sessions - 1, epochs);
        }
    }
    panic!("{session:?} is of another test");
}

/// The first requests that a model makes for the stream of its first session.
fn requests(count: usize) -> Vec<StreamRequest> {
    streams_of(1, count)
}

/// The first requests for the stream of the last of so many sessions.
fn streams_of(sessions: usize, count: usize) -> Vec<StreamRequest> {
    let (mut project, effects) = live_project(sessions);
    let mut requests = vec![request_in(effects)];
    while requests.len() < count {
        let lost = &requests[requests.len() - 1];
        let (session, epoch) = (lost.session, lost.epoch);
        let link = Link::Closed {
            code: 1012,
            reason: String::new(),
        };
        project.handle(
            Input::Link {
                session,
                epoch,
                link,
            },
            START,
        );
        requests.push(request_in(
            project.handle(Input::Reconnect(session), START).effects,
        ));
    }
    requests
}

fn request_in(effects: Vec<Effect>) -> StreamRequest {
    let request = effects.into_iter().find_map(|effect| match effect {
        Effect::OpenStream(request) => Some(request),
        _ => None,
    });
    request.expect("a live session is connected")
}

/// A project with so many sessions, and what it asked for when it was loaded.
fn live_project(sessions: usize) -> (Project, Vec<Effect>) {
    let mut project = Project::new("p1".into(), 7);
    project.handle(Input::Open, START);
    let step = project.handle(Input::Loaded(Ok(Box::new(loaded(sessions)))), START);
    (project, step.effects)
}

/// A project whose last session is the current one.
fn loaded(sessions: usize) -> call::Project {
    let rows: Vec<_> = (1..=sessions)
        .map(|number| {
            serde_json::json!({
                "id": number.to_string(),
                "cloud_agent_session_id": format!("agent_{number}"),
                "worker_version": "v2",
                "created_at": "2026-02-19T10:00:00Z",
                "ended_at": (number < sessions).then_some("2026-02-19T11:00:00Z"),
                "reason": "initial",
                "initiated": true,
                "prepared": true,
            })
        })
        .collect();
    let session = format!("agent_{sessions}");
    serde_json::from_value(
        serde_json::json!({ "id": "p1", "session_id": session, "sessions": rows }),
    )
    .unwrap()
}

fn started() -> Started {
    Started {
        cloud_agent_session_id: "agent_1".into(),
        worker_version: None,
        message_id: None,
    }
}

fn kind(result: &Result<(), CallError>) -> Result<&(), CallErrorKind> {
    result.as_ref().map_err(|error| error.kind)
}

fn failure() -> CallError {
    CallError {
        kind: CallErrorKind::Unavailable,
        message: "Later.".to_owned(),
    }
}
