//! What a stored stream amounts to, by the model's own reducers.

use session_model::version::Transcript as _;
use session_model::{AnySession, Effect, Epoch, Input, Link, Project, SessionKey, Timestamp};
use session_wire::call::{self, SessionRow, WorkerVersion};
use session_wire::v1::CloudMessage;
use session_wire::v2::StoredMessage;
use session_wire::{CloudSessionId, Fields};

use crate::log::events::StoredEvent;

/// A session of the model that is fed with a stored stream.
#[derive(Debug)]
pub(crate) struct Fold {
    session: CloudSessionId,
    project: Project,
    stream: Option<(SessionKey, Epoch)>,
}

impl Fold {
    /// Begins with an empty session.
    pub(crate) fn new(session: &CloudSessionId, version: &WorkerVersion) -> Self {
        let mut project = Project::new("folded".into(), 0);
        let now = Timestamp::default();
        project.handle(Input::Open, now);
        let loaded = Input::Loaded(Ok(Box::new(only(session, version))));
        let step = project.handle(loaded, now);
        let stream = step.effects.into_iter().find_map(|effect| match effect {
            Effect::OpenStream(request) => Some((request.session, request.epoch)),
            _ => None,
        });
        Self {
            session: session.clone(),
            project,
            stream,
        }
    }

    /// Takes in the next event.
    pub(crate) fn take(&mut self, event: StoredEvent) {
        let now = event.timestamp;
        let envelope = event.into_envelope(&self.session);
        self.take_frame(serde_json::to_string(&envelope).unwrap_or_default(), now);
    }

    /// Takes in the next frame of the session's stream.
    pub(crate) fn take_frame(&mut self, frame: String, now: Timestamp) {
        if let Some((session, epoch)) = self.stream {
            let link = Link::Frame(frame);
            let frame = Input::Link {
                session,
                epoch,
                link,
            };
            self.project.handle(frame, now);
        }
    }

    /// The session as the model holds it.
    pub(crate) fn session(&self) -> Option<&AnySession> {
        self.project.active()
    }

    /// The messages of a V1 stream; none when it is of another generation.
    pub(crate) fn v1(&self) -> Option<Vec<CloudMessage>> {
        match self.project.active()? {
            AnySession::V1(session) => Some(session.transcript().messages()),
            AnySession::V2(_) => None,
        }
    }

    /// The messages of a V2 stream, without its children's; none when it is of another generation.
    pub(crate) fn v2(&self) -> Option<Vec<StoredMessage>> {
        match self.project.active()? {
            AnySession::V2(session) => Some(session.transcript().messages()),
            AnySession::V1(_) => None,
        }
    }
}

/// A project whose only session is live.
fn only(session: &CloudSessionId, version: &WorkerVersion) -> call::Project {
    call::Project {
        id: "folded".into(),
        title: String::new(),
        model_id: None,
        session_id: Some(session.clone()),
        sessions: vec![SessionRow {
            id: "folded".to_owned(),
            cloud_agent_session_id: Some(session.clone()),
            worker_version: version.clone(),
            created_at: String::new(),
            ended_at: None,
            reason: String::new(),
            title: None,
            initiated: Some(true),
            prepared: Some(true),
            extra: Fields::new(),
        }],
        messages: Vec::new(),
        extra: Fields::new(),
    }
}
