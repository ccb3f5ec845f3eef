//! How long ago something was, and how long it took, in words.

use std::time::Duration;

/// How long ago something was, in the largest unit that fits; counts are at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Age {
    /// Less than a minute.
    JustNow,
    /// Minutes.
    Minutes(u64),
    /// Hours.
    Hours(u64),
    /// Days.
    Days(u64),
    /// Months of 30 days.
    Months(u64),
    /// Years of 365 days.
    Years(u64),
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

impl From<Duration> for Age {
    fn from(age: Duration) -> Self {
        let seconds = age.as_secs();
        let days = seconds / DAY;
        match seconds {
            0..MINUTE => Self::JustNow,
            MINUTE..HOUR => Self::Minutes(seconds / MINUTE),
            HOUR..DAY => Self::Hours(seconds / HOUR),
            _ if days < 30 => Self::Days(days),
            _ if days < 365 => Self::Months(days / 30),
            _ => Self::Years(days / 365),
        }
    }
}

/// An age in English: `just now`, `3 days ago`.
pub fn english_age(age: Age) -> String {
    let (count, unit) = match age {
        Age::JustNow => return "just now".to_owned(),
        Age::Minutes(count) => (count, "minute"),
        Age::Hours(count) => (count, "hour"),
        Age::Days(count) => (count, "day"),
        Age::Months(count) => (count, "month"),
        Age::Years(count) => (count, "year"),
    };
    format!("{} ago", counted(count, unit))
}

/// A duration in short English: `< 0.1 s`, `0.4 s`, `12 s`, `3 min 5 s`, `2 h 10 min`.
pub fn english_duration(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (hours, minutes) = (seconds / HOUR, seconds % HOUR / MINUTE);
    match seconds {
        0..10 => match duration.as_millis() / 100 {
            0 => "< 0.1 s".to_owned(),
            tenths => format!("{}.{} s", tenths / 10, tenths % 10),
        },
        10..MINUTE => format!("{seconds} s"),
        MINUTE..HOUR => format!("{minutes} min {} s", seconds % MINUTE),
        _ => format!("{hours} h {minutes} min"),
    }
}

/// A duration in short English without parts of a second: `0 s`, `12 s`, `3 min 5 s`.
pub fn english_duration_in_seconds(duration: Duration) -> String {
    match duration.as_secs() {
        seconds @ 0..10 => format!("{seconds} s"),
        _ => english_duration(duration),
    }
}

/// A count with its unit, in the plural where English has it.
pub(super) fn counted(count: u64, unit: &str) -> String {
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_use_the_largest_unit() {
        for (seconds, words) in [
            (0, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (7_199, "1 hour ago"),
            (7_200, "2 hours ago"),
            (3 * DAY, "3 days ago"),
            (45 * DAY, "1 month ago"),
            (800 * DAY, "2 years ago"),
        ] {
            let age = Age::from(Duration::from_secs(seconds));
            assert_eq!(english_age(age), words, "{seconds}");
        }
    }

    #[test]
    fn durations_are_short() {
        for (millis, words) in [
            (99, "< 0.1 s"),
            (460, "0.4 s"),
            (9_999, "9.9 s"),
            (12_000, "12 s"),
            (185_000, "3 min 5 s"),
            (7_800_000, "2 h 10 min"),
        ] {
            assert_eq!(english_duration(Duration::from_millis(millis)), words);
        }
    }
}
