//! A text that must not be printed.

use std::fmt;

/// A text that lets somebody in: a ticket, a URL with a ticket in it, a token.
///
/// Its `Debug` shows nothing of it, and it has no `Display`; [`expose`](Secret::expose) is the
/// one way to it, to be used only where it goes onto the wire.
///
/// ```
/// let ticket = session_client::Secret::new("eyJhbGciOi");
/// assert_eq!(format!("{ticket:?}"), "Secret(…)");
/// assert_eq!(ticket.expose(), "eyJhbGciOi");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a text as a secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}
