//! What a backend's answer comes to: an output, or what kind of failure.

use std::time::Duration;

use serde::de::DeserializeOwned;
use session_model::{CallError, CallErrorKind};
use session_wire::call::{Done, Failure, FailureBody, FailureCode, Success, Ticket, TicketFailure};

use crate::Secret;

/// Reads the answer of a procedure.
pub(super) fn output<T: DeserializeOwned>(status: u16, text: &str) -> Result<T, CallError> {
    if !is_success(status) {
        return Err(failure(status, text));
    }
    let read = session_wire::json::from_str::<Success<T>>(text);
    read.map(|success| success.result.data)
        .map_err(|error| CallError {
            kind: CallErrorKind::Malformed,
            message: format!("The backend's answer could not be read: {error}."),
        })
}

/// Reads the answer of the ticket endpoint.
pub(super) fn ticket(status: u16, text: &str) -> Result<Secret, CallError> {
    if !is_success(status) {
        return Err(failure(status, text));
    }
    match session_wire::json::from_str::<Ticket>(text) {
        Ok(answer) => Ok(Secret::new(answer.ticket)),
        // The reason may quote the answer, and with it the ticket.
        Err(_) => Err(CallError {
            kind: CallErrorKind::Malformed,
            message: "The backend's answer holds no ticket that could be read.".to_owned(),
        }),
    }
}

/// Takes a call that says only whether it worked.
pub(super) fn done(done: Done) -> Result<(), CallError> {
    if done.success {
        return Ok(());
    }
    Err(CallError {
        kind: CallErrorKind::Unavailable,
        message: "The backend could not do it.".to_owned(),
    })
}

/// The request never came to an answer.
pub(super) fn unreachable(reason: &str) -> CallError {
    CallError {
        kind: CallErrorKind::Network,
        message: format!("The backend could not be reached: {reason}."),
    }
}

/// The answer took too long.
pub(super) fn late(time: Duration) -> CallError {
    CallError {
        kind: CallErrorKind::Unavailable,
        message: format!("The backend gave no answer in {} seconds.", time.as_secs()),
    }
}

/// The input has no JSON.
pub(super) fn unwritable(error: &serde_json::Error) -> CallError {
    CallError {
        kind: CallErrorKind::BadRequest,
        message: format!("The request could not be written: {error}."),
    }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

fn failure(status: u16, text: &str) -> CallError {
    if let Ok(Failure { error }) = serde_json::from_str(text) {
        return CallError {
            kind: kind_of_code(&error),
            message: said(error.message, status),
        };
    }
    if let Ok(TicketFailure { error }) = serde_json::from_str(text) {
        return CallError {
            kind: kind_of_status(status),
            message: said(error, status),
        };
    }
    // Not the backend itself but something in front of it, which knows of no project.
    let kind = match kind_of_status(status) {
        kind @ (CallErrorKind::NotAuthorized | CallErrorKind::PaymentRequired) => kind,
        _ if status < 400 => CallErrorKind::Malformed,
        _ => CallErrorKind::Unavailable,
    };
    CallError {
        kind,
        message: said(String::new(), status),
    }
}

fn said(message: String, status: u16) -> String {
    if message.is_empty() {
        return format!("The backend answered with HTTP {status}.");
    }
    message
}

fn kind_of_code(error: &FailureBody) -> CallErrorKind {
    match error.data.code {
        FailureCode::BadRequest | FailureCode::MethodNotSupported => CallErrorKind::BadRequest,
        FailureCode::Unauthorized | FailureCode::Forbidden => CallErrorKind::NotAuthorized,
        FailureCode::PaymentRequired => CallErrorKind::PaymentRequired,
        FailureCode::NotFound => CallErrorKind::NotFound,
        FailureCode::Conflict => CallErrorKind::Conflict,
        FailureCode::Internal if error.data.http_status == 402 => CallErrorKind::PaymentRequired,
        FailureCode::Internal => CallErrorKind::Unavailable,
        FailureCode::Other(_) => kind_of_status(error.data.http_status),
    }
}

fn kind_of_status(status: u16) -> CallErrorKind {
    match status {
        401 | 403 => CallErrorKind::NotAuthorized,
        402 => CallErrorKind::PaymentRequired,
        404 => CallErrorKind::NotFound,
        409 => CallErrorKind::Conflict,
        // Too slow, too early, too often: the same request may work later.
        408 | 425 | 429 => CallErrorKind::Unavailable,
        400..500 => CallErrorKind::BadRequest,
        _ => CallErrorKind::Unavailable,
    }
}
