//! Moments, as milliseconds since the Unix epoch.

use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::lenient::FromJson;

/// A moment in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since the Unix epoch.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the Unix epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// From an RFC 3339 date with its offset, to the millisecond; none for other texts.
    ///
    /// ```
    /// use session_wire::Timestamp;
    ///
    /// let made = Timestamp::parse("2026-02-19T11:00:00.5+01:00");
    /// assert_eq!(made, Some(Timestamp::from_millis(1_771_495_200_500)));
    /// assert_eq!(Timestamp::parse("yesterday"), None);
    /// ```
    pub fn parse(date: &str) -> Option<Self> {
        let moment = OffsetDateTime::parse(date, &Rfc3339).ok()?;
        let millis = i64::try_from(moment.unix_timestamp_nanos().div_euclid(1_000_000)).ok()?;
        Some(Self(millis))
    }

    /// How long after `earlier` this is; zero when it is not after.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}

impl std::ops::Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, later: Duration) -> Self {
        Self(
            self.0
                .saturating_add(i64::try_from(later.as_millis()).unwrap_or(i64::MAX)),
        )
    }
}

impl FromJson for Timestamp {
    fn from_json(value: Value) -> Option<Self> {
        value.as_f64().map(Self::from_number)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self::from_number)
    }
}

impl Timestamp {
    fn from_number(millis: f64) -> Self {
        // Programs send whole and fractional milliseconds alike.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "saturates, and a date that far is no date"
        )]
        let millis = millis as i64;
        Self(millis)
    }
}
