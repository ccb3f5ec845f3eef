//! A project that a driver follows in a scripted world, from one step to the next.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use futures_util::future::LocalBoxFuture;
use serde_json::{Value, json};
use session_client::testing::{Peer, Scripted};
use session_client::{Backend, Effects, PlatformTimers, Secret, Timers, Transport, drive};
use session_model::{Change, Effect, Input, Project, Timestamp, Wake};
use session_wire::call::Started;

use super::rig::{START, loaded, settle};

/// What happens next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// The project is there.
    Loaded,
    /// The ticket is there.
    Ticket,
    /// The stream is open.
    Opened,
    /// The peer sends an event of this kind.
    Event(&'static str),
    /// The person sends a message.
    Send,
    /// The backend took it, for the session of that number.
    Sent(usize),
    /// The person stops the agent.
    Interrupt,
    /// The backend has stopped it.
    Interrupted,
    /// The person answers what the agent asks.
    Answer,
    /// So many seconds pass.
    Pass(u64),
    /// The peer closes the stream.
    Close(u16),
    /// The client could not keep up.
    Behind,
    /// The world comes back.
    Wake,
}

/// What a driver gave at once, and what a view had to redraw for it.
#[derive(Clone, Debug)]
pub(super) struct Slice {
    pub(super) inputs: usize,
    pub(super) changes: Vec<Change>,
}

/// A project, its driver and their world. Tickets and openings wait for their step.
pub(super) struct Life {
    pub(super) script: Scripted,
    pub(super) project: Rc<RefCell<Project>>,
    pub(super) slices: Rc<RefCell<Vec<Slice>>>,
    effects: Effects,
    now: Rc<Cell<Timestamp>>,
    run: LocalBoxFuture<'static, ()>,
    backend: Weak<dyn Backend>,
    transport: Weak<dyn Transport>,
    timers: Weak<dyn Timers>,
}

/// What is left of a life whose driver is gone.
pub(super) struct Remains {
    pub(super) script: Scripted,
    pub(super) effects: Effects,
    pub(super) project: Rc<RefCell<Project>>,
    /// How many futures still hold on to a part of the world.
    pub(super) holders: usize,
}

impl Life {
    /// A project that was just opened. Its timers are the platform's, inside a runtime whose time
    /// is paused.
    pub(super) fn begin() -> Self {
        let script = Scripted::new();
        script.backend.tickets.hold();
        script.transport.hold();
        let mut world = script.world();
        world.timers = Rc::new(PlatformTimers::default());
        Self::in_world(script, world)
    }

    /// The same with timers that a test moves by hand, tickets and openings at once.
    pub(super) fn by_hand() -> Self {
        let script = Scripted::new();
        let world = script.world();
        let mut life = Self::in_world(script, world);
        life.settle();
        life
    }

    fn in_world(script: Scripted, world: session_client::World) -> Self {
        let backend = Rc::downgrade(&world.backend);
        let transport = Rc::downgrade(&world.transport);
        let timers = Rc::downgrade(&world.timers);
        let (driver, effects) = drive(world);
        let project = Rc::new(RefCell::new(Project::new("p1".into(), 7)));
        let now = Rc::new(Cell::new(START));
        let slices: Rc<RefCell<Vec<Slice>>> = Rc::default();
        let (handled, clock, given) = (Rc::clone(&project), Rc::clone(&now), Rc::clone(&slices));
        let asked = effects.clone();
        let run = Box::pin(driver.run(move |batch| {
            let mut slice = Slice {
                inputs: batch.inputs.len(),
                changes: Vec::new(),
            };
            for input in batch.inputs {
                let step = handled.borrow_mut().handle(input, clock.get());
                slice.changes.extend(step.changes);
                asked.perform(step.effects);
            }
            slice.changes.sort_unstable();
            slice.changes.dedup();
            given.borrow_mut().push(slice);
        }));
        let life = Self {
            script,
            project,
            slices,
            effects,
            now,
            run,
            backend,
            transport,
            timers,
        };
        life.ask(Input::Open);
        life
    }

    /// Lets the project take something in.
    pub(super) fn ask(&self, input: Input) {
        let step = self.project.borrow_mut().handle(input, self.now.get());
        self.effects.perform(step.effects);
    }

    pub(super) fn settle(&mut self) {
        assert!(!settle(&mut self.run), "the driver goes on");
    }

    /// The other end of the newest connection.
    pub(super) fn peer(&self) -> Peer {
        self.script
            .transport
            .peers()
            .pop()
            .expect("a stream was opened")
    }

    pub(super) async fn step(&mut self, step: Step) {
        match step {
            Step::Loaded => self.script.backend.projects.answer(Ok(loaded(1))),
            Step::Ticket => self
                .script
                .backend
                .tickets
                .answer(Ok(Secret::new("ticket"))),
            Step::Opened => {
                self.script.transport.release();
                self.script.transport.hold();
            }
            Step::Event(kind) => {
                let id = self.script.transport.peers().len() as u64;
                self.peer().send(event(id, kind, &json!({})));
            }
            Step::Send => self.ask(Input::Send(session_model::Draft {
                text: "Hello".to_owned(),
                ..session_model::Draft::default()
            })),
            Step::Sent(number) => self.script.backend.sends.answer(Ok(Started {
                cloud_agent_session_id: format!("agent_{number}").as_str().into(),
                worker_version: Some(session_wire::call::WorkerVersion::V2),
                message_id: None,
            })),
            Step::Interrupt => self.ask(Input::Interrupt),
            Step::Interrupted => self.script.backend.interrupts.answer(Ok(())),
            Step::Answer => {
                let session = self
                    .project
                    .borrow()
                    .active()
                    .map(session_model::AnySession::key);
                self.effects.perform(session.map(|session| Effect::Answer {
                    project: "p1".into(),
                    session,
                    cloud_session: "agent_1".into(),
                    request: "que_1".into(),
                    answer: session_model::Answer::DismissQuestion,
                }));
            }
            Step::Pass(seconds) => {
                let time = Duration::from_secs(seconds);
                self.settle();
                self.now.set(self.now.get() + time);
                tokio::time::advance(time).await;
            }
            Step::Close(code) => self.peer().close(code, ""),
            Step::Behind => self.peer().fall_behind(),
            Step::Wake => self.script.wake(Wake::Online),
        }
        self.settle();
        // Drawing takes a moment of the same time.
        tokio::time::advance(Duration::from_millis(40)).await;
        self.settle();
    }

    /// Drops the driver.
    pub(super) fn end(self) -> Remains {
        drop(self.run);
        Remains {
            script: self.script,
            effects: self.effects,
            project: self.project,
            holders: self.backend.strong_count()
                + self.transport.strong_count()
                + self.timers.strong_count(),
        }
    }
}

/// A frame of the first session's stream.
pub(super) fn event(id: u64, kind: &str, data: &Value) -> String {
    json!({
        "eventId": id, "executionId": "e", "sessionId": "agent_1", "streamEventType": kind,
        "timestamp": "2026-02-19T10:00:00.000Z", "data": data,
    })
    .to_string()
}
