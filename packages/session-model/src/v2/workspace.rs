//! The folder that an agent works in.

use session_wire::v2::Info;

use super::transcript::Transcript;

/// How many messages are asked, so that a conversation that never tells is not read to its end. An
/// agent that tells does so in every answer.
const LOOKED_AT: usize = 64;

impl Transcript {
    /// The folder that the agent works in, as its first answer tells it.
    pub fn workspace(&self) -> Option<&str> {
        let messages = self
            .root()
            .order
            .iter()
            .take(LOOKED_AT)
            .filter_map(|row| self.message(*row));
        let mut paths = messages.filter_map(|message| match message.known()? {
            Info::Assistant(answer) => answer.path.as_ref(),
            Info::User(_) | Info::Other { .. } => None,
        });
        let path = paths.next()?;
        path.cwd.as_deref().or(path.root.as_deref())
    }
}

/// A path as it is in the folder `workspace`; one elsewhere as it is.
pub(super) fn relative<'a>(path: &'a str, workspace: Option<&str>) -> &'a str {
    let root = workspace.map(|root| root.trim_end_matches(['/', '\\']));
    root.filter(|root| !root.is_empty())
        .and_then(|root| path.strip_prefix(root))
        .and_then(|rest| rest.strip_prefix(['/', '\\']))
        .unwrap_or(path)
}
