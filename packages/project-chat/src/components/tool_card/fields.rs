//! Reading the free-form fields of tools.

use serde_json::Value;
use session_wire::Fields;

/// The first of `names` that is a string with something in it.
pub(crate) fn string<'a>(fields: &'a Fields, names: &[&str]) -> Option<&'a str> {
    names
        .iter()
        .filter_map(|name| fields.get(*name)?.as_str())
        .find(|text| !text.is_empty())
}

/// The strings of a list.
pub(crate) fn strings(list: &Value) -> Vec<&str> {
    let items = list.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(Value::as_str).collect()
}

/// Fields as indented JSON, without those in `except`; none where nothing is left.
pub(crate) fn pretty(fields: &Fields, except: &[&str]) -> Option<String> {
    let kept: Fields = fields
        .iter()
        .filter(|(name, _)| !except.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if kept.is_empty() {
        return None;
    }
    serde_json::to_string_pretty(&kept).ok()
}

/// The end of a path, which tells more than its beginning: at most three names.
pub(crate) fn short_path(path: &str) -> String {
    let names: Vec<&str> = path
        .split(['/', '\\'])
        .filter(|name| !name.is_empty())
        .collect();
    match names.len() {
        0 => path.to_owned(),
        1..=3 if !path.starts_with('/') => path.to_owned(),
        count => names[count.saturating_sub(3)..].join("/"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_keep_their_end() {
        for (path, short) in [
            ("", ""),
            ("/", "/"),
            ("main.rs", "main.rs"),
            ("src/main.rs", "src/main.rs"),
            ("/workspace/src/count.js", "workspace/src/count.js"),
            ("/a/b/c/d/e.rs", "c/d/e.rs"),
            (r"C:\work\app\src\main.rs", "app/src/main.rs"),
        ] {
            assert_eq!(short_path(path), short);
        }
    }
}
