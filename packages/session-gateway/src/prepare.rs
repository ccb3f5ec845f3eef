//! A project whose session waits for its first start.

use session_wire::call::WorkerVersion;
use session_wire::{CloudSessionId, ProjectId, SessionId, Timestamp};

use crate::calls::title;
use crate::log::projects::ProjectRecord;
use crate::log::sessions::NewSession;
use crate::log::{LogError, Write};
use crate::{clock, ids};

/// What a project is to begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preparation {
    /// The project's title.
    pub title: String,
    /// The generation of its session.
    pub version: WorkerVersion,
    /// What the person asks for first.
    pub prompt: String,
}

/// A preparation with its identities.
pub(crate) struct Prepared {
    preparation: Preparation,
    project: ProjectId,
    session: CloudSessionId,
    agent_session: SessionId,
    row_id: String,
    now: Timestamp,
}

impl Prepared {
    pub(crate) fn new(preparation: Preparation) -> Result<Self, getrandom::Error> {
        let now = clock::now();
        Ok(Self {
            preparation,
            project: ids::uuid()?.into(),
            session: ids::cloud_session()?,
            agent_session: ids::agent_session(now)?,
            row_id: ids::uuid()?,
            now,
        })
    }

    pub(crate) fn insert(self, write: &Write<'_>) -> Result<ProjectId, LogError> {
        write.insert_project(&ProjectRecord {
            id: self.project.clone(),
            title: self.preparation.title,
            model_id: None,
            session_id: Some(self.session.clone()),
            created_at: self.now,
            last_message_at: self.now,
        })?;
        write.insert_session(&NewSession {
            id: self.session,
            row_id: self.row_id,
            project: self.project.clone(),
            version: self.preparation.version,
            agent_session: self.agent_session,
            created_at: self.now,
            reason: "initial",
            title: Some(title(&self.preparation.prompt)),
            prompt: Some(self.preparation.prompt),
        })?;
        Ok(self.project)
    }
}
