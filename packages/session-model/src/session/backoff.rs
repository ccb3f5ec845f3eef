//! How long to wait before a lost connection is tried again.

use std::time::Duration;

/// How many attempts in a row are made before somebody has to ask for more.
pub(super) const MAX_ATTEMPTS: u32 = 8;

const BASE: Duration = Duration::from_secs(1);
const CAP: Duration = Duration::from_secs(30);

/// The wait before attempt `attempt` (from 0): one second, doubled each time, at most thirty,
/// spread by a half to either side so that many clients do not come back at once.
///
/// `roll` is a random number from 0 to 1.
pub(super) fn delay(attempt: u32, roll: f64) -> Duration {
    let whole = BASE
        .saturating_mul(2_u32.saturating_pow(attempt.min(16)))
        .min(CAP);
    whole.mul_f64(0.5 + roll.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_up_to_the_cap() {
        let waits: Vec<u64> = (0..8)
            .map(|attempt| delay(attempt, 0.5).as_secs())
            .collect();
        assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30, 30]);
    }

    #[test]
    fn is_spread_by_the_roll() {
        assert_eq!(delay(2, 0.0), Duration::from_secs(2));
        assert_eq!(delay(2, 1.0), Duration::from_secs(6));
    }
}
