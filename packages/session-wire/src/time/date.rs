//! RFC 3339 dates, read without a library of calendars.

const DAY: i64 = 86_400_000;
/// How many days the first of March of the year 0 is before 1970-01-01.
const BEFORE_1970: i64 = 719_468;

/// The milliseconds since 1970-01-01T00:00:00Z of a date; none for what is no date.
pub(super) fn millis(date: &str) -> Option<i64> {
    let (day, rest) = date.split_at_checked(10)?;
    let clock = rest.strip_prefix(['T', 't', ' '])?;
    let offset_at = clock.find(['Z', 'z', '+', '-'])?;
    let (clock, offset) = clock.split_at(offset_at);
    Some(days(day)? * DAY + time_of_day(clock)? - offset_millis(offset)?)
}

fn days(date: &str) -> Option<i64> {
    let mut fields = date.split('-');
    let year = number(fields.next()?, 4)?;
    let month = number(fields.next()?, 2)?;
    let day = number(fields.next()?, 2)?;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    if fields.next().is_some() || !(1..=length).contains(&day) {
        return None;
    }
    // A year that begins in March has its odd day at its end.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leaps + (month * 153 + 2) / 5 + day - 1 - BEFORE_1970)
}

fn time_of_day(clock: &str) -> Option<i64> {
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut fields = clock.split(':');
    let hours = number(fields.next()?, 2)?;
    let minutes = number(fields.next()?, 2)?;
    let seconds = number(fields.next()?, 2)?;
    let is_digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    // A minute may have a leap second.
    let is_fraction = is_digits && !fraction.is_empty();
    if fields.next().is_some() || hours > 23 || minutes > 59 || seconds > 60 || !is_fraction {
        return None;
    }
    let millis: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some((hours * 3600 + minutes * 60 + seconds) * 1000 + millis)
}

fn offset_millis(offset: &str) -> Option<i64> {
    let sign = match offset.as_bytes().first()? {
        b'Z' | b'z' => return (offset.len() == 1).then_some(0),
        b'-' => -1,
        _ => 1,
    };
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes) * 60_000)
}

fn number(digits: &str, length: usize) -> Option<i64> {
    let is_number = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}
