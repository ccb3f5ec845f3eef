//! A message of every kind that an agent of the first generation can say beside its answer.

use serde_json::Value;

use super::fixture::Live;
use super::html::{chat, lines};

/// The gallery shows the same messages.
const LINES: &str = include_str!("../../../../examples/gallery/src/fixtures/v1_kinds.jsonl");

#[test]
fn every_kind_of_the_first_generation_is_drawn_as_itself() {
    let mut live = Live::new("v1");
    live.begin();
    for line in LINES.lines() {
        let mut told: Value = serde_json::from_str(line).unwrap();
        live.say(&told["event"].take());
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("v1_kinds", lines(&chat(live.project)));
    });
}
