//! The end of the machine's sleep, as a jump of the wall clock shows it.

use std::rc::Rc;
use std::time::Duration;

use futures_util::stream;
use session_model::{Timestamp, Wake};

use super::Wakes;
use crate::{Timers, now};

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(5);

/// How much later than asked a look may come before the machine must have slept.
const LATE: Duration = Duration::from_secs(10);

/// The machine woke from sleep; noticed within seconds.
pub fn wakes(timers: Rc<dyn Timers>) -> Wakes {
    watch(timers, now)
}

/// Timers stand still while the machine sleeps, the wall clock does not.
fn watch(timers: Rc<dyn Timers>, clock: impl Fn() -> Timestamp + 'static) -> Wakes {
    let seen = clock();
    Box::pin(stream::unfold(
        (timers, clock, seen),
        async |(timers, clock, mut seen)| {
            loop {
                timers.after(LOOK).await;
                let before = std::mem::replace(&mut seen, clock());
                if seen.since(before) > LOOK + LATE {
                    return Some((Wake::Visible, (timers, clock, seen)));
                }
            }
        },
    ))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use futures_util::StreamExt;
    use tokio::time::sleep;

    use super::*;
    use crate::PlatformTimers;

    /// A wall clock that goes so many seconds from each look to the next; gives how often the
    /// machine woke.
    async fn check(steps: &'static [u64], expected: usize) {
        let (time, looks) = (Cell::new(Timestamp::default()), Cell::new(0));
        let clock = move || {
            let step = looks.replace(looks.get() + 1);
            let step = if step == 0 { 0 } else { steps[step - 1] };
            time.set(time.get() + Duration::from_secs(step));
            time.get()
        };
        let end = LOOK * u32::try_from(steps.len()).unwrap_or(0) + LOOK / 2;
        let wakes = watch(Rc::new(PlatformTimers::default()), clock);
        let woken = wakes.take_until(Box::pin(sleep(end))).count().await;
        assert_eq!(woken, expected, "{steps:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_jump_of_the_clock_is_a_wake() {
        check(&[5, 5, 5, 5], 0).await;
        check(&[5, 15, 5], 0).await;
        check(&[5, 16, 5], 1).await;
        check(&[3600, 5, 60], 2).await;
        check(&[5, 0, 0, 5], 0).await;
    }
}
