//! Many clients on one gateway that is a process of its own.

use std::io::{self, BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use session_gateway::{Config, Gateway, Preparation, Speed};
use session_model::Project;
use session_wire::ProjectId;
use session_wire::call::WorkerVersion;
use tempfile::TempDir;
use tokio::runtime::Builder;
use tokio::task::LocalSet;
use tokio::time::{sleep, timeout};

use super::campaign::recording;
use super::client::Client;
use super::picture::picture;

/// How much longer than it should a crowd may take.
const PATIENCE: Duration = Duration::from_secs(240);

/// What is streamed to every client, of about 5,000 events.
const LONG: &str = "long";

/// What many clients came to.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// How many events the gateway has stored and sent, over all sessions.
    pub sent: u64,
    /// How many of these the clients have taken in.
    pub received: u64,
    /// How many clients show anything else than one that came when all was over.
    pub differ: usize,
    /// The gateway's resident memory in KiB: before its clients, at most, and after them; none
    /// where the system does not tell.
    pub memory: Option<[u64; 3]>,
    /// How long it took.
    pub took: Duration,
}

/// Lets so many clients be streamed to at once, each for about so many seconds, by a gateway in the
/// process that `server` starts: one that calls [`serve_crowd`] with the same numbers.
///
/// # Errors
///
/// What could not be started, or was not done in time.
pub fn crowd(server: &mut Command, seconds: u64) -> Result<Figures, String> {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("the system gives no event loop: {error}"))?;
    let server = Server::start(server)?;
    LocalSet::new().block_on(&runtime, watch(&server, seconds))
}

/// Serves a crowd until the standard input ends; prints its address and its projects.
///
/// # Errors
///
/// What could not be started.
pub fn serve_crowd(clients: usize, seconds: u64) -> Result<(), String> {
    let script = recording(&WorkerVersion::V2, LONG)?.script;
    let folder = TempDir::new().map_err(|error| error.to_string())?;
    let mut config = Config::new(folder.path());
    config.port = 0;
    // At the recorded speed an event comes every two milliseconds.
    let events = u32::try_from(script.len()).unwrap_or(u32::MAX);
    let speed = f64::from(events) * 0.002 / Duration::from_secs(seconds.max(1)).as_secs_f64();
    config.speed = speed
        .to_string()
        .parse::<Speed>()
        .map_err(|error| error.to_string())?;
    config.recording = Some(script);
    let runtime = Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("the system gives no event loop: {error}"))?;
    runtime.block_on(async {
        let gateway = Gateway::start(config)
            .await
            .map_err(|error| error.to_string())?;
        println!("{}", gateway.addr());
        for _ in 0..clients {
            let prepared = gateway.prepare(Preparation {
                title: "One of many".to_owned(),
                version: WorkerVersion::V2,
                prompt: LONG.to_owned(),
            });
            println!("{}", prepared.await.map_err(|error| error.to_string())?);
        }
        println!();
        let end = tokio::task::spawn_blocking(|| io::stdin().read_to_end(&mut Vec::new()));
        // However it ends, nobody is there any more.
        let _ = end.await;
        gateway.shutdown().await;
        Ok(())
    })
}

async fn watch(server: &Server, seconds: u64) -> Result<Figures, String> {
    let stored = recording(&WorkerVersion::V2, LONG)?.script.len() as u64 + 2;
    let started = Instant::now();
    let start = server.memory();
    let clients: Vec<_> = server
        .projects
        .iter()
        .map(|project| server.open(project))
        .collect();
    let all = join_all(
        clients
            .iter()
            .map(|client| client.until(|project| cursor(project) >= stored)),
    );
    let mut peak = start;
    let watching = async {
        loop {
            peak = peak.max(server.memory());
            sleep(Duration::from_millis(250)).await;
        }
    };
    let limit = Duration::from_secs(seconds) + PATIENCE;
    tokio::select! {
        ended = timeout(limit, all) => {
            if ended.is_err() {
                let behind = clients.iter().filter(|client| client.read(cursor) < stored).count();
                return Err(format!("{behind} clients have not heard all in {} s", limit.as_secs()));
            }
        }
        () = watching => {}
    }
    let took = started.elapsed();
    let received = clients.iter().map(|client| client.read(cursor)).sum();
    let first = server.projects.first().ok_or("there are no clients")?;
    let witness = server.open(first);
    let heard = timeout(PATIENCE, witness.until(|project| cursor(project) >= stored)).await;
    heard.map_err(|_| "the log has no end")?;
    let expected = witness.read(picture);
    let differ = clients
        .iter()
        .filter(|client| client.read(picture) != expected)
        .count();
    drop((clients, witness));
    sleep(Duration::from_secs(1)).await;
    Ok(Figures {
        sent: stored * server.projects.len() as u64,
        received,
        differ,
        memory: start
            .zip(peak)
            .zip(server.memory())
            .map(|((start, peak), end)| [start, peak, end]),
        took,
    })
}

fn cursor(project: &Project) -> u64 {
    let connection = project.active().and_then(|session| session.connection());
    let cursor = connection.and_then(session_model::Connection::cursor);
    cursor.map_or(0, |cursor| cursor.0)
}

/// The gateway's process; ended when it is dropped.
struct Server {
    child: Child,
    address: SocketAddr,
    projects: Vec<ProjectId>,
}

impl Server {
    fn start(command: &mut Command) -> Result<Self, String> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("the gateway's process cannot be started: {error}"))?;
        let output = child
            .stdout
            .take()
            .ok_or("the gateway's process says nothing")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let address = lines.next().and_then(|line| line.parse().ok());
        let projects = lines
            .take_while(|line| !line.is_empty())
            .map(ProjectId::from)
            .collect();
        // Before what is missing is told, so that the process ends in any case.
        let server = Self {
            child,
            address: address.unwrap_or(([127, 0, 0, 1], 1).into()),
            projects,
        };
        match address {
            Some(_) => Ok(server),
            None => Err("the gateway's process did not say where it listens".to_owned()),
        }
    }

    fn open(&self, project: &ProjectId) -> Client {
        Client::open(self.address, project, 1, session_client::MAX_FRAME)
    }

    /// Its resident memory in KiB, where the system tells.
    fn memory(&self) -> Option<u64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix("kB")?.trim().parse().ok()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
