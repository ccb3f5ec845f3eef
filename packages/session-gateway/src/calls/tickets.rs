//! The calls that give leave to open a stream.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use session_wire::call::{TicketInput, WorkerVersion};

use super::refusal;
use crate::clock;
use crate::log::sessions;
use crate::state::Shared;

/// Gives a ticket for a session whose worker is of the generation that the path names.
pub(super) async fn issue(
    version: &WorkerVersion,
    State(shared): State<Shared>,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let body = match body {
        Ok(body) => body,
        Err(rejection) => return refusal(rejection.status(), rejection.body_text()),
    };
    let input: TicketInput = match serde_json::from_slice(&body) {
        Ok(input) => input,
        Err(error) => {
            let reason = format!("The body cannot be read: {error}");
            return refusal(StatusCode::BAD_REQUEST, reason);
        }
    };
    let id = input.cloud_agent_session_id;
    let session = match shared.log.read(move |db| sessions::find(db, &id)).await {
        Ok(Some(session)) => session,
        Ok(None) => return refusal(StatusCode::NOT_FOUND, "There is no such session"),
        Err(error) => return internal(&error),
    };
    if session.version != *version {
        let reason = format!("The session is not of generation {}", version.as_str());
        return refusal(StatusCode::BAD_REQUEST, reason);
    }
    let issued = shared.tickets.issue(
        &session.id,
        &session.agent_session,
        input.organization_id,
        clock::now(),
    );
    match issued {
        Ok(ticket) => Json(ticket).into_response(),
        Err(error) => internal(&error),
    }
}

fn internal(error: &dyn std::error::Error) -> Response {
    tracing::error!("no ticket could be given: {error}");
    refusal(StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}
