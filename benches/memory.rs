//! What a long answer takes in memory, counted by the allocator.

use std::alloc::System;

use benches::{Live, SESSION, answer};
use serde_json::json;
use session_wire::call::WorkerVersion;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use tests::frame;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// What one token adds to the text.
const TOKEN: usize = "word ".len();

#[test]
fn an_answer_takes_at_most_one_and_a_half_times_its_text() {
    const TOKENS: usize = 100_000;
    const STEP: usize = 500;
    let frames = answer(1, "msg_1", TOKENS);
    let (begin, tokens) = frames.split_at(frames.len() - TOKENS);
    let region = Region::new(ALLOCATOR);
    let mut live = Live::new(&WorkerVersion::V2);
    live.feed(begin);
    let mut fed = 0;
    for step in tokens.chunks(STEP) {
        live.feed(step);
        fed += step.len();
        let stats = region.change();
        let held = stats.bytes_allocated.wrapping_sub(stats.bytes_deallocated);
        let text = fed * TOKEN;
        // The project around the text is small, but not next to a few words.
        if text > 40_000 {
            assert!(
                2 * held <= 3 * text,
                "{held} bytes are held for {text} bytes of text"
            );
        }
    }
    drop(live);
}

#[test]
fn a_file_is_held_once_however_often_it_comes() {
    const LENGTH: usize = 4_000_000;
    let url = format!("data:image/png;base64,{}", "A".repeat(LENGTH));
    let file = json!({ "id": "prt_1", "sessionID": "ses_1", "messageID": "msg_1", "type": "file", "mime": "image/png", "url": url });
    let file = json!({ "type": "message.part.updated", "properties": { "part": file } });
    let mut live = Live::new(&WorkerVersion::V2);
    live.feed(&answer(1, "msg_1", 0));
    let region = Region::new(ALLOCATOR);
    for id in 10..20 {
        live.feed(&[frame(SESSION, id, "kilocode", &file)]);
    }
    let stats = region.change();
    let held = stats.bytes_allocated.wrapping_sub(stats.bytes_deallocated);
    assert!(held < 3 * LENGTH / 2, "{held} bytes are held for {LENGTH}");
    drop(live);
}
