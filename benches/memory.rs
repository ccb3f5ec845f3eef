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

/// What is said of a session at a second of its run, numbered on from there.
fn second_of_v2(second: u64) -> Vec<String> {
    let id = |nth: u64| second * 100 + nth;
    let info = json!({ "id": "msg_1", "sessionID": "ses_1", "role": "assistant",
        "time": { "created": 1 }, "cost": 0.01, "tokens": { "input": second, "output": 7 } });
    let printed = format!("{second:06} ").repeat(500);
    let state = json!({ "status": "running", "input": { "command": "make" },
        "metadata": { "output": printed }, "time": { "start": 1 } });
    let tool = json!({ "id": "prt_tool", "sessionID": "ses_1", "messageID": "msg_1", "type": "tool",
        "callID": "c", "tool": "bash", "state": state });
    let text = json!({ "id": "prt_text", "sessionID": "ses_1", "messageID": "msg_1", "type": "text",
        "text": format!("Second {second:06}. ").repeat(100) });
    let status = if second.is_multiple_of(9) {
        "retry"
    } else {
        "busy"
    };
    let status = json!({ "type": status, "attempt": 1, "message": "again", "next": 1 });
    let bus = |kind: &str, properties: serde_json::Value| json!({ "type": kind, "properties": properties });
    let events = [
        bus("message.updated", json!({ "info": info })),
        bus("message.part.updated", json!({ "part": tool })),
        bus("message.part.updated", json!({ "part": text })),
        bus(
            "session.status",
            json!({ "sessionID": "ses_1", "status": status }),
        ),
        bus("something.new", json!({ "second": second })),
    ];
    let events = events.iter().zip(1..);
    let mut frames: Vec<_> = events
        .map(|(event, nth)| frame(SESSION, id(nth), "kilocode", event))
        .collect();
    // A stream that begins again says some of it twice.
    let again = frames[2].clone();
    frames.push(again);
    frames.push(frame(SESSION, 0, "heartbeat", &json!(null)));
    frames
}

/// The same of a session whose messages come whole each time.
fn second_of_v1(second: u64) -> Vec<String> {
    let say = |timestamp: u64, say: &str, content: &str| json!({ "timestamp": timestamp, "type": "say", "say": say, "content": content, "partial": true });
    let said = format!("Second {second:06}. ").repeat(100);
    let events = [
        say(1, "user_feedback", "Go on."),
        say(2, "reasoning", &said),
        say(3, "text", &said),
    ];
    let events = events.iter().zip(1..);
    events
        .map(|(event, nth)| frame(SESSION, second * 100 + nth, "kilocode", event))
        .collect()
}

/// Feeds an hour of a run in which the same things are said again and again, and compares what is
/// held after it with what was held after its first minutes.
fn check_hour(version: &WorkerVersion, second: impl Fn(u64) -> Vec<String>) {
    const SETTLED: u64 = 120;
    const HOUR: u64 = 3_600;
    let region = Region::new(ALLOCATOR);
    let mut live = Live::new(version);
    let mut settled = 0;
    for now in 1..=HOUR {
        live.feed(&second(now));
        if now == SETTLED || now == HOUR {
            let stats = region.change();
            let held = stats.bytes_allocated.wrapping_sub(stats.bytes_deallocated);
            if now == SETTLED {
                settled = held;
            } else {
                assert!(held < settled + settled / 5, "{held} bytes after {settled}");
            }
        }
    }
    drop(live);
}

#[test]
fn an_hour_of_the_same_takes_what_its_first_minutes_take() {
    check_hour(&WorkerVersion::V2, second_of_v2);
}

#[test]
fn an_hour_of_messages_that_come_whole_takes_what_its_first_minutes_take() {
    check_hour(&WorkerVersion::V1, second_of_v1);
}
