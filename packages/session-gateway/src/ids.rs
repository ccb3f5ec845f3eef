//! New identities: random ones, and ones that a seed decides.

use session_wire::{CloudSessionId, ExecutionId, MessageId, SessionId, Timestamp};

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The bits of a time-ordered id: milliseconds × 4096 + counter, modulo this.
pub(crate) const TIME_MASK: u64 = (1 << 48) - 1;

/// Unpredictable bytes.
///
/// # Errors
///
/// When the system has no source of randomness.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// A random UUID, version 4.
pub(crate) fn uuid() -> Result<String, getrandom::Error> {
    let mut bytes: [u8; 16] = random()?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    Ok([
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-"))
}

/// A new stream owner, `agent_<uuid>`.
pub(crate) fn cloud_session() -> Result<CloudSessionId, getrandom::Error> {
    Ok(format!("agent_{}", uuid()?).into())
}

/// A new run, `exc_<ulid>`.
pub(crate) fn execution(now: Timestamp) -> Result<ExecutionId, getrandom::Error> {
    let mut random_part = [0; 16];
    random_part[6..].copy_from_slice(&random::<10>()?);
    let millis = u128::from(now.as_millis().unsigned_abs()) & u128::from(TIME_MASK);
    let mut bits = (millis << 80) | u128::from_be_bytes(random_part);
    let mut digits = [0; 26];
    for digit in digits.iter_mut().rev() {
        *digit = CROCKFORD[(bits & 31) as usize];
        bits >>= 5;
    }
    Ok(format!("exc_{}", String::from_utf8_lossy(&digits)).into())
}

/// The message in which the person says what a run is about.
pub(crate) fn message(execution: &ExecutionId) -> MessageId {
    let digits = execution.as_str().trim_start_matches("exc_").bytes();
    let value = |digit| CROCKFORD.iter().position(|known| *known == digit);
    // The first ten of the 26 digits are the time.
    let millis = digits.take(10).filter_map(value).fold(0_i64, |sum, digit| {
        (sum << 5) | i64::try_from(digit).unwrap_or(0)
    });
    let moment = Timestamp::from_millis(millis);
    ascending("msg", moment, 1, seed(execution)).into()
}

/// A number that a run's identity decides.
pub(crate) fn seed(execution: &ExecutionId) -> u64 {
    execution
        .as_str()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |seed, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
}

/// A new root session inside the agent, `ses_…`; newer ones sort first.
pub(crate) fn agent_session(now: Timestamp) -> Result<SessionId, getrandom::Error> {
    let bits = !clock_bits(now, 0) & TIME_MASK;
    let suffix = suffix(u64::from_be_bytes(random()?), "ses");
    Ok(format!("ses_{bits:012x}{suffix}").into())
}

/// An id in opencode's ascending scheme whose random end is decided by the seed.
pub(crate) fn ascending(kind: &str, moment: Timestamp, counter: u64, seed: u64) -> String {
    let bits = clock_bits(moment, counter);
    let suffix = suffix(seed, &format!("{kind}{bits}"));
    format!("{kind}_{bits:012x}{suffix}")
}

/// Fourteen base-62 digits that the seed and the name decide.
pub(crate) fn suffix(seed: u64, name: &str) -> String {
    digits::<14>(seed, name, BASE62)
}

/// A tool call's id that the seed and the recorded id decide.
pub(crate) fn call(seed: u64, recorded: &str) -> String {
    format!("call_{}", digits::<16>(seed, recorded, &lower_case()))
}

fn clock_bits(moment: Timestamp, counter: u64) -> u64 {
    let millis = u64::try_from(moment.as_millis()).unwrap_or(0);
    millis.wrapping_mul(4096).wrapping_add(counter) & TIME_MASK
}

fn lower_case() -> [u8; 36] {
    std::array::from_fn(|digit| BASE62[if digit < 10 { digit } else { digit + 26 }])
}

/// Digits out of a seeded hash; the standard library's would not be the same in every release.
fn digits<const N: usize>(seed: u64, name: &str, alphabet: &[u8]) -> String {
    let mut state = name
        .bytes()
        .fold(seed ^ 0xcbf2_9ce4_8422_2325, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
    let mut next = || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    };
    (0..N)
        .map(|_| {
            let index = next() % alphabet.len() as u64;
            char::from(alphabet[usize::try_from(index).unwrap_or(0)])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn random_ids_have_their_shapes() {
        let uuid = uuid().unwrap();
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "4");
        let execution = execution(Timestamp::from_millis(1_795_358_783_543)).unwrap();
        assert_eq!(execution.as_str().len(), 30);
        assert!(execution.as_str().starts_with("exc_01M"));
        assert!(
            cloud_session()
                .unwrap()
                .as_str()
                .strip_prefix("agent_")
                .is_some_and(|uuid| uuid.len() == 36)
        );
    }

    #[test]
    fn later_ids_sort_later_and_later_sessions_first() {
        let at = |millis: i64| Timestamp::from_millis(1_795_358_783_000 + millis);
        assert!(ascending("evt", at(0), 1, 7) < ascending("evt", at(0), 2, 7));
        assert!(ascending("evt", at(0), 9, 7) < ascending("evt", at(1), 0, 7));
        assert!(agent_session(at(1)).unwrap() < agent_session(at(0)).unwrap());
    }

    #[test]
    fn the_scheme_is_opencodes() {
        // A message that opencode made at this moment begins with these digits.
        let id = ascending("msg", Timestamp::from_millis(1_795_358_783_557), 1, 7);
        assert!(id.starts_with("msg_203b8f845001"), "{id}");
        assert_eq!(id.len(), "msg_203b8f84500198SVnydAJaokRm".len());
    }

    #[test]
    fn a_runs_message_is_as_old_as_the_run() {
        let now = Timestamp::from_millis(1_795_358_783_557);
        let run = execution(now).unwrap();
        assert!(message(&run).as_str().starts_with("msg_203b8f845001"));
        assert_eq!(message(&run), message(&run));
        assert_ne!(message(&run), message(&execution(now).unwrap()));
    }

    #[test]
    fn a_seed_decides_ids_for_good() {
        assert_eq!(suffix(1, "msg"), suffix(1, "msg"));
        assert_ne!(suffix(1, "msg"), suffix(2, "msg"));
        assert_ne!(suffix(1, "msg"), suffix(1, "prt"));
        assert_eq!(call(7, "call_1bmeoet4nvk8nmq5").len(), 21);
    }
}
