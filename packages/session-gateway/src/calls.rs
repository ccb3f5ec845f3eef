//! The calls of a chat: tRPC-shaped procedures, and tickets for the streams.

mod history;
mod projects;
mod prompts;
mod queue;
mod sessions;
mod tickets;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, post};
use axum::{Json, Router};
use serde::Deserialize;
use session_wire::call::{
    self, Failure, FailureCode, Kind, Procedure, Success, TicketFailure, WorkerVersion,
};

pub(crate) use self::sessions::title;
use crate::log::LogError;
use crate::state::Shared;

/// Why a procedure failed, in words for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CallError {
    pub(crate) code: FailureCode,
    pub(crate) message: String,
}

type CallResult<T> = Result<T, CallError>;

/// What a call came with.
struct Request {
    shared: Shared,
    path: String,
    method: Method,
    input: Option<String>,
    body: Result<Bytes, BytesRejection>,
}

/// The routes of all calls.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/api/trpc/{procedure}", any(procedure))
        .route(
            call::ticket_path(&WorkerVersion::V1),
            post(async |shared, body| tickets::issue(&WorkerVersion::V1, shared, body).await),
        )
        .route(
            call::ticket_path(&WorkerVersion::V2),
            post(async |shared, body| tickets::issue(&WorkerVersion::V2, shared, body).await),
        )
}

/// The answer outside of tRPC to what is refused: `{"error"}`.
pub(crate) fn refusal(status: StatusCode, error: impl Into<String>) -> Response {
    let error = error.into();
    (status, Json(TicketFailure { error })).into_response()
}

#[derive(Deserialize)]
struct Parameters {
    input: Option<String>,
}

async fn procedure(
    State(shared): State<Shared>,
    Path(path): Path<String>,
    Query(parameters): Query<Parameters>,
    method: Method,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let name = path
        .strip_prefix("organizations.")
        .unwrap_or(&path)
        .to_owned();
    let request = Request {
        shared,
        path,
        method,
        input: parameters.input,
        body,
    };
    // A caller that hangs up must not stop what has begun, between what is stored and what is woken.
    let stop = request.shared.stop.clone();
    let answered = tokio::spawn(stop.track(answer(name, request))).await;
    answered.unwrap_or_else(|_| refusal(StatusCode::INTERNAL_SERVER_ERROR, "The call has failed"))
}

async fn answer(name: String, request: Request) -> Response {
    match name.as_str() {
        call::ListProjects::NAME => request.call::<call::ListProjects>(projects::list).await,
        call::GetProject::NAME => request.call::<call::GetProject>(projects::get).await,
        call::StartSession::NAME => request.call::<call::StartSession>(sessions::start).await,
        call::SendMessage::NAME => request.call::<call::SendMessage>(sessions::send).await,
        call::InterruptSession::NAME => {
            request
                .call::<call::InterruptSession>(sessions::interrupt)
                .await
        }
        call::AnswerQuestion::NAME => {
            request
                .call::<call::AnswerQuestion>(prompts::answer_question)
                .await
        }
        call::RejectQuestion::NAME => {
            request
                .call::<call::RejectQuestion>(prompts::reject_question)
                .await
        }
        call::AnswerPermission::NAME => {
            request
                .call::<call::AnswerPermission>(prompts::answer_permission)
                .await
        }
        call::CancelMessage::NAME => request.call::<call::CancelMessage>(queue::cancel).await,
        call::GetLegacySessionMessages::NAME => {
            request
                .call::<call::GetLegacySessionMessages>(history::legacy)
                .await
        }
        call::GetSessionMessages::NAME => {
            request
                .call::<call::GetSessionMessages>(history::current)
                .await
        }
        _ => {
            let message = format!("No procedure found on path \"{}\"", request.path);
            request.failure(CallError::new(FailureCode::NotFound, message))
        }
    }
}

impl Request {
    async fn call<P: Procedure>(
        self,
        handler: impl AsyncFnOnce(&Shared, P::Input) -> CallResult<P::Output>,
    ) -> Response {
        let input = match self.input::<P>() {
            Ok(input) => input,
            Err(error) => return self.failure(error),
        };
        match handler(&self.shared, input).await {
            Ok(output) => Json(Success::new(output)).into_response(),
            Err(error) => self.failure(error),
        }
    }

    fn input<P: Procedure>(&self) -> CallResult<P::Input> {
        let expected = match P::KIND {
            Kind::Query => Method::GET,
            Kind::Mutation => Method::POST,
        };
        if self.method != expected {
            let message = format!("Unsupported {} request to \"{}\"", self.method, self.path);
            return Err(CallError::new(FailureCode::MethodNotSupported, message));
        }
        let bytes = match (P::KIND, &self.body) {
            (Kind::Query, _) => self.input.as_deref().unwrap_or_default().as_bytes(),
            (Kind::Mutation, Ok(body)) => body,
            (Kind::Mutation, Err(rejection)) => {
                return Err(CallError::bad_request(rejection.body_text()));
            }
        };
        // A call without input sends nothing.
        let text = if bytes.is_empty() { b"{}" } else { bytes };
        serde_json::from_slice(text)
            .map_err(|error| CallError::bad_request(format!("The input cannot be read: {error}")))
    }

    fn failure(&self, error: CallError) -> Response {
        let failure = Failure::new(error.code, error.message, self.path.as_str());
        let status = StatusCode::from_u16(failure.error.data.http_status)
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(failure)).into_response()
    }
}

impl CallError {
    fn new(code: FailureCode, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    fn bad_request(message: impl Into<String>) -> Self {
        Self::new(FailureCode::BadRequest, message)
    }

    fn conflict(message: impl Into<String>) -> Self {
        Self::new(FailureCode::Conflict, message)
    }

    fn not_found(message: impl Into<String>) -> Self {
        Self::new(FailureCode::NotFound, message)
    }

    fn no_project() -> Self {
        Self::new(FailureCode::NotFound, "Project not found")
    }
}

impl From<LogError> for CallError {
    fn from(error: LogError) -> Self {
        tracing::error!("a call has failed: {error}");
        Self::new(FailureCode::Internal, error.to_string())
    }
}

impl From<getrandom::Error> for CallError {
    fn from(error: getrandom::Error) -> Self {
        LogError::from(error).into()
    }
}
