//! Sending a message: it is shown at once, and comes back if it cannot be sent.

use session_wire::MessageId;
use session_wire::call::{Started, WorkerVersion};

use super::{Load, NewSession, Project};
use crate::Timestamp;
use crate::change::{Change, Step};
use crate::effect::Effect;
use crate::input::{CallError, CallErrorKind, Draft};
use crate::session::{Life, SendId, SessionInfo, SessionKey};
use crate::version::AnySession;

/// A message that is to be put back into the composer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// What the person wrote.
    pub draft: Draft,
    /// Why it comes back.
    pub reason: ReturnReason,
}

/// Why a message comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnReason {
    /// It could not be sent.
    NotSent(CallError),
    /// The person took it back while it waited for the agent.
    TakenBack,
}

impl Project {
    pub(super) fn send(&mut self, draft: Draft, now: Timestamp, step: &mut Step) {
        if draft.text.trim().is_empty() && draft.images.is_none() {
            return;
        }
        if self.load != Load::Loaded {
            // A project that is not there cannot take a message; nothing may be lost.
            let message = "the project is not loaded".to_owned();
            let error = CallError {
                kind: CallErrorKind::Unavailable,
                message,
            };
            self.give_back(draft, ReturnReason::NotSent(error), step);
            return;
        }
        if let Some(model) = &draft.model {
            self.settings.model = Some(model.clone());
        }
        let in_new_session = self.new_session.is_pending();
        let session = match self.active() {
            Some(active) if !in_new_session => active.key(),
            // The backend makes the session, and says with its answer which one it is.
            _ => self.add_session(
                &WorkerVersion::V2,
                SessionInfo::local(now, "user_initiated"),
                Life::Live(Box::default()),
                step,
            ),
        };
        self.set_new_session(NewSession::No, step);
        let send = SendId(self.next_send);
        self.next_send += 1;
        self.failure = None;
        self.returned = None;
        step.mark(Change::Project);
        self.with(session, |session| {
            session.post(send, draft.clone(), now, step);
        });
        step.ask(Effect::SendMessage {
            project: self.id.clone(),
            session,
            send,
            draft,
            in_new_session,
        });
    }

    pub(super) fn sent(
        &mut self,
        session: SessionKey,
        send: SendId,
        result: Result<Started, CallError>,
        now: Timestamp,
        step: &mut Step,
    ) {
        match result {
            Ok(started) => self.run_in(session, send, started, now, step),
            Err(error) => self.not_sent(session, send, error, step),
        }
    }

    fn not_sent(&mut self, session: SessionKey, send: SendId, error: CallError, step: &mut Step) {
        // The message may have moved to another session since it was sent.
        let mut sessions = self.sessions.iter_mut();
        let Some(draft) = sessions.find_map(|session| session.withdraw(send, step)) else {
            self.fail(error, step);
            return;
        };
        self.give_back(draft, ReturnReason::NotSent(error), step);
        // A session that was only a place for the message goes with it.
        let is_hollow = self.session(session).is_some_and(AnySession::is_hollow);
        if is_hollow {
            self.sessions.retain(|known| known.key() != session);
            step.mark(Change::Sessions);
            let gone = if self.active().is_some() {
                NewSession::Wanted
            } else {
                self.required()
            };
            self.set_new_session(gone, step);
        }
    }

    pub(super) fn cancel_message(
        &mut self,
        session: SessionKey,
        message: MessageId,
        step: &mut Step,
    ) {
        let id = self.id.clone();
        let mut taken = None;
        self.with(session, |session| {
            taken = session.cancel_message(&id, message, step);
        });
        if let Some(draft) = taken {
            self.give_back(draft, ReturnReason::TakenBack, step);
        }
    }

    pub(super) fn message_cancelled(
        &mut self,
        session: SessionKey,
        message: &MessageId,
        result: Result<(), CallError>,
        step: &mut Step,
    ) {
        let mut taken = None;
        self.with(session, |session| {
            taken = session.message_cancelled(message, result, step);
        });
        if let Some(draft) = taken {
            self.give_back(draft, ReturnReason::TakenBack, step);
        }
    }

    fn give_back(&mut self, draft: Draft, reason: ReturnReason, step: &mut Step) {
        self.returned = Some(Returned { draft, reason });
        step.mark(Change::Project);
    }

    /// A project that has had sessions but has no live one must begin a new one.
    fn required(&self) -> NewSession {
        if self.sessions.is_empty() {
            NewSession::No
        } else {
            NewSession::Required
        }
    }
}
