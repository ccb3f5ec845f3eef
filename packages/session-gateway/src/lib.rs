//! The other end: a local server that speaks the session protocol.
//!
//! It keeps projects and their sessions in one SQLite file, answers the calls of
//! [`session_wire::call`] and sends every session's stream over a WebSocket. Who answers the
//! person is an agent: a scripted one, which plays recordings of real agents, is built in.
//!
//! Every event is in the log before anybody sees it, and a stream is a cursor over the log: a
//! gateway that is killed in the middle of an answer goes on with it when it starts again, and
//! nobody misses an event or gets one twice.
//!
//! ```no_run
//! # async fn run() -> Result<(), session_gateway::StartError> {
//! use session_gateway::{Config, Gateway};
//!
//! let gateway = Gateway::start(Config::new("data")).await?;
//! println!("listening on http://{}", gateway.addr());
//! gateway.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod agent;
mod calls;
mod clock;
mod config;
mod delivery;
mod fold;
mod gateway;
mod guard;
mod ids;
mod json;
mod log;
mod prepare;
mod runner;
mod seed;
mod site;
mod state;
mod stop;
mod stream;
mod tickets;
pub mod transcript;

pub use agent::scripted::RecordingError;
pub use config::{Config, NoSpeed, Speed};
pub use gateway::{Gateway, Running, StartError, url_host};
pub use log::LogError;
pub use prepare::Preparation;
