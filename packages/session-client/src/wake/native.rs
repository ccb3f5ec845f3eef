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
