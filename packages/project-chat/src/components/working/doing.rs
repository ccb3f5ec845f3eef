//! What an agent does at the moment, told from the last row of its conversation.

use session_model::{Change, SessionKey, ThreadId};

use crate::components::v1_session_messages::V1;
use crate::components::v2_session_messages::V2;
use crate::handle::{Generation, ProjectHandle, SessionHandle};
use crate::labels::Labels;

/// What an agent does at the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Doing {
    /// It thinks.
    Thinking,
    /// It writes.
    Writing,
    /// It runs a command.
    Running(String),
    /// It uses a tool: what the tool does, and on what.
    Using(String, String),
}

impl Doing {
    /// What `data-doing` calls it.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Thinking => "thinking",
            Self::Writing => "writing",
            Self::Running(_) => "running",
            Self::Using(..) => "using",
        }
    }

    /// The same in words.
    pub(super) fn words(&self, labels: &Labels) -> String {
        let words = &labels.transcript;
        match self {
            Self::Thinking => words.thinking.to_string(),
            Self::Writing => words.writing.to_string(),
            Self::Running(command) => (words.running)(command),
            Self::Using(name, subject) => (words.using)(name, subject),
        }
    }
}

/// What the agent of a session does; none where its last row does not tell. The component that runs
/// is rerun when that may be something else, and not for words that grow.
pub(super) fn doing(project: ProjectHandle, session: SessionKey, labels: &Labels) -> Option<Doing> {
    let v1 = SessionHandle::<V1>::new(project, session);
    let v2 = SessionHandle::<V2>::new(project, session);
    of(v2, labels).or_else(|| of(v1, labels))
}

fn of<G: Generation>(session: SessionHandle<G>, labels: &Labels) -> Option<Doing> {
    session.peek(|_| ())?;
    let turn = session.turns(ThreadId::ROOT).last().copied()?;
    let row = session.turn(turn)?.rows.last().copied()?;
    let doing = session.peek(|known| G::doing(known, row, labels)).flatten();
    match doing {
        // What follows words is a row of its own.
        Some(Doing::Thinking | Doing::Writing) => doing,
        Some(Doing::Running(_) | Doing::Using(..)) | None => {
            let changes = [Change::Row(session.key, row)];
            session.project.read(&changes, |_| ());
            doing
        }
    }
}
