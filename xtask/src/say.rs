//! How a task announces its steps.

use std::time::{Duration, Instant};

use crate::failure::Outcome;

/// Announces a step, does it, and says how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("==> {name}");
    let start = Instant::now();
    let outcome = work();
    let end = if outcome.is_ok() { "done" } else { "FAILED" };
    println!("    {name}: {end} in {}", duration(start.elapsed()));
    outcome
}

/// A line that belongs to the step being done.
pub(crate) fn note(text: &str) {
    println!("    {text}");
}

/// A duration as people say it: `0.3 s`, `12 s`, `2 min 5 s`.
pub(crate) fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_like_speech() {
        let said = |milliseconds| duration(Duration::from_millis(milliseconds));
        assert_eq!(said(340), "0.3 s");
        assert_eq!(said(12_900), "12 s");
        assert_eq!(said(125_000), "2 min 5 s");
    }
}
