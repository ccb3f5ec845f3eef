//! The examples of the specifications, and the answers of real agents.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde_json::Value;

/// An example of a specification.
#[derive(Debug)]
pub(super) struct Example {
    pub(super) number: u64,
    pub(super) markdown: String,
    pub(super) html: String,
}

/// A deliberate difference from what a specification says of an example.
#[derive(Debug)]
pub(super) struct Difference {
    /// What it means here.
    pub(super) html: String,
    pub(super) why: String,
}

/// The differences from the specification of this name, by the numbers of its examples.
pub(super) fn differences(name: &str) -> BTreeMap<u64, Difference> {
    let of_it = read("differences")
        .into_iter()
        .filter(|difference| difference["specification"] == name);
    let differences = of_it.map(|difference| {
        let html = text(&difference, "html");
        let why = text(&difference, "why");
        (number(&difference), Difference { html, why })
    });
    differences.collect()
}

/// The examples in a file of `tests/markdown`.
pub(super) fn examples(name: &str) -> Vec<Example> {
    let examples = read(name).into_iter().map(|example| Example {
        number: number(&example),
        markdown: text(&example, "markdown"),
        html: text(&example, "html"),
    });
    examples.collect()
}

/// Every text that an agent wrote in the recordings, and in the folder that `CAPTURES` names.
pub(super) fn answers() -> Vec<String> {
    let mut texts = Vec::new();
    let further = std::env::var_os("CAPTURES").map(PathBuf::from);
    for folder in [tests().join("transcripts")].into_iter().chain(further) {
        collect(&folder, &mut texts);
    }
    texts.sort_unstable();
    texts.dedup();
    texts
}

/// The list in a file of `tests/markdown`.
fn read(name: &str) -> Vec<Value> {
    let file = tests().join("markdown").join(format!("{name}.json"));
    let Value::Array(values) = json(&file) else {
        panic!("{} is no list", file.display());
    };
    values
}

fn number(example: &Value) -> u64 {
    example["example"].as_u64().unwrap()
}

fn text(example: &Value, field: &str) -> String {
    example[field].as_str().unwrap().to_owned()
}

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests")
}

fn json(file: &Path) -> Value {
    let text =
        fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn collect(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, texts);
        } else if path.to_string_lossy().ends_with("messages.json") {
            pick(&json(&path), texts);
        }
    }
}

/// Takes every field that holds words of a message.
fn pick(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| pick(value, texts)),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "text" || name == "content" => {
                        texts.push(text.clone());
                    }
                    value => pick(value, texts),
                }
            }
        }
        _ => {}
    }
}
