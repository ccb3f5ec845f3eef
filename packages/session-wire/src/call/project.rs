//! Projects, as their backend lists them.

use serde::{Deserialize, Serialize};

use super::WorkerVersion;
use crate::open_enum::open_enum;
use crate::record::{Record, record};
use crate::v1::{CloudMessage, Images};
use crate::{CloudSessionId, ProjectId};

record! {
    /// A project as [`GetProject`](super::GetProject) answers it.
    Project {
        /// Its identity.
        required id: ProjectId,
        /// Its title.
        title: String,
        /// The model that answers.
        model_id?: String,
        /// The current session.
        session_id?: CloudSessionId,
        /// Its sessions, oldest first.
        sessions: Vec<SessionRow>,
        /// The stored messages of the current session, where it is V1 and has any.
        messages: Vec<CloudMessage>,
    }
}

record! {
    /// A session as its project lists it.
    SessionRow {
        /// The row's identity.
        required id: String,
        /// The stream's owner; none before the session is prepared.
        cloud_agent_session_id?: CloudSessionId,
        /// The generation of its messages.
        required worker_version: WorkerVersion,
        /// When it was made, RFC 3339.
        created_at: String,
        /// When it ended, RFC 3339; none while it is live.
        ended_at: Option<String>,
        /// Why it was made: `initial`, `upgrade`, …
        reason: String,
        /// Its title, where it has one.
        title?: String,
        /// Whether it has ever run; none when the backend could not tell.
        initiated?: bool,
        /// Whether its stream can be replayed; none when the backend could not tell.
        prepared?: bool,
    }
}

record! {
    /// The columns of a project that only some hosts need; see [`Project::columns`].
    #[derive(Default)]
    ProjectColumns {
        /// The template that it was made from.
        template?: Template,
        /// Where it is online.
        deployment_id?: String,
        /// When it was made, RFC 3339.
        created_at?: String,
        /// When it was last changed, RFC 3339.
        updated_at?: String,
        /// When the last message was sent, RFC 3339.
        last_message_at?: String,
        /// Its repository on GitHub, `owner/name`.
        git_repo_full_name?: String,
        /// The link to GitHub that its repository is reached by.
        git_platform_integration_id?: String,
        /// When it was moved to GitHub, RFC 3339.
        migrated_at?: String,
        /// The person who made it.
        created_by_user_id?: String,
        /// The person who owns it.
        owned_by_user_id?: String,
        /// The organisation that owns it.
        owned_by_organization_id?: String,
        /// Whether its session has ever run; none when the backend could not tell.
        #[serde(rename = "sessionInitiated")]
        session_initiated?: bool,
        /// Whether its session's stream can be replayed; none when the backend could not tell.
        #[serde(rename = "sessionPrepared")]
        session_prepared?: bool,
    }
}

impl Project {
    /// The columns that only some hosts need, read from [`Project::extra`].
    pub fn columns(&self) -> ProjectColumns {
        ProjectColumns::read(self.extra.clone()).unwrap_or_default()
    }
}

open_enum! {
    /// What a project begins with.
    Template {
        /// A page about a person.
        Resume = "resume",
        /// A page about a company.
        StartupLandingPage = "startup-landing-page",
    }
}

open_enum! {
    /// What an agent is to do.
    Mode {
        /// Change the code.
        Code = "code",
        /// Answer only.
        Ask = "ask",
    }
}

/// The input of [`CreateProject`](super::CreateProject).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreateProjectInput {
    /// The person's first words, not empty.
    pub prompt: String,
    /// The model that is to answer.
    pub model: String,
    /// Its title; the backend makes one where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Images that were uploaded for the first message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub images: Option<Images>,
    /// What it begins with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<Template>,
    /// What the agent is to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
}

/// The project that was made; its session is still to be started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Created {
    /// The project.
    pub project_id: ProjectId,
}
