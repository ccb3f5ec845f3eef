//! What the backend over HTTP must do.

mod cases;
mod client;

pub use cases::CASES;
pub use client::check;

use session_client::{HttpBackend, Reply};

use crate::Difference;

/// One thing that the backend must do.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// What it is about, fit for a path.
    pub name: &'static str,
    /// The call; its answer is told in words.
    pub call: fn(HttpBackend) -> Reply<String>,
    /// What the peer answers.
    pub answer: Answer,
    /// What this end does.
    pub client: Client,
    /// The request as the peer reads it: token, method, path, query and body; none where that does
    /// not matter.
    pub asked: Option<&'static str>,
    /// What comes of it. An `…` at the end stands for words of the platform.
    pub outcome: &'static str,
    /// What comes of it in a browser instead.
    pub in_browsers: Option<Difference<&'static str>>,
}

/// What a peer does with a request.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// It answers with this status and body.
    With(u16, &'static str),
    /// It cuts the connection instead.
    Hang,
    /// It never answers.
    Ignore,
    /// Nobody listens there.
    Nobody,
}

/// What this end does.
#[derive(Clone, Copy, Debug)]
pub enum Client {
    /// It waits for the answer.
    Wait,
    /// It waits until the time for the call is over.
    LosePatience,
    /// It drops the call while it is on its way.
    GiveUp,
}
