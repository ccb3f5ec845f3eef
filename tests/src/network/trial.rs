//! One trial: a schedule against a client, and what the client holds afterwards.

use std::fmt;
use std::net::SocketAddr;
use std::time::Duration;

use futures_util::StreamExt;
use session_gateway::transcript::Script;
use session_gateway::{Config, Gateway, Preparation, Running};
use session_model::{AnySession, ConnectionState, Input, Load, LostReason, Project, Wake};
use session_wire::ProjectId;
use tempfile::TempDir;
use tokio::time::{sleep, timeout};

use super::client::Client;
use super::picture::picture;
use super::proxy::{Order, Proxy};
use super::schedule::Schedule;

/// How many times faster than the world's the client's time goes.
const PACE: u32 = 100;

/// The longest frame that the clients of trials take, in bytes.
pub(super) const MAX_FRAME: usize = 1 << 20;

/// How long a trial may take before it is taken for stuck.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a trial came to that ended well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many events the stream had.
    pub events: u64,
    /// How often somebody had to press the button that reconnects.
    pub retries: u32,
    /// How many faults the streams have met.
    pub faults: u32,
}

/// How a trial ended badly.
#[derive(Debug)]
pub struct Difference {
    /// What was done to the streams.
    pub schedule: Schedule,
    /// What was wrong.
    pub what: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}\n{:?}", self.what, self.schedule)
    }
}

/// Plays a recording through the network of a seed. Needs a `LocalSet` in a tokio runtime.
///
/// # Errors
///
/// [`Difference`] when the client does not end with what an undisturbed one has.
pub async fn run(script: &Script, seed: u64) -> Result<Report, Difference> {
    let schedule = Schedule::random(seed, script.len());
    let outcome = disturb(script, &schedule).await;
    outcome.map_err(|what| Difference { schedule, what })
}

async fn disturb(script: &Script, schedule: &Schedule) -> Result<Report, String> {
    let mut server = Server::start(script, schedule).await?;
    let project = server.prepare(script).await?;
    let passages = schedule.passages.clone();
    let (proxy, mut orders) = Proxy::start(server.address(), passages)
        .await
        .map_err(|error| error.to_string())?;

    let disturbed = Client::open(proxy.address(), &project, PACE, MAX_FRAME);
    // What the runner says besides: that it begins, and that it has ended.
    let events = script.len() as u64 + 2;
    let mut retries = 0;
    let late = sleep(PATIENCE);
    tokio::pin!(late);
    loop {
        tokio::select! {
            () = disturbed.until(|project| cursor(project) >= events) => break,
            () = disturbed.until(is_stuck) => {
                retries += u32::from(press(&disturbed).await);
            }
            () = &mut late => return Err(format!("it is stuck: {}", standing(&disturbed))),
            Some(order) = orders.next() => match order {
                Order::Wake(wake) => disturbed.wake(wake),
                Order::Restart => {
                    server.restart().await?;
                    proxy.set_gateway(server.address());
                }
            },
        }
    }
    if cursor_of(&disturbed) > events {
        return Err(format!("{} events came of {events}", cursor_of(&disturbed)));
    }

    let undisturbed = Client::open(server.address(), &project, PACE, MAX_FRAME);
    let late = sleep(PATIENCE);
    tokio::pin!(late);
    loop {
        tokio::select! {
            () = undisturbed.until(|project| cursor(project) >= events) => break,
            () = &mut late => return Err(format!("nothing is stored: {}", standing(&undisturbed))),
            () = undisturbed.until(is_stuck) => drop(press(&undisturbed).await),
        }
    }
    let same = disturbed.read(|ours| undisturbed.read(|theirs| compare(ours, theirs)));
    same?;

    disturbed.input(Input::Close);
    let left = async {
        while proxy.open_streams() > 0 {
            sleep(Duration::from_millis(5)).await;
        }
    };
    if timeout(PATIENCE, left).await.is_err() {
        return Err(format!(
            "{} streams outlive the client",
            proxy.open_streams()
        ));
    }
    Ok(Report {
        events,
        retries,
        faults: proxy.faults(),
    })
}

/// Presses the button that goes on, or lets the world come back; gives whether there was one.
async fn press(client: &Client) -> bool {
    if client.read(is_unloaded) {
        client.input(Input::Reload);
        // Time for the answer.
        sleep(Duration::from_millis(50)).await;
        return true;
    }
    let lost = client.read(|project| {
        let session = project.active()?;
        match session.connection()?.state() {
            ConnectionState::Lost(reason) => Some((session.key(), reason.clone())),
            _ => None,
        }
    });
    match lost {
        Some((_, LostReason::Exhausted)) => client.input(Input::Wake(Wake::Online)),
        Some((session, _)) => client.input(Input::Reconnect(session)),
        None => return false,
    }
    true
}

fn is_stuck(project: &Project) -> bool {
    is_unloaded(project) || is_lost(project)
}

/// Whether a call has failed that nobody makes again by himself. On a busy machine the fast time of
/// trials lets calls fail that nothing was done to.
fn is_unloaded(project: &Project) -> bool {
    let is_unconnected = |session: &AnySession| {
        let connection = session.connection();
        connection.is_some_and(|connection| *connection.state() == ConnectionState::Closed)
    };
    matches!(project.load(), Load::Failed(_))
        || project.failure().is_some() && project.active().is_some_and(is_unconnected)
}

fn is_lost(project: &Project) -> bool {
    let connection = project.active().and_then(|session| session.connection());
    connection.is_some_and(|connection| matches!(connection.state(), ConnectionState::Lost(_)))
}

/// Where a client stands, for a reason.
fn standing(client: &Client) -> String {
    client.read(|project| {
        let connection = project.active().and_then(|session| session.connection());
        format!(
            "load {:?}, failure {:?}, {connection:?}",
            project.load(),
            project.failure()
        )
    })
}

fn cursor(project: &Project) -> u64 {
    let connection = project.active().and_then(|session| session.connection());
    let cursor = connection.and_then(session_model::Connection::cursor);
    cursor.map_or(0, |cursor| cursor.0)
}

fn cursor_of(client: &Client) -> u64 {
    client.read(cursor)
}

fn compare(ours: &Project, theirs: &Project) -> Result<(), String> {
    let (ours, theirs) = (picture(ours), picture(theirs));
    if ours == theirs {
        return Ok(());
    }
    let mut lines = ours.lines().zip(theirs.lines());
    let (our, their) = lines
        .find(|(our, their)| our != their)
        .unwrap_or(("more or less than", "the other"));
    Err(format!("the client shows\n  {our}\ninstead of\n  {their}"))
}

/// A gateway that plays a recording and can be killed.
struct Server {
    config: Config,
    running: Option<Running>,
    _folder: TempDir,
}

impl Server {
    async fn start(script: &Script, schedule: &Schedule) -> Result<Self, String> {
        let folder = TempDir::new().map_err(|error| error.to_string())?;
        let mut config = Config::new(folder.path());
        config.port = 0;
        config.recording = Some(script.clone());
        config.speed = schedule.speed;
        config.heartbeat /= PACE;
        let mut server = Self {
            config,
            running: None,
            _folder: folder,
        };
        server.restart().await?;
        Ok(server)
    }

    async fn restart(&mut self) -> Result<(), String> {
        if let Some(running) = self.running.take() {
            running.kill();
        }
        let started = Gateway::start(self.config.clone()).await;
        self.running = Some(started.map_err(|error| error.to_string())?);
        Ok(())
    }

    async fn prepare(&self, script: &Script) -> Result<ProjectId, String> {
        let preparation = Preparation {
            title: "Recorded".to_owned(),
            version: script.version().clone(),
            prompt: "Say it".to_owned(),
        };
        let Some(running) = &self.running else {
            return Err("the gateway is not there".to_owned());
        };
        let prepared = running.prepare(preparation).await;
        prepared.map_err(|error| error.to_string())
    }

    fn address(&self) -> SocketAddr {
        let running = self.running.as_ref();
        running.map_or(([127, 0, 0, 1], 1).into(), Running::addr)
    }
}
