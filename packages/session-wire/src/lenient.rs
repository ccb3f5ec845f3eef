//! Field decoding that drops what it cannot read instead of failing the whole value.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};

use crate::Fields;

/// Reads a field, or its default when the value has another shape.
pub(crate) fn field<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let value = Value::deserialize(deserializer)?;
    let whole = whole(&value);
    Ok(serde_json::from_value(value)
        .or_else(|error| whole.map_or(Err(error), serde_json::from_value))
        .unwrap_or_default())
}

/// The integer that `1.0` is: programs write counts in either form.
fn whole(value: &Value) -> Option<Value> {
    let number = value.as_number().filter(|number| number.is_f64())?;
    // Decimal text is the one conversion that can neither truncate nor wrap.
    let digits = format!("{:.0}", number.as_f64()?);
    let integer: Number = serde_json::from_str(&digits).ok()?;
    (integer.as_f64() == number.as_f64()).then_some(Value::Number(integer))
}

/// Reads a list, leaving out the items that have another shape.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    maybe_list(deserializer).map(Option::unwrap_or_default)
}

/// Reads a list that may be absent, leaving out the items that have another shape.
pub(crate) fn maybe_list<'de, D, T>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Value::Array(items) = Value::deserialize(deserializer)? else {
        return Ok(None);
    };
    Ok(Some(
        items
            .into_iter()
            .filter_map(|item| serde_json::from_value(item).ok())
            .collect(),
    ))
}

/// Takes a required string out of an object.
pub(crate) fn take_string(fields: &mut Fields, name: &'static str) -> Result<String, Missing> {
    match fields.remove(name) {
        Some(Value::String(value)) => Ok(value),
        _ => Err(Missing(name)),
    }
}

/// A required string field that is absent or no string.
#[derive(Debug)]
pub(crate) struct Missing(&'static str);

impl std::fmt::Display for Missing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "`{}` is missing or no string", self.0)
    }
}

/// Turns a struct of optional fields back into an object.
pub(crate) fn to_fields<T: serde::Serialize>(value: &T) -> Fields {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

/// Reads a struct whose fields are all lenient; cannot fail on an object, so failure is the default.
pub(crate) fn from_fields<T: DeserializeOwned + Default>(fields: Fields) -> T {
    serde_json::from_value(Value::Object(fields)).unwrap_or_default()
}
