//! The loop that performs the model's effects and feeds their outcomes back.

mod batch;
mod links;
mod world;

pub use batch::{Batch, MAX_BATCH, MAX_BATCH_BYTES};
pub use world::World;

use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_channel::mpsc;
use futures_util::future::{FutureExt, LocalBoxFuture};
use futures_util::stream::{FuturesUnordered, StreamExt};
use session_model::{Effect, Input};

use batch::Collected;
use links::{Link, Links};

/// Makes a loop between a model and the world, and the handle that effects are put in with.
///
/// ```no_run
/// # async fn host() {
/// use std::rc::Rc;
///
/// use session_client::{HttpBackend, World, drive, now};
/// use session_model::{Input, Project};
///
/// let backend = Rc::new(HttpBackend::new("https://builder.example"));
/// let (driver, effects) = drive(World::new(backend));
///
/// let mut project = Project::new("8f14e45f".into(), 7);
/// effects.perform(project.handle(Input::Open, now()).effects);
/// driver
///     .run(|batch| {
///         for input in batch.inputs {
///             let step = project.handle(input, now());
///             // Here an interface marks `step.changes` for redrawing, now or, if
///             // `batch.more_follows`, with the next batch.
///             effects.perform(step.effects);
///         }
///     })
///     .await;
/// # }
/// ```
pub fn drive(world: World) -> (Driver, Effects) {
    let (asked, effects) = mpsc::unbounded();
    // A host's stream may end, and must not be asked again then.
    let wakes = world.wakes.fuse().boxed_local();
    let world = World { wakes, ..world };
    let driver = Driver {
        world,
        effects,
        links: Links::default(),
        tasks: FuturesUnordered::new(),
        given: None,
        overdue: None,
    };
    (driver, Effects(asked))
}

/// Where effects are put in to be performed, in order, by the [`Driver`].
#[derive(Clone, Debug)]
pub struct Effects(mpsc::UnboundedSender<Effect>);

impl Effects {
    /// Has effects performed; nothing happens once the driver is gone.
    pub fn perform(&self, effects: impl IntoIterator<Item = Effect>) {
        for effect in effects {
            // Fails only when the driver, and with it the world, is gone.
            let _ = self.0.unbounded_send(effect);
        }
    }
}

/// The loop itself. Nothing runs beside it: when it is dropped, every call, timer and connection
/// goes with it.
#[must_use = "nothing is performed before `run` is awaited"]
pub struct Driver {
    world: World,
    effects: mpsc::UnboundedReceiver<Effect>,
    links: Links,
    tasks: FuturesUnordered<Task>,
    /// Pending while the interface is busy with the last batch.
    given: Option<LocalBoxFuture<'static, ()>>,
    /// While the interface waits for more before it draws: ready when it has waited long enough.
    overdue: Option<LocalBoxFuture<'static, ()>>,
}

/// How long an interface waits for more before it draws: somebody who waits for a long
/// conversation wants to see that it comes, and every picture of it costs its layout.
const NO_PICTURE: Duration = Duration::from_millis(100);

/// Something that goes on, and what it comes to.
type Task = LocalBoxFuture<'static, Option<Input>>;

impl Driver {
    /// Performs effects and gives their outcomes until every [`Effects`] is dropped.
    ///
    /// What happens alone comes at once. After that, everything that happens while the last batch
    /// is shown comes in one batch of at most [`MAX_BATCH`] inputs and little more than
    /// [`MAX_BATCH_BYTES`] of frames. While batches are full the interface is behind: the next
    /// comes after a turn of the event loop, and [more follows](Batch::more_follows) before there
    /// is anything worth drawing, but for a picture every 100 ms.
    pub async fn run(mut self, mut on_batch: impl FnMut(Batch)) {
        while let Some(batch) = poll_fn(|cx| self.poll_batch(cx)).await {
            on_batch(batch);
        }
    }

    fn poll_batch(&mut self, cx: &mut Context<'_>) -> Poll<Option<Batch>> {
        // Effects first: what they close has nothing more to say.
        while let Poll::Ready(effect) = self.effects.poll_next_unpin(cx) {
            match effect {
                Some(effect) => self.perform(effect),
                None => return Poll::Ready(None),
            }
        }
        // What happens meanwhile waits where it is, so that it wakes nobody one by one.
        if let Some(given) = &mut self.given {
            ready!(given.poll_unpin(cx));
            self.given = None;
        }
        let mut collected = Collected::default();
        while !collected.is_full()
            && let Poll::Ready(input) = self.poll_input(cx)
        {
            collected.push(input);
        }
        let is_waited_for = self.overdue.is_some();
        if collected.is_empty() && !is_waited_for {
            return Poll::Pending;
        }
        let is_full = collected.is_full();
        let more_follows = is_full && !self.is_picture_overdue(cx);
        let timers = &self.world.timers;
        self.given = Some(if more_follows {
            timers.turn()
        } else if is_full {
            timers.drawn()
        } else {
            timers.shown()
        });
        if !more_follows {
            self.overdue = None;
        }
        Poll::Ready(Some(Batch {
            inputs: collected.into_inputs(),
            more_follows,
        }))
    }

    /// Whether the interface has drawn nothing for long, counted from the first batch that more
    /// followed.
    fn is_picture_overdue(&mut self, cx: &mut Context<'_>) -> bool {
        let timers = &self.world.timers;
        self.overdue
            .get_or_insert_with(|| timers.after(NO_PICTURE))
            .poll_unpin(cx)
            .is_ready()
    }

    fn poll_input(&mut self, cx: &mut Context<'_>) -> Poll<Input> {
        if let Poll::Ready(Some(wake)) = self.world.wakes.poll_next_unpin(cx) {
            return Poll::Ready(Input::Wake(wake));
        }
        while let Poll::Ready(Some(outcome)) = self.tasks.poll_next_unpin(cx) {
            if let Some(input) = outcome {
                return Poll::Ready(input);
            }
        }
        self.links.poll_input(cx)
    }

    fn perform(&mut self, effect: Effect) {
        let backend = Rc::clone(&self.world.backend);
        match effect {
            Effect::LoadProject { project } => {
                self.await_for(backend.load_project(&project), |result| {
                    Input::Loaded(result.map(Box::new))
                });
            }
            Effect::StartSession { project, session } => {
                self.await_for(backend.start_session(&project), move |result| {
                    Input::Started { session, result }
                });
            }
            Effect::SendMessage {
                project,
                session,
                send,
                draft,
                in_new_session,
            } => {
                let sent = backend.send_message(&project, &draft, in_new_session);
                self.await_for(sent, move |result| Input::Sent {
                    session,
                    send,
                    result,
                });
            }
            Effect::Interrupt { project } => {
                self.await_for(backend.interrupt(&project), Input::InterruptDone);
            }
            Effect::Answer {
                project,
                session,
                cloud_session,
                request,
                answer,
            } => {
                let answered = backend.answer(&project, &cloud_session, &request, &answer);
                self.await_for(answered, move |result| Input::Answered {
                    session,
                    request,
                    result,
                });
            }
            Effect::CancelMessage {
                project,
                session,
                cloud_session,
                message,
            } => {
                let cancelled = backend.cancel_message(&project, &cloud_session, &message);
                self.await_for(cancelled, move |result| Input::MessageCancelled {
                    session,
                    message,
                    result,
                });
            }
            Effect::GetPreview { project, poll } => {
                self.await_for(backend.preview(&project), move |result| {
                    Input::PreviewAnswered { poll, result }
                });
            }
            Effect::TriggerBuild { project } => {
                self.await_for(backend.trigger_build(&project), Input::BuildTriggered);
            }
            Effect::Deploy { project } => {
                self.await_for(backend.deploy(&project), Input::Deployed);
            }
            Effect::LoadHistory {
                project,
                session,
                cloud_session,
                version,
            } => {
                let history = backend.load_history(&project, &cloud_session, &version);
                self.await_for(history, move |result| Input::HistoryLoaded {
                    session,
                    result,
                });
            }
            Effect::SetTimer { timer, after } => {
                self.await_for(self.world.timers.after(after), move |()| {
                    Input::Timer(timer)
                });
            }
            Effect::OpenStream(request) => {
                let old = self.links.remove(|link| link.session == request.session);
                self.leave(old);
                self.links.open(Link::new(&self.world, request));
            }
            Effect::CloseStream { session, epoch } => {
                let old = self
                    .links
                    .remove(|link| (link.session, link.epoch) == (session, epoch));
                self.leave(old);
            }
        }
    }

    fn await_for<T: 'static>(
        &mut self,
        outcome: LocalBoxFuture<'static, T>,
        input: impl FnOnce(T) -> Input + 'static,
    ) {
        self.tasks
            .push(Box::pin(outcome.map(|outcome| Some(input(outcome)))));
    }

    /// Closes a link, and says nothing more of it.
    fn leave(&mut self, link: Option<Link>) {
        let Some(link) = link else { return };
        self.tasks.push(Box::pin(link.leave().map(|()| None)));
    }
}

impl fmt::Debug for Driver {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Driver").finish_non_exhaustive()
    }
}
