//! The calls that a chat makes of its backend: tRPC procedures by name, with typed input and output.

mod answer;
mod deploy;
mod eligibility;
mod feedback;
mod github;
mod preview;
mod project;
mod prompt;
mod session;
mod ticket;
mod upload;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer, Serialize};

pub use self::answer::{Failure, FailureBody, FailureCode, FailureData, Success, SuccessData};
pub use self::deploy::{DeployOutput, DeployRefusal, DeployRefused, Deployed};
pub use self::eligibility::{AccessLevel, Eligibility};
pub use self::feedback::{FeedbackInput, RecentMessage};
pub use self::github::{
    CloneToken, Expiry, MigrateInput, MigrateOutput, MigrateRefusal, MigrateRefused, Migrated,
    Migration, Repository, RepositorySelection,
};
pub use self::preview::{Preview, PreviewStatus};
pub use self::project::{
    CreateProjectInput, Created, Mode, Project, ProjectColumns, SessionRow, Template,
};
pub use self::prompt::{AnswerPermissionInput, AnswerQuestionInput, RejectQuestionInput};
pub use self::session::{
    CancelMessageInput, PrepareLegacySessionInput, SendMessageInput, Started, WorkerVersion,
};
pub use self::ticket::{Ticket, TicketFailure, TicketInput, ticket_path};
pub use self::upload::{UploadInput, UploadUrl};
use crate::v1::CloudMessage;
use crate::v2::StoredMessage;
use crate::{CloudSessionId, ProjectId};

/// A tRPC procedure: its name, whether it changes something, what goes in and what comes out.
///
/// Queries travel as `GET /api/trpc/NAME?input=JSON`, mutations as `POST /api/trpc/NAME` with a
/// JSON body. The answer is `{"result":{"data":OUTPUT}}`, a failure
/// `{"error":{"message","code","data":{"code","httpStatus","path"}}}`.
pub trait Procedure {
    /// The procedure's name on the personal route; see [`Procedure::path`] for organisations.
    const NAME: &'static str;
    /// Whether it only reads.
    const KIND: Kind;
    /// What goes in.
    type Input: Serialize + DeserializeOwned + Clone + std::fmt::Debug;
    /// What comes out.
    type Output: Serialize + DeserializeOwned + Clone + std::fmt::Debug;

    /// The procedure's name for whoever owns the project: organisations put `organizations.`
    /// before it, and their `organizationId` into the input, where it is about a project.
    fn path(of_organization: bool) -> String {
        if of_organization && Self::NAME.starts_with("appBuilder.") {
            format!("organizations.{}", Self::NAME)
        } else {
            Self::NAME.to_owned()
        }
    }
}

/// Whether a procedure changes something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It only reads: `GET`.
    Query,
    /// It changes something: `POST`.
    Mutation,
}

macro_rules! procedures {
    ($($(#[$meta:meta])* $procedure:ident = $kind:ident $name:literal ($input:ty) -> $output:ty;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        pub enum $procedure {}

        impl Procedure for $procedure {
            const NAME: &'static str = $name;
            const KIND: Kind = Kind::$kind;
            type Input = $input;
            type Output = $output;
        }
    )*};
}

procedures! {
    /// Makes a project with a session that is prepared, not started.
    CreateProject = Mutation "appBuilder.createProject" (CreateProjectInput) -> Created;
    /// All projects, the latest first, without their sessions' messages.
    ListProjects = Query "appBuilder.listProjects" (Nothing) -> Vec<Project>;
    /// A project with its sessions.
    GetProject = Query "appBuilder.getProject" (OfProject) -> Project;
    /// Removes a project.
    DeleteProject = Mutation "appBuilder.deleteProject" (OfProject) -> Done;
    /// Starts a session that was prepared but never run.
    StartSession = Mutation "appBuilder.startSession" (OfProject) -> Started;
    /// Gives the person's message to the agent; may answer with another session than the current.
    SendMessage = Mutation "appBuilder.sendMessage" (SendMessageInput) -> Started;
    /// Revives a V1 session that only its history is left of, and gives it the person's message.
    PrepareLegacySession = Mutation "appBuilder.prepareLegacySession" (PrepareLegacySessionInput) -> Started;
    /// Stops what the agent does.
    InterruptSession = Mutation "appBuilder.interruptSession" (OfProject) -> Done;
    /// Answers a question of the agent's. The name is this project's own. Refused with
    /// `NOT_FOUND` where nothing of the kind was asked, with `CONFLICT` where it is settled.
    AnswerQuestion = Mutation "appBuilder.answerQuestion" (AnswerQuestionInput) -> Done;
    /// Dismisses a question of the agent's. Name and refusals as of [`AnswerQuestion`].
    RejectQuestion = Mutation "appBuilder.rejectQuestion" (RejectQuestionInput) -> Done;
    /// Allows or refuses what the agent wants to do. Name and refusals as of [`AnswerQuestion`].
    AnswerPermission = Mutation "appBuilder.answerPermission" (AnswerPermissionInput) -> Done;
    /// Takes back a message that waits for the agent. The name is this project's own. Refused
    /// with `NOT_FOUND` where no such message is known, with `CONFLICT` where the agent has it.
    CancelMessage = Mutation "appBuilder.cancelMessage" (CancelMessageInput) -> Done;
    /// The messages of an ended V1 session.
    GetLegacySessionMessages = Query "appBuilder.getLegacySessionMessages" (OfSession) -> Vec<CloudMessage>;
    /// The messages of an ended V2 session.
    GetSessionMessages = Query "appBuilder.getSessionMessages" (OfSession) -> Vec<StoredMessage>;
    /// How far the preview is.
    GetPreviewUrl = Query "appBuilder.getPreviewUrl" (OfProject) -> Preview;
    /// Has the preview built.
    TriggerBuild = Mutation "appBuilder.triggerBuild" (OfProject) -> Anything;
    /// Puts the project online.
    DeployProject = Mutation "appBuilder.deployProject" (OfProject) -> DeployOutput;
    /// What the person may do.
    CheckEligibility = Query "appBuilder.checkEligibility" (Nothing) -> Eligibility;
    /// Where an image can be put.
    GetImageUploadUrl = Mutation "appBuilder.getImageUploadUrl" (UploadInput) -> UploadUrl;
    /// Leave to clone the project's repository.
    GenerateCloneToken = Mutation "appBuilder.generateCloneToken" (OfProject) -> CloneToken;
    /// Whether and whereto the project can be moved to GitHub.
    CanMigrateToGitHub = Query "appBuilder.canMigrateToGitHub" (OfProject) -> Migration;
    /// Moves the project to GitHub.
    MigrateToGitHub = Mutation "appBuilder.migrateToGitHub" (MigrateInput) -> MigrateOutput;
    /// What the person says about the product.
    CreateFeedback = Mutation "appBuilderFeedback.create" (FeedbackInput) -> Anything;
}

/// The input of calls that need none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nothing {}

/// The input of calls about a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfProject {
    /// The project.
    pub project_id: ProjectId,
}

/// The input of calls about one session of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfSession {
    /// The project.
    pub project_id: ProjectId,
    /// The session.
    pub cloud_agent_session_id: CloudSessionId,
}

/// The answer of calls that say nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Whether it worked.
    pub success: bool,
}

/// The answer of calls whose answer says nothing: whatever it is, none included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Anything;

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Asking for an option is what lets the whole field be missing.
        Option::<IgnoredAny>::deserialize(deserializer).map(|_| Self)
    }
}
