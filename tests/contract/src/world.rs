//! Where cases are run, and how they end.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::future::{Either, select};
use session_client::{Incoming, PlatformTimers, Secret, Timers, Transport, WebSockets, now};

use crate::{backend, transport};

/// No case takes this long unless it hangs.
const GUARD: Duration = Duration::from_secs(60);

/// What cases are run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// Sockets of the operating system.
    Native,
    /// What a browser gives a page.
    Browser,
}

/// What a browser cannot do like every other platform.
#[derive(Clone, Copy, Debug)]
pub struct Difference<T: 'static> {
    /// What comes of the case there instead.
    pub expected: T,
    /// Why that cannot be changed.
    pub why: &'static str,
}

/// A platform, and the peer that cases are run against.
#[derive(Clone, Debug)]
pub struct World {
    /// The peer's host and port.
    pub(crate) host: String,
    /// Where it answers questions.
    questions: String,
    pub(crate) platform: Platform,
}

/// How a case ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The case.
    pub name: &'static str,
    /// What was wrong, where something was.
    pub result: Result<(), String>,
}

/// Runs every case, one after the other.
pub async fn run(world: &World, mut told: impl FnMut(Outcome)) {
    for case in transport::CASES {
        let result = within(transport::check(world, case)).await;
        told(Outcome {
            name: case.name,
            result,
        });
    }
    for case in backend::CASES {
        let result = within(backend::check(world, case)).await;
        told(Outcome {
            name: case.name,
            result,
        });
    }
}

async fn within(case: impl Future<Output = Result<(), String>>) -> Result<(), String> {
    let guard = PlatformTimers::default().after(GUARD);
    match select(Box::pin(case), guard).await {
        Either::Left((result, _)) => result,
        Either::Right(_) => Err(format!("it did not end in {} seconds", GUARD.as_secs())),
    }
}

impl World {
    /// Finds the peer at a host and a port.
    pub async fn find(host: String, platform: Platform) -> Result<Self, String> {
        let questions = ask(&host, "questions").await?;
        Ok(Self {
            host,
            questions,
            platform,
        })
    }

    /// What to expect here.
    pub(crate) fn expected<T: Copy>(&self, everywhere: T, differs: Option<Difference<T>>) -> T {
        match (self.platform, differs) {
            (Platform::Browser, Some(difference)) => difference.expected,
            _ => everywhere,
        }
    }

    /// A name for one run of a case, which no other run has.
    pub(crate) fn new_run() -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        format!("{}-{number}", now().as_millis())
    }

    /// What a run asked the peer for, as soon as it has.
    pub(crate) async fn begun(&self, run: &str) -> Result<String, String> {
        ask(&self.questions, &format!("begun/{run}")).await
    }

    /// How many texts of a flood the peer has said in a run.
    pub(crate) async fn said(&self, run: &str) -> Result<String, String> {
        ask(&self.questions, &format!("said/{run}")).await
    }

    /// How a run ended for the peer, as soon as it has.
    pub(crate) async fn ended(&self, run: &str) -> Result<String, String> {
        ask(&self.questions, &format!("ended/{run}")).await
    }

    /// A port on which nobody listens.
    pub(crate) async fn unused_port(&self) -> Result<String, String> {
        ask(&self.questions, "unused").await
    }
}

/// Asks the peer, and waits until it knows the answer.
async fn ask(host: &str, what: &str) -> Result<String, String> {
    let url = Secret::new(format!("ws://{host}/ask/{what}"));
    let mut connection = WebSockets::new().open(&url).await;
    match connection.next().await {
        Some(Ok(Incoming::Frame(answer))) => Ok(answer),
        other => Err(format!("the peer does not say {what}: {other:?}")),
    }
}
