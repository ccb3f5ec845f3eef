//! Holds every case of the attack corpus to a list of harmless elements and attributes.

use std::{fs, path::Path};

use serde_json::Value;

use super::{html, is_inert};

/// The cases: some mark-up, repeated as often as they say, and what stands behind it.
fn cases() -> Vec<(String, String)> {
    let path = "../../tests/attacks/markdown.json";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let cases: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let text = |case: &Value| {
        let times = case["times"]
            .as_u64()
            .map_or(0, |times| usize::try_from(times).unwrap());
        let repeated = case["repeat"].as_str().unwrap_or_default().repeat(times);
        repeated + case["markdown"].as_str().unwrap()
    };
    cases
        .iter()
        .map(|case| (case["kind"].as_str().unwrap().to_owned(), text(case)))
        .collect()
}

#[test]
fn nothing_in_the_corpus_can_run_or_load() {
    let cases = cases();
    assert!(cases.len() >= 150, "{}", cases.len());
    for (kind, text) in cases {
        let html = html(&text);
        assert!(is_inert(&html), "{kind}: {text:?} became {html}");
        let controls = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let drawn = html.split('<').filter_map(|tag| tag.split_once('>'));
        let words: String = drawn.map(|(_, words)| words).collect();
        assert!(!words.contains(controls), "{kind}: {text:?} became {html}");
    }
}
