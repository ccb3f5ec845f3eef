//! A session's name inside its project.

/// A session's name inside its project, for the session's whole life.
///
/// The backend's ids come later than some sessions do, so they cannot be the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionKey(pub(crate) u32);

impl SessionKey {
    /// The session's number in its project.
    pub fn number(self) -> u32 {
        self.0
    }
}
