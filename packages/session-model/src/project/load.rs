//! How a project comes from the backend, and what is started then.

use session_wire::CloudSessionId;
use session_wire::call::{self, SessionRow, Started};

use super::{NewSession, Project};
use crate::Timestamp;
use crate::change::{Change, Step};
use crate::effect::Effect;
use crate::input::{CallError, CallErrorKind};
use crate::session::{HistoryState, Life, SessionInfo, SessionKey};
use crate::version::AnySession;

/// Whether a project is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load {
    /// Nobody has asked for it.
    Waiting,
    /// It was asked for.
    Loading,
    /// It is there.
    Loaded,
    /// It could not be loaded.
    Failed(CallError),
}

impl Project {
    /// The first view: nothing is started before somebody looks.
    pub(super) fn open(&mut self, step: &mut Step) {
        if self.load == Load::Waiting {
            self.reload(step);
        }
    }

    pub(super) fn reload(&mut self, step: &mut Step) {
        if self.load == Load::Loading {
            return;
        }
        if self.load != Load::Loaded {
            self.load = Load::Loading;
            step.mark(Change::Project);
        }
        step.ask(Effect::LoadProject {
            project: self.id.clone(),
        });
    }

    pub(super) fn loaded(
        &mut self,
        result: Result<Box<call::Project>, CallError>,
        now: Timestamp,
        step: &mut Step,
    ) {
        step.mark(Change::Project);
        match result {
            Ok(project) => {
                self.load = Load::Loaded;
                self.reconcile(*project, now, step);
            }
            Err(error) if self.load == Load::Loaded => self.fail(error, step),
            Err(error) => self.load = Load::Failed(error),
        }
    }

    /// Takes in the backend's list of sessions: those that are known keep their place and name.
    fn reconcile(&mut self, project: call::Project, now: Timestamp, step: &mut Step) {
        self.take_settings(&project);
        let current = current_row(&project.sessions, project.session_id.as_ref()).cloned();
        if current.is_none() && self.active().is_none() && project.session_id.is_some() {
            self.set_new_session(NewSession::Required, step);
        }
        for row in &project.sessions {
            let is_current = current.as_ref() == Some(row);
            let key = self.known(row).unwrap_or_else(|| {
                let life = if is_current {
                    Life::Prepared
                } else {
                    Life::Ended(HistoryState::Unloaded)
                };
                self.add_session(&row.worker_version, SessionInfo::from(row), life, step)
            });
            self.with(key, |session| {
                session.adopt(SessionInfo::from(row), step);
            });
        }
        if let Some(row) = current
            && let Some(key) = self.known(&row)
        {
            self.make_current(key, &row, now, step);
            self.with(key, |session| session.seed(project.messages, step));
        }
    }

    fn known(&self, row: &SessionRow) -> Option<SessionKey> {
        let id = row.cloud_agent_session_id.as_ref()?;
        let session = self
            .sessions
            .iter()
            .find(|session| session.info().cloud_session.as_ref() == Some(id))?;
        Some(session.key())
    }

    fn make_current(&mut self, key: SessionKey, row: &SessionRow, now: Timestamp, step: &mut Step) {
        if let Some(old) = self.active().map(AnySession::key).filter(|old| *old != key) {
            self.with(key, |session| session.go_live(step));
            self.hand_over(old, key, now, step);
            return;
        }
        // An orphan row may be newer than the current session, which is still drawn last.
        if let Some(index) = self
            .sessions
            .iter()
            .position(|session| session.key() == key)
            && index + 1 != self.sessions.len()
        {
            let session = self.sessions.remove(index);
            self.sessions.push(session);
            step.mark(Change::Sessions);
        }
        if row.prepared != Some(false) && row.initiated == Some(false) {
            self.with(key, |session| session.make_live(step));
            step.ask(Effect::StartSession {
                project: self.id.clone(),
                session: key,
            });
        } else {
            self.with(key, |session| session.go_live(step));
        }
    }

    /// The backend has started a session that was prepared.
    pub(super) fn started(
        &mut self,
        key: SessionKey,
        result: Result<Started, CallError>,
        step: &mut Step,
    ) {
        match result {
            // Somebody else started it; its stream tells the rest.
            Ok(_)
            | Err(CallError {
                kind: CallErrorKind::Conflict,
                ..
            }) => {
                self.with(key, |session| session.connect(step));
            }
            Err(error) => self.fail(error, step),
        }
    }
}

/// The row that the project points at; where it points at none, the first that has not ended.
fn current_row<'a>(
    rows: &'a [SessionRow],
    current: Option<&CloudSessionId>,
) -> Option<&'a SessionRow> {
    let mut rows = rows.iter().filter(|row| row.ended_at.is_none());
    match current {
        Some(current) => rows.find(|row| row.cloud_agent_session_id.as_ref() == Some(current)),
        None => rows.next(),
    }
}
