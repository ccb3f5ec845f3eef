//! What a call is answered with: an output, or a failure.

use serde::{Deserialize, Serialize};

use crate::open_enum::open_enum;

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
