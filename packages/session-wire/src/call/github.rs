//! Taking a project's repository elsewhere.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::lenient::{self, FromJson};
use crate::open_enum::open_enum;
use crate::record::record;
use crate::{CloudSessionId, ProjectId};

record! {
    /// Leave to clone a project's repository.
    #[serde(rename_all = "camelCase")]
    CloneToken {
        /// A secret: it goes in no log.
        required token: String,
        /// The repository's address.
        required git_url: String,
        /// When the token is too old.
        expires_at?: Expiry,
    }
}

/// When something is too old.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Expiry {
    /// In seconds since the Unix epoch.
    Seconds(i64),
    /// As an RFC 3339 date.
    Date(String),
}

impl<'de> Deserialize<'de> for Expiry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        lenient::deserialize(deserializer)
    }
}

impl FromJson for Expiry {
    fn from_json(value: Value) -> Option<Self> {
        match value {
            Value::String(date) => Some(Self::Date(date)),
            seconds => i64::from_json(seconds).map(Self::Seconds),
        }
    }
}

record! {
    /// Whether and whereto a project can be moved to GitHub.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    Migration {
        /// Whether the owner has linked GitHub.
        #[serde(rename = "hasGitHubIntegration")]
        has_github_integration: bool,
        /// The account that it would go to.
        target_account_name?: String,
        /// Whether it is there already.
        already_migrated: bool,
        /// A name for its repository.
        suggested_repo_name?: String,
        /// Where a repository can be made.
        new_repo_url?: String,
        /// Where the link to GitHub can be changed.
        installation_settings_url?: String,
        /// The repositories that it could go to.
        available_repos: Vec<Repository>,
        /// Which repositories the link reaches.
        repository_selection?: RepositorySelection,
    }
}

record! {
    /// A repository on GitHub.
    #[serde(rename_all = "camelCase")]
    Repository {
        /// `owner/name`.
        required full_name: String,
        /// When it was made, RFC 3339.
        created_at?: String,
        /// Whether only some can see it.
        is_private: bool,
    }
}

open_enum! {
    /// Which repositories a link to GitHub reaches.
    RepositorySelection {
        /// All of the account.
        All = "all",
        /// Those that were chosen.
        Selected = "selected",
    }
}

/// The input of [`MigrateToGitHub`](super::MigrateToGitHub).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MigrateInput {
    /// The project.
    pub project_id: ProjectId,
    /// The repository, `owner/name`, 3 to 200 characters.
    pub repo_full_name: String,
}

/// What became of moving a project to GitHub.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Answer", into = "Answer")]
pub enum MigrateOutput {
    /// It is there.
    Migrated(Migrated),
    /// It is not.
    Refused(MigrateRefused),
}

/// A project that is on GitHub now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The repository's page.
    pub github_repo_url: Option<String>,
    /// The session that goes on from here.
    pub new_session_id: CloudSessionId,
}

/// Why a project was not moved to GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrateRefused {
    /// Why.
    pub error: MigrateRefusal,
}

open_enum! {
    /// Why a project was not moved to GitHub.
    MigrateRefusal {
        /// The owner has not linked GitHub.
        GithubAppNotInstalled = "github_app_not_installed",
        /// It is there already.
        AlreadyMigrated = "already_migrated",
        /// There is no such repository.
        RepoNotFound = "repo_not_found",
        /// There is something in the repository.
        RepoNotEmpty = "repo_not_empty",
        /// GitHub did not take it.
        PushFailed = "push_failed",
        /// There is no such project.
        ProjectNotFound = "project_not_found",
        /// The backend failed.
        Internal = "internal_error",
    }
}

record! {
    /// Either result, as it travels.
    #[derive(Default)]
    #[serde(rename_all = "camelCase")]
    Answer {
        /// Which of them.
        success: bool,
        /// Of a success.
        github_repo_url?: String,
        /// Of a success.
        new_session_id?: CloudSessionId,
        /// Of a refusal.
        error?: MigrateRefusal,
    }
}

impl TryFrom<Answer> for MigrateOutput {
    type Error = &'static str;

    fn try_from(answer: Answer) -> Result<Self, Self::Error> {
        match (answer.success, answer.new_session_id, answer.error) {
            (true, Some(new_session_id), _) => Ok(Self::Migrated(Migrated {
                github_repo_url: answer.github_repo_url,
                new_session_id,
            })),
            (true, None, _) => Err("a migration without `newSessionId`"),
            (false, _, Some(error)) => Ok(Self::Refused(MigrateRefused { error })),
            (false, _, None) => Err("neither a migration nor an `error`"),
        }
    }
}

impl From<MigrateOutput> for Answer {
    fn from(output: MigrateOutput) -> Self {
        match output {
            MigrateOutput::Migrated(migrated) => Self {
                success: true,
                github_repo_url: migrated.github_repo_url,
                new_session_id: Some(migrated.new_session_id),
                ..Self::default()
            },
            MigrateOutput::Refused(refused) => Self {
                error: Some(refused.error),
                ..Self::default()
            },
        }
    }
}
