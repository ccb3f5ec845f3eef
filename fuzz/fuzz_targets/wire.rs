//! Texts of any kind, read as each thing that travels.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../packages/session-wire/tests/it/exercise.rs"]
mod exercise;

fuzz_target!(|bytes: &[u8]| {
    exercise::exercise(&String::from_utf8_lossy(bytes));
});
