//! Round trips of objects whose small `Copy` parts cannot keep fields that they do not know.

use serde::Serialize;
use serde_json::Value;

use crate::Fields;
use crate::lenient::to_fields;
use crate::record::{Extra, Record};

/// The typed fields of an object that keep nothing else, and the fields that they do know.
pub(crate) type Known = &'static [(&'static str, &'static [&'static str])];

/// A part's `time`.
pub(crate) const PART_TIME: (&str, &[&str]) = ("time", &["start", "end"]);
/// A message's `time`.
pub(crate) const MESSAGE_TIME: (&str, &[&str]) = ("time", &["created", "completed"]);
/// `tokens`, wherever they are counted.
pub(crate) const TOKENS: (&str, &[&str]) = (
    "tokens",
    &["total", "input", "output", "reasoning", "cache"],
);
/// A failure.
pub(crate) const ERROR: (&str, &[&str]) = ("error", &["name", "data"]);

const CACHE: &[&str] = &["read", "write"];

/// Reads an object; what `known` fields hold in addition goes to the extra fields, under their name.
pub(crate) fn read<T: Record + Default + Extra>(fields: Fields, known: Known) -> T {
    let mut aside = Fields::new();
    for (name, names) in known {
        if let Some(Value::Object(object)) = fields.get(*name)
            && let Some(unknown) = unknown_of(object, names)
        {
            aside.insert((*name).to_owned(), Value::Object(unknown));
        }
    }
    // Nothing in these objects is required, so there is nothing to fail.
    let mut value = T::read(fields).unwrap_or_default();
    value.extra().extend(aside);
    value
}

/// The reverse of [`read`].
pub(crate) fn write<T: Serialize + Extra>(mut value: T, known: Known) -> Fields {
    let aside: Vec<_> = known
        .iter()
        .filter_map(|(name, _)| value.extra().remove_entry(*name))
        .collect();
    let mut fields = to_fields(&value);
    for (name, unknown) in aside {
        // Where the typed part was taken away since, the rest means nothing.
        if let Some(value) = fields.get_mut(&name) {
            put_back(value, unknown);
        }
    }
    fields
}

fn unknown_of(object: &Fields, names: &[&str]) -> Option<Fields> {
    // A failure without `data` keeps all of its fields there.
    if names == ERROR.1 && !object.contains_key("data") {
        return None;
    }
    let mut unknown: Fields = object
        .iter()
        .filter(|(name, _)| !names.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if names.contains(&"cache")
        && let Some(Value::Object(cache)) = object.get("cache")
        && let Some(cache) = unknown_of(cache, CACHE)
    {
        unknown.insert("cache".to_owned(), Value::Object(cache));
    }
    (!unknown.is_empty()).then_some(unknown)
}

fn put_back(value: &mut Value, unknown: Value) {
    let (Value::Object(fields), Value::Object(unknown)) = (value, unknown) else {
        return;
    };
    for (name, rest) in unknown {
        match fields.get_mut(&name) {
            Some(value) => put_back(value, rest),
            None => {
                fields.insert(name, rest);
            }
        }
    }
}
