//! What a long answer takes in memory, counted by the allocator.

use std::alloc::System;

use benches::{Live, answer};
use session_wire::call::WorkerVersion;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

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
