//! The days on which things were said, in words.

use session_model::Timestamp;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day, as it is told from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Today.
    Today,
    /// The day before today.
    Yesterday,
    /// Any other day of the calendar.
    Date {
        /// The year.
        year: i64,
        /// The month, from 1.
        month: u32,
        /// The day of the month, from 1.
        day: u32,
    },
}

impl Day {
    /// The day of a moment where local time is so many minutes ahead of UTC.
    pub(crate) fn of(moment: Timestamp, now: Timestamp, offset_minutes: i32) -> Self {
        let number = number(moment, offset_minutes);
        match self::number(now, offset_minutes) - number {
            0 => Self::Today,
            1 => Self::Yesterday,
            _ => Self::date(number),
        }
    }

    /// The date of a day by its number since 1970-01-01: in years that begin in March, leap days
    /// come last.
    fn date(number: i64) -> Self {
        let shifted = number + 719_468;
        let era = shifted.div_euclid(146_097);
        let of_era = shifted.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * march_month + 2) / 5 + 1;
        let month = (march_month + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::Date {
            year,
            month: u32::try_from(month).unwrap_or(1),
            day: u32::try_from(day).unwrap_or(1),
        }
    }
}

/// Whether two moments are of different days.
pub(crate) fn differ(one: Timestamp, other: Timestamp, offset_minutes: i32) -> bool {
    number(one, offset_minutes) != number(other, offset_minutes)
}

/// The hour and minute of a moment where local time is so many minutes ahead of UTC.
pub(crate) fn time_of_day(moment: Timestamp, offset_minutes: i32) -> (u8, u8) {
    let minutes =
        (moment.as_millis().div_euclid(MINUTE) + i64::from(offset_minutes)).rem_euclid(24 * 60);
    let small = |number: i64| u8::try_from(number).unwrap_or_default();
    (small(minutes / 60), small(minutes % 60))
}

fn number(moment: Timestamp, offset_minutes: i32) -> i64 {
    (moment.as_millis() + i64::from(offset_minutes) * MINUTE).div_euclid(DAY)
}

/// A day in English: `Today`, `22 November 2026`.
pub fn english_day(day: Day) -> String {
    match day {
        Day::Today => "Today".to_owned(),
        Day::Yesterday => "Yesterday".to_owned(),
        Day::Date { year, month, day } => {
            let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
            format!("{day} {month} {year}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar_at_the_reader() {
        let check = |millis, offset, expected: &str| {
            let now = Timestamp::from_millis(1_795_370_000_000);
            let day = Day::of(Timestamp::from_millis(millis), now, offset);
            assert_eq!(english_day(day), expected);
        };
        check(1_795_370_000_000, 0, "Today");
        check(1_795_370_000_000 - DAY, 0, "Yesterday");
        check(1_795_370_000_000 - 2 * DAY, 0, "20 November 2026");
        // 2026-11-22 17:53 in UTC is the next day in the far east, for both.
        check(1_795_305_600_000 - 1, 0, "Yesterday");
        check(1_795_305_600_000 - 1, 60, "Today");
        check(0, 0, "1 January 1970");
        check(0, -1, "31 December 1969");
        check(1_709_164_800_000, 0, "29 February 2024");
    }
}
