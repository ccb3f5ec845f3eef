//! The calls that a chat makes of its backend: tRPC procedures by name, with typed input and output.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;
use crate::v1::{CloudMessage, Images};
use crate::v2::StoredMessage;
use crate::{CloudSessionId, Fields, ProjectId, lenient};

/// A tRPC procedure: its name, whether it changes something, what goes in and what comes out.
///
/// Queries travel as `GET /api/trpc/NAME?input=JSON`, mutations as `POST /api/trpc/NAME` with a
/// JSON body. The answer is `{"result":{"data":OUTPUT}}`, a failure
/// `{"error":{"message","code","data":{"code","httpStatus","path"}}}`.
pub trait Procedure {
    /// The procedure's name on the personal route; organisations put `organizations.` before it.
    const NAME: &'static str;
    /// Whether it only reads.
    const KIND: Kind;
    /// What goes in.
    type Input: Serialize + DeserializeOwned + Clone + std::fmt::Debug;
    /// What comes out.
    type Output: Serialize + DeserializeOwned + Clone + std::fmt::Debug;
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
    /// All projects, the latest first, without their sessions' messages.
    ListProjects = Query "appBuilder.listProjects" (Nothing) -> Vec<Project>;
    /// A project with its sessions.
    GetProject = Query "appBuilder.getProject" (OfProject) -> Project;
    /// Starts a session that was prepared but never run.
    StartSession = Mutation "appBuilder.startSession" (OfProject) -> Started;
    /// Gives the person's message to the agent; may answer with another session than the current.
    SendMessage = Mutation "appBuilder.sendMessage" (SendMessageInput) -> Started;
    /// Stops what the agent does.
    InterruptSession = Mutation "appBuilder.interruptSession" (OfProject) -> Done;
    /// The messages of an ended V1 session.
    GetLegacySessionMessages = Query "appBuilder.getLegacySessionMessages" (OfSession) -> Vec<CloudMessage>;
    /// The messages of an ended V2 session.
    GetSessionMessages = Query "appBuilder.getSessionMessages" (OfSession) -> Vec<StoredMessage>;
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

/// The input of [`SendMessage`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SendMessageInput {
    /// The project.
    pub project_id: ProjectId,
    /// The person's words, not empty.
    pub message: String,
    /// Images that were uploaded for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub images: Option<Images>,
    /// The model that is to answer from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// Whether to begin a new session with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub force_new_session: bool,
}

/// Which session runs after a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Started {
    /// The session whose stream carries the answer.
    pub cloud_agent_session_id: CloudSessionId,
    /// The generation of its worker, where the backend says so.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub worker_version: Option<WorkerVersion>,
}

/// The answer of calls that say nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Whether it worked.
    pub success: bool,
}

open_enum! {
    /// A generation of agent workers, and so of messages.
    WorkerVersion {
        /// `CloudMessage`s of the legacy CLI.
        V1 = "v1",
        /// `StoredMessage`s of opencode.
        V2 = "v2",
    }
}

/// A project as [`GetProject`] answers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Its identity.
    pub id: ProjectId,
    /// Its title.
    #[serde(default, deserialize_with = "lenient::field")]
    pub title: String,
    /// The model that answers.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub model_id: Option<String>,
    /// The current session.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub session_id: Option<CloudSessionId>,
    /// Its sessions, oldest first.
    #[serde(default, deserialize_with = "lenient::list")]
    pub sessions: Vec<SessionRow>,
    /// The stored messages of the current session, where it is V1 and has any.
    #[serde(default, deserialize_with = "lenient::list")]
    pub messages: Vec<CloudMessage>,
    /// Every other column, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// A session as its project lists it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionRow {
    /// The row's identity.
    pub id: String,
    /// The stream's owner; none before the session is prepared.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub cloud_agent_session_id: Option<CloudSessionId>,
    /// The generation of its messages.
    pub worker_version: WorkerVersion,
    /// When it was made, RFC 3339.
    #[serde(default, deserialize_with = "lenient::field")]
    pub created_at: String,
    /// When it ended, RFC 3339; none while it is live.
    #[serde(default, deserialize_with = "lenient::field")]
    pub ended_at: Option<String>,
    /// Why it was made: `initial`, `upgrade`, …
    #[serde(default, deserialize_with = "lenient::field")]
    pub reason: String,
    /// Its title, where it has one.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub title: Option<String>,
    /// Whether it has ever run; none when the backend could not tell.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub initiated: Option<bool>,
    /// Whether its stream can be replayed; none when the backend could not tell.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "lenient::field"
    )]
    pub prepared: Option<bool>,
    /// Every other column, as it came.
    #[serde(flatten)]
    pub extra: Fields,
}

/// The envelope of a successful answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Success<T> {
    /// The answer.
    pub result: SuccessData<T>,
}

/// The inside of [`Success`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SuccessData<T> {
    /// What the procedure gave back.
    pub data: T,
}

impl<T> Success<T> {
    /// Wraps an answer.
    pub fn new(data: T) -> Self {
        Self {
            result: SuccessData { data },
        }
    }
}

/// The envelope of a failed call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The failure.
    pub error: FailureBody,
}

/// The inside of [`Failure`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureBody {
    /// What happened, in the backend's words.
    #[serde(default)]
    pub message: String,
    /// The JSON-RPC number of the code.
    #[serde(default)]
    pub code: i64,
    /// The code by name.
    pub data: FailureData,
}

/// The code of a failed call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FailureData {
    /// The code.
    pub code: FailureCode,
    /// The HTTP status that goes with it.
    #[serde(default)]
    pub http_status: u16,
    /// The procedure's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

open_enum! {
    /// Why a call failed.
    FailureCode {
        /// The input is wrong, or the project is in no state for the call.
        BadRequest = "BAD_REQUEST",
        /// Nobody is signed in.
        Unauthorized = "UNAUTHORIZED",
        /// There are no credits left.
        PaymentRequired = "PAYMENT_REQUIRED",
        /// It is not allowed.
        Forbidden = "FORBIDDEN",
        /// There is no such project, session or procedure.
        NotFound = "NOT_FOUND",
        /// The method does not fit the procedure.
        MethodNotSupported = "METHOD_NOT_SUPPORTED",
        /// It was done already.
        Conflict = "CONFLICT",
        /// The backend failed.
        Internal = "INTERNAL_SERVER_ERROR",
    }
}

impl FailureCode {
    /// The HTTP status that goes with the code.
    pub fn http_status(&self) -> u16 {
        match self {
            Self::BadRequest => 400,
            Self::Unauthorized => 401,
            Self::PaymentRequired => 402,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::MethodNotSupported => 405,
            Self::Conflict => 409,
            Self::Internal | Self::Other(_) => 500,
        }
    }

    /// The JSON-RPC number that goes with the code.
    pub fn json_rpc(&self) -> i64 {
        match self {
            Self::BadRequest => -32600,
            Self::Internal | Self::Other(_) => -32603,
            // tRPC derives the other numbers from the HTTP status.
            code => -32000 - i64::from(code.http_status() % 100),
        }
    }
}

impl Failure {
    /// A failure of a procedure.
    pub fn new(code: FailureCode, message: impl Into<String>, path: impl Into<String>) -> Self {
        Self {
            error: FailureBody {
                message: message.into(),
                code: code.json_rpc(),
                data: FailureData {
                    http_status: code.http_status(),
                    code,
                    path: Some(path.into()),
                },
            },
        }
    }
}

/// Asks for leave to open a session's stream: the body of `POST …/sessions/stream-ticket`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TicketInput {
    /// The session.
    pub cloud_agent_session_id: CloudSessionId,
    /// The organisation that owns the project, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
}

/// Leave to open a session's stream for a minute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ticket {
    /// What the stream's URL carries. A secret: it goes in no log.
    pub ticket: String,
    /// When it is too old, in seconds since the Unix epoch.
    pub expires_at: i64,
}

/// Why no ticket was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketFailure {
    /// What happened, in the backend's words.
    pub error: String,
}

/// The path of the ticket call for a worker generation.
pub fn ticket_path(version: &WorkerVersion) -> &'static str {
    match version {
        WorkerVersion::V1 => "/api/cloud-agent/sessions/stream-ticket",
        WorkerVersion::V2 | WorkerVersion::Other(_) => {
            "/api/cloud-agent-next/sessions/stream-ticket"
        }
    }
}
