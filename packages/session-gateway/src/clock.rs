//! What time it is, and how it is written.

use std::time::{SystemTime, UNIX_EPOCH};

use session_wire::Timestamp;
use time::OffsetDateTime;

/// The system's time.
pub(crate) fn now() -> Timestamp {
    let elapsed = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_millis(i64::try_from(elapsed.as_millis()).unwrap_or(i64::MAX))
}

/// RFC 3339 in UTC with milliseconds, such as `2026-02-19T10:00:00.000Z`.
pub(crate) fn rfc3339(moment: Timestamp) -> String {
    let nanoseconds = i128::from(moment.as_millis()) * 1_000_000;
    let Ok(date) = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds) else {
        // Only a moment after the year 9999 has no such form.
        return "9999-12-31T23:59:59.999Z".to_owned();
    };
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
        date.year(),
        u8::from(date.month()),
        date.day(),
        date.hour(),
        date.minute(),
        date.second(),
        date.millisecond(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_milliseconds_and_a_zone() {
        let check = |millis, expected| {
            assert_eq!(rfc3339(Timestamp::from_millis(millis)), expected);
        };
        check(0, "1970-01-01T00:00:00.000Z");
        check(1_795_358_783_543, "2026-11-22T14:46:23.543Z");
        check(i64::MAX, "9999-12-31T23:59:59.999Z");
    }
}
