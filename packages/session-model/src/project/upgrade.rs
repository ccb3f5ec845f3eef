//! What happens when the backend answers a message in another session than the one it was said in.

use session_wire::call::{Started, WorkerVersion};

use super::Project;
use crate::Timestamp;
use crate::change::{Change, Step};
use crate::effect::Effect;
use crate::session::{Life, SendId, SessionInfo, SessionKey};
use crate::version::AnySession;

impl Project {
    /// The backend has taken a message and says which session answers it.
    pub(super) fn run_in(
        &mut self,
        said_in: SessionKey,
        send: SendId,
        started: Started,
        now: Timestamp,
        step: &mut Step,
    ) {
        let Some(session) = self.session(said_in) else {
            return;
        };
        let known = session.info().cloud_session.clone();
        let version = session.version();
        let same_version = started
            .worker_version
            .as_ref()
            .is_none_or(|answered| *answered == version);
        let (id, message) = (started.cloud_agent_session_id, started.message_id);
        if known.as_ref() == Some(&id) {
            self.with(said_in, |session| session.accepted(send, message, step));
            return;
        }
        if known.is_none() && same_version {
            let info = SessionInfo {
                cloud_session: Some(id),
                ..session.info().clone()
            };
            self.with(said_in, |session| {
                session.adopt(info, step);
                session.accepted(send, message, step);
            });
            self.end_others(said_in, now, step);
            return;
        }
        if let Some(answers_in) = self
            .sessions
            .iter()
            .find(|session| session.info().cloud_session.as_ref() == Some(&id))
        {
            let key = answers_in.key();
            self.with(key, |session| session.accepted(send, message, step));
            return;
        }
        let Some(version) = started.worker_version else {
            // Another id does not tell another generation; the project's list does.
            self.with(said_in, |session| session.accepted(send, message, step));
            step.ask(Effect::LoadProject {
                project: self.id.clone(),
            });
            return;
        };
        let new = self.begin_session(said_in, &version, id.as_str(), now, step);
        self.with(new, |session| session.accepted(send, message, step));
    }

    fn begin_session(
        &mut self,
        old: SessionKey,
        version: &WorkerVersion,
        id: &str,
        now: Timestamp,
        step: &mut Step,
    ) -> SessionKey {
        let was_older = self
            .session(old)
            .is_some_and(|session| session.version() != *version);
        let reason = if was_older {
            "upgrade"
        } else {
            "user_initiated"
        };
        let info = SessionInfo {
            cloud_session: Some(id.into()),
            ..SessionInfo::local(now, reason)
        };
        let new = self.add_session(version, info, Life::Live(Box::default()), step);
        self.end_others(new, now, step);
        new
    }

    /// Ends every live session but one: a project has at most one.
    fn end_others(&mut self, kept: SessionKey, now: Timestamp, step: &mut Step) {
        let others = self.sessions.iter().filter(|session| session.is_live());
        let others: Vec<SessionKey> = others
            .map(AnySession::key)
            .filter(|key| *key != kept)
            .collect();
        for other in others {
            self.hand_over(other, kept, now, step);
        }
    }

    /// Ends one session and moves its unconfirmed messages into another.
    pub(super) fn hand_over(
        &mut self,
        old: SessionKey,
        new: SessionKey,
        now: Timestamp,
        step: &mut Step,
    ) {
        let mut moved = Vec::new();
        self.with(old, |session| {
            moved = session.take_unconfirmed(step);
            session.end(now, step);
        });
        self.with(new, |session| {
            for outgoing in moved {
                session.post(outgoing.id, outgoing.draft, now, step);
                if outgoing.accepted {
                    session.accepted(outgoing.id, outgoing.message, step);
                }
            }
        });
        // A session that never had a stream nor a message was only a place for the draft.
        let before = self.sessions.len();
        self.sessions
            .retain(|session| session.key() != old || !AnySession::is_hollow(session));
        if self.sessions.len() != before {
            step.mark(Change::Sessions);
        }
    }
}
