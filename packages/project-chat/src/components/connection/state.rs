//! What the interface needs to know of the live session's connection.

use session_model::{AnySession, ConnectionState, LostReason, SessionKey, Timestamp, TooBig};

use crate::handle::ProjectHandle;

/// The live session's connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) session: SessionKey,
    pub(crate) kind: LinkKind,
    /// How many attempts in a row have failed.
    pub(crate) attempts: u32,
}

/// What a connection does; not when it was last heard of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    Closed,
    Opening,
    Open,
    Suspect,
    Waiting { until: Timestamp },
    Lost(LostReason),
}

impl Link {
    /// The value of `data-connection`.
    pub(crate) const fn name(&self) -> &'static str {
        match self.kind {
            LinkKind::Closed => "closed",
            LinkKind::Opening => "opening",
            LinkKind::Open => "open",
            LinkKind::Suspect => "suspect",
            LinkKind::Waiting { .. } => "waiting",
            LinkKind::Lost(_) => "lost",
        }
    }
}

/// The live session's connection; none where no session is live. Subscribes.
pub(crate) fn link(project: ProjectHandle) -> Option<Link> {
    let session = project.active()?;
    let link = project.session(session, |known| {
        let connection = known.connection()?;
        let kind = match connection.state() {
            ConnectionState::Closed => LinkKind::Closed,
            ConnectionState::Opening => LinkKind::Opening,
            ConnectionState::Open { .. } => LinkKind::Open,
            ConnectionState::Suspect { .. } => LinkKind::Suspect,
            ConnectionState::Waiting { until } => LinkKind::Waiting { until: *until },
            ConnectionState::Lost(reason) => LinkKind::Lost(reason.clone()),
        };
        Some(Link {
            session,
            kind,
            attempts: connection.attempts(),
        })
    });
    link.flatten()
}

/// What the live session's stream brought that was too big to be taken in; none where all of it was
/// taken in. Subscribes.
pub(crate) fn too_big(project: ProjectHandle) -> Option<(SessionKey, TooBig)> {
    let session = project.active()?;
    let facts = project.session(session, AnySession::facts).flatten()?;
    (facts.too_big.count > 0).then_some((session, facts.too_big))
}
