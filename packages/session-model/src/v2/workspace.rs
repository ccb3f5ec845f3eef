//! The folder that an agent works in.

use session_wire::v2::Info;

use super::transcript::Transcript;

impl Transcript {
    /// The folder that the agent works in, as its first answer tells it.
    pub fn workspace(&self) -> Option<&str> {
        let messages = self
            .root()
            .order
            .iter()
            .filter_map(|row| self.message(*row));
        let mut paths = messages.filter_map(|message| match message.known()? {
            Info::Assistant(answer) => answer.path.as_ref(),
            Info::User(_) | Info::Other { .. } => None,
        });
        let path = paths.next()?;
        path.cwd.as_deref().or(path.root.as_deref())
    }
}
