//! What a network and a server may do to a stream.

use std::time::Duration;

use session_model::Wake;

/// What one attempt to connect meets, from its ticket to its end.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// How the way to the stream is.
    pub opening: Opening,
    /// What happens before which frame of the connection, in order.
    pub faults: Vec<(usize, Fault)>,
}

/// How the way to a stream is.
#[derive(Clone, Copy, Debug, Default)]
pub enum Opening {
    /// Nothing is in the way.
    #[default]
    Free,
    /// The call for the ticket is answered with this HTTP status.
    NoTicket(u16),
    /// The call for the ticket is cut before its answer.
    TicketCut,
    /// The call for the ticket is never answered.
    TicketSilent,
    /// The ticket is none any more when it comes to the gateway, which answers 401.
    TicketExpired,
    /// The upgrade is refused with this HTTP status.
    Refused(u16),
    /// The connection is cut before the upgrade is answered.
    Cut,
    /// The upgrade is never answered.
    Silent,
}

/// What happens to an open stream.
///
/// Stored events are never taken out of their order: they come with rising ids over one connection,
/// and the cursor is the highest id, so that a client that hears 5 before 4 and is cut then never
/// asks for 4 again. What the protocol does allow is here: frames without a number (id 0) may come
/// later than they were sent ([`Fault::Hold`]), and events that were sent may come again at any
/// later time ([`Fault::Repeat`], [`Fault::Recall`]).
#[derive(Clone, Debug)]
pub enum Fault {
    /// The connection is cut.
    Cut,
    /// Nothing comes any more, and nobody is told.
    HalfOpen,
    /// What comes next comes later.
    Delay(Duration),
    /// So many of the last frames come again.
    Repeat(usize),
    /// A frame of an earlier time, on this or another connection, comes again.
    Recall(usize),
    /// Frames without a number that come next are held back behind so many others.
    Hold(usize),
    /// The next frame is cut in its middle, and the connection with it.
    Truncate,
    /// A text that is no frame.
    Garbage(String),
    /// A frame that is no text.
    Binary,
    /// A frame of so many bytes, which is more than clients take in, or even read.
    Oversized(usize),
    /// The server closes.
    Close(u16, &'static str),
    /// The server says an error of this code, then closes.
    Error(&'static str, u16),
    /// The gateway is killed and started again.
    Kill,
    /// The client's machine tells that the world came back.
    Wake(Wake),
}
