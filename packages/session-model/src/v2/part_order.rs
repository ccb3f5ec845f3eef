//! The order of parts: by their ids, which start again from zero every 795 days.

use std::cmp::Ordering;

use session_wire::PartId;

const TIME_DIGITS: usize = 12;
const PERIOD: u64 = 1 << 48;

/// Which of two parts of a message was made first; equal when the ids do not tell.
///
/// An id's first twelve hex digits are its time modulo 2^48, so of two times the one that is less
/// than half a period behind the other is the earlier.
pub(super) fn compare(left: &PartId, right: &PartId) -> Ordering {
    let (Some((left_time, left_rest)), Some((right_time, right_rest))) =
        (split(left), split(right))
    else {
        return Ordering::Equal;
    };
    if left_time == right_time {
        return left_rest.cmp(right_rest);
    }
    if right_time.wrapping_sub(left_time) % PERIOD < PERIOD / 2 {
        Ordering::Less
    } else {
        Ordering::Greater
    }
}

fn split(id: &PartId) -> Option<(u64, &str)> {
    let (_, digits) = id.as_str().split_once('_')?;
    let time = u64::from_str_radix(digits.get(..TIME_DIGITS)?, 16).ok()?;
    Some((time, digits.get(TIME_DIGITS..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(left: &str, right: &str, expected: Ordering) {
        assert_eq!(
            compare(&left.into(), &right.into()),
            expected,
            "{left} {right}"
        );
        assert_eq!(
            compare(&right.into(), &left.into()),
            expected.reverse(),
            "{right} {left}"
        );
    }

    #[test]
    fn follows_time_then_the_rest_and_wraps() {
        check("prt_203b80d2b001V0", "prt_203b80e34001ks", Ordering::Less);
        check("prt_203b80d2b001V0", "prt_203b80d2b001V1", Ordering::Less);
        check("prt_fffffffff001V0", "prt_000000001001V0", Ordering::Less);
        check("prt_1", "prt_203b80d2b001V1", Ordering::Equal);
        check("text-0", "text-1", Ordering::Equal);
    }
}
