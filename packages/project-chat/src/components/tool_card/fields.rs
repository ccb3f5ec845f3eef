//! Reading the free-form fields of tools.

use std::collections::BTreeMap;
use std::io;

use serde_json::Value;
use session_wire::Fields;

/// The longest text, in bytes, that fields are written out as.
const MAX_WRITTEN: usize = 256 * 1024;

/// The first of `names` that is a string with something in it.
pub(crate) fn string<'a>(fields: &'a Fields, names: &[&str]) -> Option<&'a str> {
    names
        .iter()
        .filter_map(|name| fields.get(*name)?.as_str())
        .find(|text| !text.is_empty())
}

/// The first of `names` that is a whole number.
pub(crate) fn number(fields: &Fields, names: &[&str]) -> Option<u64> {
    names.iter().find_map(|name| fields.get(*name)?.as_u64())
}

/// The items of a list; none where there is no list of that name.
pub(crate) fn list<'a>(fields: &'a Fields, name: &str) -> &'a [Value] {
    let list = fields.get(name).and_then(Value::as_array);
    list.map(Vec::as_slice).unwrap_or_default()
}

/// The strings of a list.
pub(crate) fn strings(list: &Value) -> Vec<&str> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Value::as_str).collect()
}

/// Fields as indented JSON, without those in `except`; none where nothing is left. What is longer
/// than 256 kB ends in an ellipsis.
pub(crate) fn pretty(fields: &Fields, except: &[&str]) -> Option<String> {
    let kept: BTreeMap<&str, &Value> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .filter(|(name, _)| !except.contains(name))
        .collect();
    if kept.is_empty() {
        return None;
    }
    let mut sink = Sink::default();
    let is_whole = serde_json::to_writer_pretty(&mut sink, &kept).is_ok();
    let mut text = String::from_utf8_lossy(&sink.written).into_owned();
    if !is_whole {
        text.push('…');
    }
    Some(text)
}

/// Takes as much as [`MAX_WRITTEN`].
#[derive(Debug, Default)]
struct Sink {
    written: Vec<u8>,
}

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = MAX_WRITTEN - self.written.len();
        let taken = &bytes[..bytes.len().min(room)];
        self.written.extend_from_slice(taken);
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn fields_are_written_out_up_to_a_limit() {
        let fields = |value: Value| value.as_object().cloned().unwrap_or_default();
        let short = fields(json!({ "b": 1, "a": "x", "tool": "t" }));
        let written = pretty(&short, &["tool"]);
        assert_eq!(
            written.as_deref(),
            Some("{\n  \"a\": \"x\",\n  \"b\": 1\n}")
        );
        assert_eq!(pretty(&short, &["a", "b", "tool"]), None);
        let long = fields(json!({ "a": "€".repeat(MAX_WRITTEN) }));
        let written = pretty(&long, &[]).unwrap_or_default();
        assert!(written.len() <= MAX_WRITTEN + 8 && written.ends_with('…'));
    }
}
