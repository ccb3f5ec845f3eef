//! Why an agent's answer failed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Fields;
use crate::lenient::{FromJson, required};
use crate::open_enum::open_enum;

/// Why an answer failed: a name such as `APIError` or `MessageAbortedError`, and its data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Value")]
pub struct MessageError {
    /// Which kind of failure; see [`MessageError::kind`].
    pub name: String,
    /// The failure's own fields; `message` in most kinds.
    pub data: Value,
}

open_enum! {
    /// The kinds of [`MessageError`].
    ErrorName {
        /// The provider does not accept who asks.
        ProviderAuth = "ProviderAuthError",
        /// A failure that the agent has no kind for.
        Unknown = "UnknownError",
        /// The answer became too long.
        OutputLength = "MessageOutputLengthError",
        /// The person stopped the answer.
        Aborted = "MessageAbortedError",
        /// The model did not write the form that it was asked for.
        StructuredOutput = "StructuredOutputError",
        /// The conversation became too long for the model.
        ContextOverflow = "ContextOverflowError",
        /// The provider's filter stopped the answer.
        ContentFilter = "ContentFilterError",
        /// The provider's interface answered with a failure.
        Api = "APIError",
    }
}

impl MessageError {
    /// Which kind of failure.
    pub fn kind(&self) -> ErrorName {
        self.name.as_str().into()
    }

    /// What happened, in the agent's words; the kind's name where it has none.
    pub fn message(&self) -> &str {
        self.text("message").unwrap_or(&self.name)
    }

    /// Whether the person stopped the answer.
    pub fn is_aborted(&self) -> bool {
        self.name == "MessageAbortedError"
    }

    /// The provider that did not accept who asks.
    pub fn provider_id(&self) -> Option<&str> {
        self.text("providerID")
    }

    /// The provider's HTTP status, where there is one.
    pub fn status_code(&self) -> Option<u64> {
        let status = self.data.get("statusCode")?;
        status.as_u64().or_else(|| {
            let status = status.as_f64()?.to_string();
            status.parse().ok()
        })
    }

    /// Whether the agent would try again, where it says so.
    pub fn is_retryable(&self) -> Option<bool> {
        self.data.get("isRetryable")?.as_bool()
    }

    /// The provider's HTTP headers.
    pub fn response_headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts("responseHeaders")
    }

    /// What the provider answered, as it came; often JSON.
    pub fn response_body(&self) -> Option<&str> {
        self.text("responseBody")
    }

    /// What else the agent knows about the request.
    pub fn metadata(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts("metadata")
    }

    /// How often the model was asked again for the form that it did not write.
    pub fn retries(&self) -> Option<u64> {
        self.data.get("retries")?.as_u64()
    }

    /// Where the agent's own log has more about it.
    pub fn reference(&self) -> Option<&str> {
        self.text("ref")
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.data.get(name)?.as_str()
    }

    fn texts(&self, name: &str) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.data.get(name).and_then(Value::as_object);
        let fields = fields.into_iter().flat_map(Fields::iter);
        fields.filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }
}

impl FromJson for MessageError {
    fn from_json(value: Value) -> Option<Self> {
        Some(value.into())
    }
}

impl From<Value> for MessageError {
    fn from(value: Value) -> Self {
        match value {
            Value::String(message) => Self {
                name: "UnknownError".to_owned(),
                data: serde_json::json!({ "message": message }),
            },
            Value::Object(mut fields) => Self {
                name: required(&mut fields, "name").unwrap_or_else(|_| "UnknownError".to_owned()),
                data: fields.remove("data").unwrap_or(Value::Object(fields)),
            },
            other => Self {
                name: "UnknownError".to_owned(),
                data: other,
            },
        }
    }
}
