//! The other end: a local server that speaks the session protocol.
