//! JSON texts out of values.

use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

/// The JSON text of a value.
pub(crate) fn raw(value: &Value) -> Box<RawValue> {
    // A `Value` has only string keys, so it always has a JSON text.
    to_raw_value(value).unwrap_or_default()
}
