//! The one way in and out for the interface: inputs go in, marks and effects come out.

mod subscriptions;

use std::cell::{Cell, Ref, RefCell};

use session_client::{Batch, Effects};
use session_model::{AnySession, Change, Effect, Input, Project, SessionKey, Timestamp};

use subscriptions::Subscriptions;

/// A project, who reads which part of it, and where its effects go.
#[derive(Debug)]
pub(crate) struct Store {
    project: RefCell<Project>,
    subscriptions: Subscriptions,
    effects: Outlet,
    clock: Clock,
    serial: u64,
    /// What changed and is marked with what follows.
    unmarked: RefCell<Vec<Change>>,
}

/// Where a store's effects go.
#[derive(Debug)]
enum Outlet {
    /// To the loop that performs them.
    Driver(Effects),
    /// Nowhere: the project only shows what it was made with.
    Nowhere,
}

/// What time it is.
#[derive(Debug)]
enum Clock {
    Wall,
    Fixed(Timestamp),
}

thread_local! {
    static NEXT_SERIAL: Cell<u64> = const { Cell::new(0) };
}

impl Store {
    /// A store whose effects are performed.
    pub(crate) fn driven(project: Project, effects: Effects) -> Self {
        Self::new(project, Outlet::Driver(effects), Clock::Wall)
    }

    /// A store that asks nothing of the world; without `now` its clock goes on.
    pub(crate) fn fixed(project: Project, now: Option<Timestamp>) -> Self {
        let clock = now.map_or(Clock::Wall, Clock::Fixed);
        Self::new(project, Outlet::Nowhere, clock)
    }

    fn new(project: Project, effects: Outlet, clock: Clock) -> Self {
        Self {
            project: RefCell::new(project),
            subscriptions: Subscriptions::default(),
            effects,
            clock,
            serial: NEXT_SERIAL.with(|next| next.replace(next.get() + 1)),
            unmarked: RefCell::default(),
        }
    }

    /// A number that no other store of this thread has.
    pub(crate) fn serial(&self) -> u64 {
        self.serial
    }

    /// What time it is for this project.
    pub(crate) fn now(&self) -> Timestamp {
        match self.clock {
            Clock::Wall => session_client::now(),
            Clock::Fixed(now) => now,
        }
    }

    /// Whether its clock stands still.
    pub(crate) fn is_still(&self) -> bool {
        matches!(self.clock, Clock::Fixed(_))
    }

    /// The project, for a reader that is rerun when one of `changes` is marked.
    pub(crate) fn read(&self, changes: &[Change]) -> Ref<'_, Project> {
        for change in changes {
            self.subscriptions.subscribe(*change);
        }
        self.project.borrow()
    }

    /// Takes in what happened: the project handles it, what changed is marked once, and what the
    /// project asks of the world is performed.
    pub(crate) fn dispatch(&self, inputs: impl IntoIterator<Item = Input>) {
        self.handle(inputs);
        self.mark();
    }

    /// Takes in what the driver gives; what changed is marked with what follows, if more does.
    pub(crate) fn take_in(&self, batch: Batch) {
        self.handle(batch.inputs);
        if !batch.more_follows {
            self.mark();
        }
    }

    fn handle(&self, inputs: impl IntoIterator<Item = Input>) {
        let now = self.now();
        for input in inputs {
            let step = self.project.borrow_mut().handle(input, now);
            self.unmarked.borrow_mut().extend(step.changes);
            self.perform(step.effects);
        }
    }

    fn mark(&self) {
        let mut changes = self.unmarked.take();
        changes.sort_unstable();
        changes.dedup();
        for change in changes {
            if let Change::Session(session) = change {
                self.report(session);
            }
            self.subscriptions.mark(change);
        }
    }

    /// Tells the host's diagnostics how a session's connection is.
    fn report(&self, session: SessionKey) {
        let project = self.project.borrow();
        let facts = project.session(session).and_then(AnySession::facts);
        if let Some(facts) = facts {
            session_client::report(&facts);
        }
    }

    fn perform(&self, effects: Vec<Effect>) {
        match &self.effects {
            Outlet::Driver(driver) => driver.perform(effects),
            Outlet::Nowhere => {}
        }
    }

    /// How many different changes have readers.
    #[cfg(test)]
    pub(crate) fn watched(&self) -> usize {
        self.subscriptions.len()
    }
}
