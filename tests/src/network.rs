//! A hostile network between a real gateway and a real client, and what must survive it.

mod campaign;
mod client;
mod crowd;
mod dice;
mod fault;
mod http;
mod picture;
mod proxy;
mod schedule;
mod stream;
mod trial;

pub use campaign::{Named, Outcome, campaign, recordings};
pub use client::Client;
pub use crowd::{Figures, crowd, serve_crowd};
pub use fault::{Fault, Opening, Passage};
pub use picture::picture;
pub use proxy::{Order, Proxy};
pub use schedule::Schedule;
pub use trial::{Difference, Report, run};
