//! Reading the dates that travel as text.

use session_wire::Timestamp;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A moment from its RFC 3339 form; none when the text is no such date.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let moment = OffsetDateTime::parse(text, &Rfc3339).ok()?;
    let millis = i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).ok()?;
    Some(Timestamp::from_millis(millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_rfc_3339_to_the_millisecond() {
        assert_eq!(
            parse("1970-01-01T00:00:01.250Z"),
            Some(Timestamp::from_millis(1250))
        );
        assert_eq!(
            parse("1970-01-01T01:00:00+01:00"),
            Some(Timestamp::from_millis(0))
        );
        assert_eq!(parse("yesterday"), None);
    }
}
