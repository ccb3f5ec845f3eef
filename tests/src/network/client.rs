//! A whole client without a screen, whose time goes faster.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};

use futures_channel::mpsc;
use futures_util::future::LocalBoxFuture;
use session_client::{Effects, HttpBackend, PlatformTimers, Timers, WebSockets, World, drive};
use session_model::{Input, Project, Timestamp, Wake};
use session_wire::ProjectId;
use tokio::sync::Notify;
use tokio::task::{AbortHandle, spawn_local};
use tokio::time::sleep;

/// A project on a backend, driven as an interface would: with the platform's own sockets and calls,
/// in a time that goes `pace` times faster. Needs a `LocalSet`; ends when it is dropped.
#[derive(Debug)]
pub struct Client {
    shared: Rc<Shared>,
    wakes: mpsc::UnboundedSender<Wake>,
    driving: AbortHandle,
}

#[derive(Debug)]
struct Shared {
    project: RefCell<Project>,
    effects: Effects,
    time: FastTime,
    changed: Notify,
}

/// A time that goes faster than the world's.
#[derive(Clone, Copy, Debug)]
struct FastTime {
    start: Instant,
    began: Timestamp,
    pace: u32,
}

impl FastTime {
    fn now(&self) -> Timestamp {
        self.began + self.start.elapsed() * self.pace
    }
}

impl Timers for FastTime {
    fn after(&self, time: Duration) -> LocalBoxFuture<'static, ()> {
        let time = time / self.pace;
        Box::pin(async move { sleep(time).await })
    }

    fn turn(&self) -> LocalBoxFuture<'static, ()> {
        PlatformTimers::default().turn()
    }

    fn drawn(&self) -> LocalBoxFuture<'static, ()> {
        self.after(Duration::from_millis(16))
    }

    fn shown(&self) -> LocalBoxFuture<'static, ()> {
        self.drawn()
    }
}

impl Client {
    /// Opens a project of the backend at an address.
    pub fn open(backend: SocketAddr, project: &ProjectId, pace: u32, max_frame: usize) -> Self {
        let time = FastTime {
            start: Instant::now(),
            began: session_client::now(),
            pace: pace.max(1),
        };
        let timers: Rc<dyn Timers> = Rc::new(time);
        let backend = HttpBackend::new(&format!("http://{backend}"));
        let (wakes, woken) = mpsc::unbounded();
        let (driver, effects) = drive(World {
            backend: Rc::new(backend.with_timers(Rc::clone(&timers))),
            transport: Rc::new(WebSockets::new().with_max_frame(max_frame)),
            timers,
            wakes: Box::pin(woken),
        });
        let shared = Rc::new(Shared {
            project: RefCell::new(Project::new(project.clone(), 7)),
            effects,
            time,
            changed: Notify::new(),
        });
        let taking = Rc::clone(&shared);
        let driving = spawn_local(driver.run(move |batch| taking.take(batch.inputs)));
        let client = Self {
            shared,
            wakes,
            driving: driving.abort_handle(),
        };
        client.input(Input::Open);
        client
    }

    /// Something happens to the project.
    pub fn input(&self, input: Input) {
        self.shared.take([input]);
    }

    /// The world comes back.
    pub fn wake(&self, wake: Wake) {
        // Fails only when the client ends.
        let _ = self.wakes.unbounded_send(wake);
    }

    /// Reads the project.
    pub fn read<R>(&self, reader: impl FnOnce(&Project) -> R) -> R {
        reader(&self.shared.project.borrow())
    }

    /// Waits until something is true of the project.
    pub async fn until(&self, is_true: impl Fn(&Project) -> bool) {
        loop {
            let changed = self.shared.changed.notified();
            if self.read(&is_true) {
                return;
            }
            changed.await;
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.driving.abort();
    }
}

impl Shared {
    fn take(&self, inputs: impl IntoIterator<Item = Input>) {
        let now = self.time.now();
        for input in inputs {
            let step = self.project.borrow_mut().handle(input, now);
            self.effects.perform(step.effects);
        }
        self.changed.notify_waiters();
    }
}
