//! A driver in a scripted world, polled by hand.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake as TaskWake, Waker};

use futures_util::future::LocalBoxFuture;
use session_client::testing::{Peer, Scripted};
use session_client::{Batch, Effects, Secret, World, drive};
use session_model::input::Link;
use session_model::session::Epoch;
use session_model::{
    CallError, CallErrorKind, Effect, Input, Project, SessionKey, StreamRequest, Timestamp,
};
use session_wire::call::{self, Started};

/// A moment like any other.
pub(super) const START: Timestamp = Timestamp::from_millis(1);

/// How far a stream has come when it is closed or replaced.
#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    Ticket,
    Opening,
    Open,
    /// Frames came, but the interface still draws.
    Undelivered,
}

impl Moment {
    pub(super) const ALL: [Self; 4] = [Self::Ticket, Self::Opening, Self::Open, Self::Undelivered];
}

/// A driver in a scripted world, and what it gave.
pub(super) struct Rig {
    pub(super) script: Scripted,
    pub(super) effects: Effects,
    pub(super) batches: Rc<RefCell<Vec<Batch>>>,
    pub(super) seen: usize,
    pub(super) run: LocalBoxFuture<'static, ()>,
}

impl Rig {
    pub(super) fn new() -> Self {
        let script = Scripted::new();
        let world = script.world();
        Self::of(script, world)
    }

    /// A driver in a world that is scripted but for what a test has put into it.
    pub(super) fn of(script: Scripted, world: World) -> Self {
        let (driver, effects) = drive(world);
        let batches = Rc::new(RefCell::new(Vec::new()));
        let given = Rc::clone(&batches);
        let run = Box::pin(driver.run(move |batch| given.borrow_mut().push(batch)));
        Self {
            script,
            effects,
            batches,
            seen: 0,
            run,
        }
    }

    pub(super) fn settle(&mut self) {
        assert!(!settle(&mut self.run), "the driver goes on");
    }

    /// Settles once more, and tells from then on how often the driver is woken.
    pub(super) fn watch(&mut self) -> Arc<Wakes> {
        self.settle();
        let count = Arc::new(Wakes(AtomicUsize::new(0)));
        let waker = Waker::from(Arc::clone(&count));
        let polled = self.run.as_mut().poll(&mut Context::from_waker(&waker));
        assert!(polled.is_pending(), "the driver goes on");
        count
    }

    /// What was given since the last time.
    pub(super) fn given(&mut self) -> Vec<String> {
        let given: Vec<_> = self.inputs().iter().map(show).collect();
        let new = given[self.seen..].to_vec();
        self.seen = given.len();
        new
    }

    /// Everything that was given.
    pub(super) fn inputs(&self) -> Vec<Input> {
        let batches = self.batches.borrow();
        batches
            .iter()
            .flat_map(|batch| batch.inputs.clone())
            .collect()
    }

    pub(super) fn sizes(&self) -> Vec<usize> {
        let batches = self.batches.borrow();
        batches.iter().map(|batch| batch.inputs.len()).collect()
    }

    /// Opens the first stream; gives its other end.
    pub(super) fn open(&mut self) -> Peer {
        self.effects
            .perform([Effect::OpenStream(requests(1).remove(0))]);
        self.settle();
        self.script.transport.peers().remove(0)
    }

    /// Opens a stream, and lets it come as far as a moment.
    pub(super) fn reach(&mut self, moment: Moment, request: StreamRequest) {
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
    pub(super) fn release(&mut self) {
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
pub(super) fn settle(future: &mut LocalBoxFuture<'_, ()>) -> bool {
    let count = Arc::new(Wakes(AtomicUsize::new(1)));
    let waker = Waker::from(Arc::clone(&count));
    while count.take() > 0 {
        if let Poll::Ready(()) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return true;
        }
    }
    false
}

/// How often somebody was woken.
pub(super) struct Wakes(AtomicUsize);

impl Wakes {
    /// How often since the last time.
    pub(super) fn take(&self) -> usize {
        self.0.swap(0, Ordering::Relaxed)
    }
}

impl TaskWake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

/// Shows sessions by their place and epochs by their order of opening.
pub(super) fn show(input: &Input) -> String {
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
                Link::LeftOut(frame) => format!("left out {} bytes", frame.bytes),
                Link::NoTicket(error) => format!("no ticket {:?}", error.kind),
                Link::Closed { code, reason } => format!("closed {code} {reason}"),
                Link::Behind => "behind".to_owned(),
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
pub(super) fn names_of(session: SessionKey) -> (usize, Vec<Epoch>) {
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
pub(super) fn requests(count: usize) -> Vec<StreamRequest> {
    streams_of(1, count)
}

/// The first requests for the stream of the last of so many sessions.
pub(super) fn streams_of(sessions: usize, count: usize) -> Vec<StreamRequest> {
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

pub(super) fn request_in(effects: Vec<Effect>) -> StreamRequest {
    let request = effects.into_iter().find_map(|effect| match effect {
        Effect::OpenStream(request) => Some(request),
        _ => None,
    });
    request.expect("a live session is connected")
}

/// A project with so many sessions, and what it asked for when it was loaded.
pub(super) fn live_project(sessions: usize) -> (Project, Vec<Effect>) {
    let mut project = Project::new("p1".into(), 7);
    project.handle(Input::Open, START);
    let step = project.handle(Input::Loaded(Ok(Box::new(loaded(sessions)))), START);
    (project, step.effects)
}

/// A project whose last session is the current one.
pub(super) fn loaded(sessions: usize) -> call::Project {
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

pub(super) fn started() -> Started {
    Started {
        cloud_agent_session_id: "agent_1".into(),
        worker_version: None,
        message_id: None,
    }
}

pub(super) fn kind(result: &Result<(), CallError>) -> Result<&(), CallErrorKind> {
    result.as_ref().map_err(|error| error.kind)
}

pub(super) fn failure() -> CallError {
    CallError {
        kind: CallErrorKind::Unavailable,
        message: "Later.".to_owned(),
    }
}
