//! What a transport must do.

mod cases;
mod client;
mod heard;

pub use cases::CASES;
pub use client::check;
pub(crate) use heard::is_as;

use crate::Difference;

/// One thing that a transport must do.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// What it is about, fit for a path.
    pub name: &'static str,
    /// What the other end does.
    pub peer: Peer,
    /// What this end does.
    pub client: Client,
    /// What comes of it.
    pub expected: Expected,
    /// What comes of it in a browser instead.
    pub in_browsers: Option<Difference<Expected>>,
}

/// What each end hears.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// What this end hears, in order. An `…` at the end stands for words of the platform.
    pub hears: &'static [&'static str],
    /// How it ended for the peer, where that matters.
    pub peer: Option<&'static str>,
}

/// What the other end does with the connection.
#[derive(Clone, Copy, Debug)]
pub enum Peer {
    /// It answers the upgrade with this status.
    Refuse(u16),
    /// It cuts the connection before a word.
    Hang,
    /// It never answers.
    Ignore,
    /// It takes the upgrade, then does so.
    Take(&'static [Step]),
    /// It is asked for TLS, which it does not speak.
    NoTls,
    /// Nobody listens there.
    Nobody,
    /// There is no such place.
    Nowhere(&'static str),
}

/// What a peer does on an open connection.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    /// It says the query that it was asked with.
    Query,
    /// It says this.
    Text(&'static str),
    /// It says a text of so many bytes.
    Long(usize),
    /// It says so many numbered texts of so many bytes, as fast as they are taken.
    Flood(usize, usize),
    /// It sends a binary frame.
    Binary,
    /// It pings.
    Ping,
    /// It sends bytes that are no text in a frame that says so.
    NoText,
    /// It takes leave, with a code and a reason.
    Close(u16, &'static str),
    /// It takes leave without either.
    CloseWithoutCode,
    /// It cuts the TCP connection.
    Cut,
    /// It resets the TCP connection.
    Reset,
}

/// What this end does.
#[derive(Clone, Copy, Debug)]
pub enum Client {
    /// It listens to the end.
    Listen,
    /// It listens to the end, and takes in no frame that is longer than so many bytes.
    ListenUpTo(usize),
    /// It listens to the end, but not before the peer has said all that it can.
    ListenLate,
    /// It hears one frame and takes leave.
    Leave,
    /// It hears one frame and drops the connection.
    Drop,
    /// It drops the attempt while it is made.
    GiveUp,
    /// It has a driver open the stream, whose patience ends.
    LosePatience,
}
