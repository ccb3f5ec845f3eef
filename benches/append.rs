//! What a delta copies, counted by the allocator, does not depend on how much text there is already.

use std::alloc::System;

use project_chat::markdown::Document;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The letters of a delta.
const DELTA: usize = 5;
/// The deltas that are counted at a time: enough for every piece, line and item to end in them.
const DELTAS: usize = 2_000;

/// The letters that come at a time before that: an odd number, so that they end at any place.
const PIECE: usize = 61;

/// The bytes that were asked for while `DELTAS` deltas came behind `length` bytes of a text.
fn cost(opening: &str, repeated: &str, length: usize) -> usize {
    let mut text = opening.to_owned();
    while text.len() < length + DELTA * (DELTAS + 1) {
        text.push_str(repeated);
    }
    let mut document = Document::new();
    // What was read bit by bit may be held otherwise than what was read at once.
    for piece in text.as_bytes()[..length].chunks(PIECE) {
        let shown = document.blocks().clone();
        document.push(&String::from_utf8_lossy(piece));
        drop(shown);
    }
    // A copy has no room at its end until something was added.
    let mut document = document.clone();
    let mut deltas = text.as_bytes()[length..].chunks(DELTA);
    let mut next = || String::from_utf8_lossy(deltas.next().unwrap_or_default()).into_owned();
    document.push(&next());
    let deltas: Vec<String> = (0..DELTAS).map(|_| next()).collect();
    let region = Region::new(ALLOCATOR);
    for delta in &deltas {
        // A renderer holds what was shown before.
        let shown = document.blocks().clone();
        document.push(delta);
        drop(shown);
    }
    region.change().bytes_allocated
}

/// At fifty times the length a delta asks for hardly more.
fn check(opening: &str, repeated: &str) {
    let short = cost(opening, repeated, 20_000);
    let long = cost(opening, repeated, 1_000_000);
    assert!(
        10 * long <= 11 * short,
        "{short} bytes, then {long}: {opening:?} {repeated:?}"
    );
}

#[test]
fn a_delta_copies_as_little_in_a_long_text_as_in_a_short_one() {
    check("", "A paragraph of **words** and `code`.\n\n");
    check("```rust\n", "    let number = compute(1, \"two\");\n");
    check("- ```rust\n", "      let number = compute(1, \"two\");\n");
    check("", "    let number = compute(1, \"two\");\n");
    check("", "- an item of some **words** and `code`\n");
    check("- outer\n", "  - an inner item of some **words**\n");
    check("| a | b |\n|---|---|\n", "| some words | **bold** |\n");
    check("Once ", "and again *some* words of `code` that go on, ");
    check("Once ", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ+5/=");
    check("", "{\"number\":1,\"words\":[\"and\",\"more\"]},");
    check("Once *and ", "and again some words of `code` that go on, ");
    check("Once [and ", "and again some words of `code` that go on, ");
    check("", "> - an item of some **words**\n");
    check("<div>\n", "source that is shown as it stands\n");
}
