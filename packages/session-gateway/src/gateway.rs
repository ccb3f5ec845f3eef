//! A gateway from its start to its end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use session_wire::ProjectId;
use tokio::net::TcpListener;
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::timeout;

use crate::agent::Agent;
use crate::agent::recorded::Recorded;
use crate::agent::scripted::{RecordingError, Scripted};
use crate::config::Config;
use crate::guard::{self, Guard};
use crate::log::{Log, LogError};
use crate::runner::Runner;
use crate::seed::SeedProject;
use crate::state::{Shared, State};
use crate::stop::{Stop, Stopping};
use crate::tickets::Tickets;
use crate::{calls, ids, prepare, seed, site, stream};

/// How long everybody has to say good-bye.
const FAREWELL: Duration = Duration::from_secs(5);

/// Starts gateways.
#[derive(Clone, Copy, Debug)]
pub enum Gateway {}

/// Why a gateway could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The log could not be opened.
    #[error(transparent)]
    Log(#[from] LogError),
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {host}:{port}: {source}; choose another --port (0 takes any free one) or --host"
    )]
    Listen {
        /// The host that was given.
        host: String,
        /// The port that was given.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no web page where one should be.
    #[error("there is no index.html in {0}; build the web page first, or leave --web-root out")]
    WebRoot(std::path::PathBuf),
    /// An origin has no scheme and host.
    #[error("{0}")]
    Origin(String),
    /// A recording that is built in cannot be read.
    #[error("a built-in recording cannot be read: {0}")]
    Recording(#[from] RecordingError),
}

/// A gateway that runs. Dropping it is like killing it.
#[derive(Debug)]
pub struct Running {
    addr: SocketAddr,
    shared: SharedDebug,
    server: JoinHandle<std::io::Result<()>>,
}

/// Keeps the parts out of the debug output.
struct SharedDebug(Shared);

impl std::fmt::Debug for SharedDebug {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("..")
    }
}

impl Gateway {
    /// Opens the log, goes on with what was cut off, and listens.
    ///
    /// # Errors
    ///
    /// [`StartError`], which says what to do about it.
    pub async fn start(config: Config) -> Result<Running, StartError> {
        let origins = config
            .allow_origins
            .iter()
            .map(|origin| guard::parse_origin(origin))
            .collect::<Result<_, _>>()
            .map_err(StartError::Origin)?;
        if let Some(root) = &config.web_root
            && !root.join("index.html").is_file()
        {
            return Err(StartError::WebRoot(root.clone()));
        }
        let listener = listen(&config).await?;
        let addr = listener.local_addr().map_err(|source| StartError::Listen {
            host: config.host.clone(),
            port: config.port,
            source,
        })?;
        let (agent, seeds) = agent(&config)?;
        let directory = config.data_dir.clone();
        let log = spawn_blocking(move || Log::open(&directory))
            .await
            .map_err(|_| LogError::Closed)??;
        let key = prepare_log(&log, seeds).await?;
        let stop = Stop::default();
        let shared = Arc::new(State {
            runner: Runner::new(log.clone(), agent, stop.clone()),
            log,
            tickets: Tickets::new(&key),
            guard: Guard {
                is_loopback: addr.ip().is_loopback(),
                host: url_host(&addr.ip().to_string()),
                origins,
            },
            stop: stop.clone(),
            // A period of nothing is none.
            heartbeat: config.heartbeat.max(Duration::from_millis(1)),
        });
        let routes = routes(&shared, config.web_root);
        let server = axum::serve(listener, routes).with_graceful_shutdown(async move {
            stop.stopped().await;
        });
        let server = tokio::spawn(server.into_future());
        let running = Running {
            addr,
            shared: SharedDebug(shared),
            server,
        };
        running.shared.0.runner.resume().await?;
        Ok(running)
    }
}

impl Running {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Stops: streams are closed with code 1001, what runs is left for the next start.
    pub async fn shutdown(mut self) {
        let shared = &self.shared.0;
        shared.stop.stop(Stopping::Graceful);
        let server = &mut self.server;
        let farewell = async {
            shared.stop.finished().await;
            if let Ok(Err(error)) = server.await {
                tracing::error!("the server has failed: {error}");
            }
        };
        if timeout(FAREWELL, farewell).await.is_err() {
            tracing::warn!("some connections did not end in time");
        }
        let log = shared.log.clone();
        // A failure to join means that the runtime ends, and the log with it.
        let _ = spawn_blocking(move || log.close()).await;
    }

    /// Stops as if the process were killed: nobody is told, only what was committed stays.
    ///
    /// Blocks for as long as the running transaction takes.
    pub fn kill(self) {
        drop(self);
    }

    /// Makes a project whose only session is prepared, but not started.
    ///
    /// # Errors
    ///
    /// [`LogError`] when the log cannot be written.
    pub async fn prepare(&self, preparation: prepare::Preparation) -> Result<ProjectId, LogError> {
        let prepared = prepare::Prepared::new(preparation)?;
        let log = &self.shared.0.log;
        log.write(move |write| prepared.insert(write)).await
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shared.0.stop.stop(Stopping::Abrupt);
        self.server.abort();
        self.shared.0.log.close();
    }
}

/// A host as it stands in a URL: version 6 addresses are put into brackets.
pub fn url_host(host: &str) -> String {
    if host.contains(':') && !host.starts_with('[') {
        format!("[{host}]")
    } else {
        host.to_owned()
    }
}

async fn listen(config: &Config) -> Result<TcpListener, StartError> {
    let host = config.host.trim_start_matches('[').trim_end_matches(']');
    TcpListener::bind((host, config.port))
        .await
        .map_err(|source| StartError::Listen {
            host: config.host.clone(),
            port: config.port,
            source,
        })
}

/// Who answers, and what a new log begins with.
fn agent(config: &Config) -> Result<(Agent, Vec<SeedProject>), StartError> {
    if let Some(script) = &config.recording {
        let recorded = Recorded::new(script, config.speed);
        return Ok((Agent::Recorded(recorded), Vec::new()));
    }
    let scripted = Scripted::new(config.speed)?;
    let seeds = seed::projects(&scripted)?;
    Ok((Agent::Scripted(scripted), seeds))
}

/// Fills an empty log and gives the key that tickets are signed with.
async fn prepare_log(log: &Log, seeds: Vec<SeedProject>) -> Result<Vec<u8>, LogError> {
    log.write(move |write| {
        seed::fill(write, seeds)?;
        write.setting("ticket_key", || Ok(ids::random::<32>()?.to_vec()))
    })
    .await
}

fn routes(shared: &Shared, web_root: Option<std::path::PathBuf>) -> Router {
    calls::routes()
        .merge(stream::routes())
        .with_state(Arc::clone(shared))
        .merge(site::routes(web_root))
        .layer(from_fn_with_state(Arc::clone(shared), guard::guard))
}
