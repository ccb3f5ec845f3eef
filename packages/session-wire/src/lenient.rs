//! Reading the fields of an object one by one, without failing the whole for a wrong one.
//!
//! Everything goes through [`Value`] and plain functions: a deserializer derived for each of the
//! many types would be most of what a browser has to load of this crate.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::Fields;

/// What a field can hold.
pub(crate) trait FromJson: Sized {
    /// Reads a value; none where it has another shape.
    fn from_json(value: Value) -> Option<Self>;
}

/// A required field that is absent or has another shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Missing(pub(crate) &'static str);

/// Takes a field that the object is nothing without.
pub(crate) fn required<T: FromJson>(fields: &mut Fields, name: &'static str) -> Result<T, Missing> {
    T::from_json(take(fields, name)).ok_or(Missing(name))
}

/// Takes a field that may be absent.
pub(crate) fn optional<T: FromJson>(fields: &mut Fields, name: &str) -> Option<T> {
    match take(fields, name) {
        Value::Null => None,
        value => T::from_json(value),
    }
}

/// Takes a field that has a meaning when it is absent.
pub(crate) fn field<T: FromJson + Default>(fields: &mut Fields, name: &str) -> T {
    T::from_json(take(fields, name)).unwrap_or_default()
}

/// Takes a list, leaving out the items that have another shape.
pub(crate) fn list<T: FromJson>(fields: &mut Fields, name: &str) -> Vec<T> {
    maybe_list(fields, name).unwrap_or_default()
}

/// Takes a list that may be absent, leaving out the items that have another shape.
pub(crate) fn maybe_list<T: FromJson>(fields: &mut Fields, name: &str) -> Option<Vec<T>> {
    match take(fields, name) {
        Value::Array(items) => Some(items.into_iter().filter_map(T::from_json).collect()),
        _ => None,
    }
}

/// Takes a field as it is; `null` where it is absent.
pub(crate) fn take(fields: &mut Fields, name: &str) -> Value {
    fields.remove(name).unwrap_or_default()
}

/// Turns a struct of optional fields back into an object.
pub(crate) fn to_fields<T: serde::Serialize>(value: &T) -> Fields {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => fields,
        _ => Fields::new(),
    }
}

/// Reads a value out of any format.
pub(crate) fn deserialize<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: FromJson,
{
    let unreadable = || D::Error::custom("a value of another shape");
    T::from_json(Value::deserialize(deserializer)?).ok_or_else(unreadable)
}

impl std::fmt::Display for Missing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "`{}` is missing or wrong", self.0)
    }
}

impl From<Missing> for serde_json::Error {
    fn from(missing: Missing) -> Self {
        Self::custom(missing)
    }
}

impl FromJson for Value {
    fn from_json(value: Value) -> Option<Self> {
        Some(value)
    }
}

impl FromJson for Fields {
    fn from_json(value: Value) -> Option<Self> {
        match value {
            Value::Object(fields) => Some(fields),
            _ => None,
        }
    }
}

impl FromJson for String {
    fn from_json(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

impl FromJson for bool {
    fn from_json(value: Value) -> Option<Self> {
        value.as_bool()
    }
}

impl FromJson for f64 {
    fn from_json(value: Value) -> Option<Self> {
        value.as_f64()
    }
}

impl FromJson for i64 {
    fn from_json(value: Value) -> Option<Self> {
        value.as_i64().or_else(|| whole(&value))
    }
}

impl FromJson for u64 {
    fn from_json(value: Value) -> Option<Self> {
        let whole = || whole(&value)?.try_into().ok();
        value.as_u64().or_else(whole)
    }
}

impl FromJson for usize {
    fn from_json(value: Value) -> Option<Self> {
        u64::from_json(value)?.try_into().ok()
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(value: Value) -> Option<Self> {
        Some(T::from_json(value))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => items.into_iter().map(T::from_json).collect(),
            _ => None,
        }
    }
}

/// The integer that `1.0` is: programs write counts in either form.
fn whole(value: &Value) -> Option<i64> {
    let number = value.as_f64()?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "saturates, and what is cut off is noticed by the way back"
    )]
    let integer = number as i64;
    #[expect(
        clippy::cast_precision_loss,
        reason = "the comparison is what it is for"
    )]
    let exact = integer as f64;
    // Whole numbers compare exactly, and no other equals its own integer part.
    (exact.to_bits() == number.to_bits() && integer != i64::MAX).then_some(integer)
}
